import { describe, expect, it } from 'vitest'
import { addDays, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { attendance, draft, hoursDay, hoursTown } from '../../testing/hours-town.ts'
import { appendEntries, recordAttendances } from '../index.ts'
import { chainStart, entryHash, type hashedColumns } from './hash.ts'

const database = await useDatabase()
const { db, raw } = database
const town = hoursTown(database)
const { community } = places
const daughterId = () => town.cast.daughter.person.residentId
const neighbourId = () => town.cast.neighbour.person.residentId

/** Three lines of the daughter, of all kinds, and two of the neighbour. */
async function ledgers() {
  const { now } = town.clock
  await recordAttendances(db, [attendance(daughterId()), attendance(neighbourId())], { now, newId })
  await appendEntries(db, community, [
    draft(daughterId(), { kind: 'correction', basis: 'automatic', minutes: -30, corrects_seq: 1 }),
    draft(daughterId(), { entered_by: newId(), confirmed_by: newId() }),
    draft(neighbourId()),
  ])
}

async function verify(residentId: string | null = null) {
  const input = { communityId: community, residentId, after: null }
  const answer = await town.call(town.cast.admin, 'records.verify', input)
  if (!answer.ok) throw new Error(answer.error.code)
  expect(answer.roundTrips).toBeLessThanOrEqual(4)
  return answer.data
}

const portionAfter = (after: string | null) =>
  town.ok(town.cast.admin, 'records.verify', { communityId: community, residentId: null, after })

/** Another value for a column, in SQL. */
const changed: Record<(typeof hashedColumns)[number] | 'hash', string> = {
  community_id: `'${places.otherCommunity}'`,
  resident_id: `'${newId()}'`,
  seq: 'seq + 10',
  id: `'${newId()}'`,
  kind: "if(kind = 'service', 'correction', 'service')",
  basis: "if(basis = 'added', 'automatic', 'added')",
  minutes: 'minutes + 6',
  corrects_seq: 'ifnull(corrects_seq, 0) + 1',
  signup_id: `'${newId()}'`,
  activity_id: `'${newId()}'`,
  service_day: 'date_add(service_day, interval 1 day)',
  title: "concat(title, '。')",
  content: "''",
  place: "'家里'",
  organiser_name: "'别的队'",
  person_in_charge: "'别人'",
  checked_in_at: "'2026-11-20 23:29:00.000'",
  checked_out_at: "'2026-11-21 02:29:00.001'",
  check_out_was_forgotten: '1 - check_out_was_forgotten',
  reason: "concat(reason, ' ')",
  entered_by: `'${newId()}'`,
  entered_by_name: "'别人'",
  confirmed_by: 'null',
  confirmed_by_name: "'别人'",
  entered_at: 'date_add(entered_at, interval 1 second)',
  previous_hash: `'${chainStart.replaceAll('0', 'a')}'`,
  hash: `'${chainStart.replaceAll('0', 'b')}'`,
}

describe('verify', () => {
  it('says that ledgers are as they were written', async () => {
    await ledgers()
    expect(await verify()).toEqual({ volunteers: 2, entries: 5, findings: [], next: null })
    expect(await verify(daughterId())).toEqual({ volunteers: 1, entries: 3, findings: [], next: null })
    expect(await verify(newId())).toEqual({ volunteers: 0, entries: 0, findings: [], next: null })
  })

  it.each(Object.entries(changed))('finds a changed %s', async (column, value) => {
    await ledgers()
    // `confirmed_by` is null in the second line.
    const seq = column === 'confirmed_by' ? 3 : 2
    const where = 'where community_id = ? and resident_id = ? and seq = ?'
    await raw(`update hours_entry set ${column} = ${value} ${where}`, [community, daughterId(), seq])
    const { findings } = await verify()
    const missing = ['community_id', 'resident_id', 'seq'].includes(column)
    expect(findings).toContainEqual({
      residentId: daughterId(),
      problem: missing ? 'missing' : 'changed',
      seq,
      name: '陈静',
      volunteerNumber: expect.stringMatching(/^\d+$/),
    })
    expect(findings.some(({ residentId }) => residentId === neighbourId())).toBe(false)
  })

  it.each([1, 2, 3])('finds that line %i of three is gone', async (seq) => {
    await ledgers()
    await raw('delete from hours_entry where resident_id = ? and seq = ?', [daughterId(), seq])
    expect((await verify()).findings).toMatchObject([{ residentId: daughterId(), problem: 'missing', seq }])
  })

  it.each(['entries', 'automatic_minutes', 'added_minutes', 'last_hash'])(
    'finds a changed %s of the account',
    async (column) => {
      await ledgers()
      const value = column === 'last_hash' ? `'${chainStart}'` : `${column} + 1`
      await raw(`update hours_account set ${column} = ${value} where resident_id = ?`, [daughterId()])
      expect((await verify()).findings).toMatchObject([{ residentId: daughterId() }])
    },
  )

  it('finds lines without an account, and a line that was written anew with a hash of its own', async () => {
    await ledgers()
    await raw('delete from hours_account where resident_id = ?', [neighbourId()])
    const [row] = await db
      .selectFrom('hours_entry')
      .selectAll()
      .where('community_id', '=', community)
      .where('resident_id', '=', daughterId())
      .where('seq', '=', 1)
      .execute()
    if (!row) throw new Error('no line')
    const forged = { ...row, minutes: 600 }
    await raw('update hours_entry set minutes = 600, hash = ? where resident_id = ? and seq = 1', [
      entryHash(forged),
      daughterId(),
    ])
    const { findings } = await verify()
    expect(findings.map(({ residentId, problem, seq }) => [residentId, problem, seq])).toEqual(
      expect.arrayContaining([
        [neighbourId(), 'account', null],
        [daughterId(), 'unlinked', 2],
      ]),
    )
  })

  it('goes through a community in portions, each volunteer once', async () => {
    const { now } = town.clock
    const people = Array.from({ length: 450 }, () => newId())
    for (let from = 0; from < people.length; from += 150) {
      const some = people.slice(from, from + 150).map((id) => attendance(id))
      await recordAttendances(db, some, { now, newId })
    }
    let volunteers = 0
    let portions = 0
    let after: string | null = null
    for (let isMore = true; isMore; isMore = after !== null) {
      const portion = await portionAfter(after)
      expect(portion.findings).toEqual([])
      volunteers += portion.volunteers
      portions += 1
      after = portion.next
    }
    expect([volunteers, portions]).toEqual([450, 3])
  })
})

describe('the audit of the night', () => {
  const audit = () => town.ok(town.cast.communityStaff, 'records.audit', { communityId: community })
  const night = (days: number) => town.at(instantOf(addDays(hoursDay, days), '02:10'))

  it('runs once, and finds nothing where nothing is', async () => {
    await ledgers()
    await night(1)
    await Promise.all([town.advance(), town.advance()])
    await town.advance()
    expect(await audit()).toMatchObject({
      last: { day: '2026-11-22', volunteers: 2, entries: 5, findings: 0 },
      findings: [],
    })
    expect(await town.titles(town.cast.admin.accountId)).toEqual([])
  })

  it('tells the admins once of what it finds, and ends it when the ledger is whole again', async () => {
    await ledgers()
    await raw('update hours_entry set minutes = minutes + 60 where resident_id = ? and seq = 1', [daughterId()])
    await night(1)
    await town.advance()
    expect(await audit()).toMatchObject({
      last: { findings: 1 },
      findings: [{ name: '陈静', problem: 'changed', seq: 1 }],
    })
    expect(await town.titles(town.cast.admin.accountId)).toEqual(['时长的账对不上'])
    await night(2)
    await town.advance()
    expect((await audit()).findings).toHaveLength(1)
    expect(await town.titles(town.cast.admin.accountId)).toEqual(['时长的账对不上'])
    await raw('update hours_entry set minutes = minutes - 60 where resident_id = ? and seq = 1', [daughterId()])
    await night(3)
    await town.advance()
    expect(await audit()).toMatchObject({ last: { day: '2026-11-24', findings: 0 }, findings: [] })
  })

  it('moves an account that was left behind', async () => {
    await ledgers()
    const before = await raw('select * from hours_account order by resident_id')
    await raw('update hours_account set entries = 0, automatic_minutes = 0, added_minutes = 0, last_hash = ?', [
      chainStart,
    ])
    await night(1)
    await town.advance()
    expect(await raw('select * from hours_account order by resident_id')).toEqual(before)
    expect((await audit()).findings).toEqual([])
  })
})
