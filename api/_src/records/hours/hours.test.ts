import { describe, expect, it } from 'vitest'
import { addDays, instantOf } from '../../../../shared/time.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { addedHours, draft, hoursDay, hoursStart, hoursTown } from '../../testing/hours-town.ts'
import { appendEntry, hoursOf } from '../index.ts'

const database = await useDatabase()
const { db, raw } = database
const town = hoursTown(database)
const { community } = places
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)
const mine = (limit = 20) => town.ok(town.cast.daughter, 'records.mine', { limit })
const daughterId = () => town.cast.daughter.person.residentId
const add = (over: Partial<Parameters<typeof town.ok<'records.addHours'>>[2]> = {}, who = town.cast.communityStaff) =>
  town.call(who, 'records.addHours', {
    id: newId(),
    ...addedHours,
    people: [{ id: newId(), residentId: daughterId() }],
    ...over,
  })
const additions = async (who = town.cast.admin) =>
  (await town.ok(who, 'records.additions', { communityId: community })).additions
const decide = (batchId: string, approved = true, words = '', who = town.cast.admin) =>
  town.call(who, 'records.decideHours', { communityId: community, batchId, approved, words })
const correct = (minutes: number, over: { seq?: number; objectionId?: string } = {}, who = town.cast.communityStaff) =>
  town.call(who, 'records.correctHours', {
    id: newId(),
    communityId: community,
    residentId: daughterId(),
    seq: 1,
    minutes,
    reason: '多记了半小时',
    objectionId: null,
    ...over,
  })

describe('my hours', () => {
  it('are nothing at first, and say what is missing to the first star', async () => {
    const answer = await town.call(town.cast.daughter, 'records.mine', { limit: 20 })
    expect(answer).toMatchObject({
      ok: true,
      data: { name: '陈静', totalMinutes: 0, entries: [], next: null, star: { star: 0, nextHours: 100 } },
    })
    expect(answer.roundTrips).toBe(2)
  })

  it('come in pages, the newest day first, each line with the sum of its month, for two round trips', async () => {
    for (const day of ['2026-10-04', '2026-11-17', '2026-10-30', hoursDay]) await town.attended({ day })
    const first = await town.call(town.cast.daughter, 'records.mine', { limit: 3 })
    if (!first.ok) throw new Error('refused')
    expect(first.roundTrips).toBe(2)
    const { entries, next, totalMinutes, automaticMinutes, addedMinutes } = first.data
    expect([totalMinutes, automaticMinutes, addedMinutes]).toEqual([720, 720, 0])
    expect(entries.map(({ shownOn, monthMinutes }) => [shownOn, monthMinutes])).toEqual([
      [hoursDay, 360],
      ['2026-11-17', 360],
      ['2026-10-30', 360],
    ])
    const rest = await town.ok(town.cast.daughter, 'records.mine', { limit: 3, ...(next && { after: next }) })
    expect(rest.entries.map(({ shownOn }) => shownOn)).toEqual(['2026-10-04'])
    expect(rest.next).toBe(null)
    expect((await mine(0)).entries).toEqual([])
    expect((await mine(0)).totalMinutes).toBe(720)
  })

  it('give stars by the hours of this community', async () => {
    await appendEntry(db, draft(daughterId(), { minutes: 126 * 60 + 30 }))
    expect((await mine()).star).toEqual({ star: 1, hours: 100, nextHours: 300, missingMinutes: 10_410, percent: 13.3 })
    await raw(
      `insert into volunteer_setting (community_id, settings, version, changed_by_name, changed_at)
       values (?, '{"starHours":[10,20,30,40,50]}', 1, '赵雨桐', now())`,
      [community],
    )
    expect((await mine()).star).toMatchObject({ star: 5, nextHours: null })
  })

  it('count a line that was cut off before the account', async () => {
    await town.attended()
    await raw('update hours_account set entries = 0, automatic_minutes = 0, last_hash = repeat("0", 64)')
    expect((await mine()).totalMinutes).toBe(180)
    expect((await hoursOf(db, community, [daughterId()])).get(daughterId())?.totalMinutes).toBe(180)
    await town.attended({ day: '2026-11-20' })
    expect(await raw('select entries, automatic_minutes from hours_account')).toMatchObject([
      { entries: 2, automatic_minutes: 360 },
    ])
  })
})

describe('hours that staff add', () => {
  it('stand in the ledger only after a second person', async () => {
    const batch = await add()
    expect(batch).toMatchObject({ ok: true, data: { status: 'proposed', people: [{ name: '陈静', minutes: 150 }] } })
    expect(batch.roundTrips).toBe(4)
    expect((await mine()).totalMinutes).toBe(0)
    const [waiting] = await additions()
    if (!waiting) throw new Error('nothing waits')
    expect(waiting.mayDecide).toBe(true)
    expect((await additions(town.cast.communityStaff))[0]?.mayDecide).toBe(false)
    expect(await town.titles(town.cast.admin.accountId)).toEqual(['有一笔补录的时长要核对'])
    expect(await town.titles(town.cast.communityStaff.accountId)).toEqual([])

    expect(codeOf(await decide(waiting.batchId, true, '', town.cast.communityStaff))).toBe('second_needed')
    const decided = await decide(waiting.batchId)
    expect(decided).toMatchObject({ ok: true, data: { status: 'confirmed', decidedByName: '沈涛' } })
    expect(decided.roundTrips).toBeLessThanOrEqual(4)
    expect(codeOf(await decide(waiting.batchId))).toBe('ok')
    expect(await town.titles(daughterId())).toEqual(['补记了 2.5 小时服务'])
    const { entries, addedMinutes, automaticMinutes } = await mine()
    expect([addedMinutes, automaticMinutes]).toEqual([150, 0])
    expect(entries).toMatchObject([
      { basis: 'added', minutes: 150, shownOn: '2026-11-03', enteredByName: '赵雨桐', confirmedByName: '沈涛' },
    ])
  })

  it('are one proposal for several volunteers, sent again as often as one likes', async () => {
    const neighbourId = town.cast.neighbour.person.residentId
    const people = [
      { id: newId(), residentId: daughterId() },
      { id: newId(), residentId: neighbourId },
    ]
    const id = newId()
    expect(codeOf(await add({ id, people }))).toBe('ok')
    expect(codeOf(await add({ id, people }))).toBe('ok')
    expect(codeOf(await add({ id, people }, town.cast.admin))).toBe('id_taken')
    expect(await additions()).toHaveLength(1)
    await decide(id)
    expect(await town.titles(neighbourId)).toEqual(['补记了 2.5 小时服务'])
    expect(await town.titles(daughterId())).toEqual(['补记了 2.5 小时服务'])
    expect(await town.titles(town.cast.admin.accountId)).toHaveLength(1)
    await town.advance()
    expect((await mine()).totalMinutes).toBe(150)
  })

  it('are refused with words, or not at all', async () => {
    const id = newId()
    // The volunteer lives in another grid.
    expect(codeOf(await add({ id }, town.cast.gridWorker))).toBe('not_found')
    expect(codeOf(await add({ id }, town.cast.otherGridWorker))).toBe('ok')
    expect(await additions(town.cast.otherGridWorker)).toHaveLength(1)
    expect(await additions(town.cast.gridWorker)).toEqual([])
    expect(codeOf(await decide(id, false))).toBe('reason_needed')
    expect(codeOf(await decide(id, false, '那天没有活动。'))).toBe('ok')
    expect(codeOf(await decide(id, true, '', town.cast.communityStaff))).toBe('conflict')
    expect(await town.titles(town.cast.otherGridWorker.accountId)).toEqual(['您提的时长没有通过'])
    expect((await mine()).totalMinutes).toBe(0)
  })

  it('are listed by how long they wait, then by when they were decided', async () => {
    const ids: string[] = []
    for (let minute = 0; minute < 4; minute += 1) {
      await town.at(new Date(hoursStart.getTime() + minute * 60_000))
      const id = newId()
      await add({ id })
      ids.push(id)
    }
    await decide(ids[0] ?? '')
    await town.at(new Date(hoursStart.getTime() + 600_000))
    await decide(ids[2] ?? '', false, '没有这个活动')
    expect((await additions()).map(({ batchId }) => ids.indexOf(batchId))).toEqual([1, 3, 2, 0])
    await town.at(new Date(hoursStart.getTime() + 15 * 86_400_000))
    expect((await additions()).map(({ batchId }) => ids.indexOf(batchId))).toEqual([1, 3])
  })

  it('are for volunteers, for a day that has been, and never for oneself', async () => {
    const { communityStaff, elder } = town.cast
    expect(codeOf(await add({ people: [{ id: newId(), residentId: elder.person.residentId }] }))).toBe('not_found')
    expect(codeOf(await add({ day: addDays(hoursDay, 1) }))).toBe('invalid_input')
    expect(codeOf(await add({ minutes: 721 }))).toBe('invalid_input')
    const both = [newId(), newId()].map((id) => ({ id, residentId: daughterId() }))
    expect(codeOf(await add({ people: both }))).toBe('invalid_input')
    expect(codeOf(await add({}, town.cast.otherCommunityStaff))).toBe('not_allowed')
    const waiting = newId()
    await add({ id: waiting })
    // Both members of the staff are the volunteer herself.
    for (const { accountId } of [communityStaff, town.cast.admin]) {
      await raw(
        `insert into identity (account_id, community_id, resident_id, relation, scopes, resident_name, grid_code, address, living_alone, since, version)
         select ?, community_id, resident_id, 'self', scopes, resident_name, grid_code, address, living_alone, since, version
         from identity where resident_id = ? and relation = 'self' limit 1`,
        [accountId, daughterId()],
      )
    }
    expect(codeOf(await add())).toBe('own_hours')
    expect(codeOf(await decide(waiting))).toBe('own_hours')
  })

  it('reach the ledger by the clock when the confirming was cut off', async () => {
    const id = newId()
    await add({ id })
    await raw(
      `update hours_addition set status = 'confirmed', version = 2, decided_by = ?, decided_by_name = '沈涛', decided_at = '2026-11-21 06:00:00.000'`,
      [town.cast.admin.accountId],
    )
    await town.advance()
    await town.advance()
    expect((await mine()).entries).toHaveLength(1)
    expect(await town.titles(daughterId())).toEqual(['补记了 2.5 小时服务'])
  })

  it('cost the clock two statements by day, and three after the night', async () => {
    await town.advance()
    expect((await countRoundTrips(() => town.advance())).roundTrips).toBe(3)
    await town.at(instantOf(addDays(hoursDay, 1), '01:00'))
    expect((await countRoundTrips(() => town.advance())).roundTrips).toBe(2)
  })
})

describe('corrections', () => {
  it('are lines of their own, under the day they were made and for the day they put right', async () => {
    await town.attended({ day: '2026-10-30' })
    const proposed = await correct(150)
    expect(proposed).toMatchObject({ ok: true, data: { kind: 'correction', people: [{ minutes: -30 }] } })
    expect(proposed.roundTrips).toBe(4)
    expect(codeOf(await correct(120))).toBe('conflict')
    if (!proposed.ok) return
    expect(codeOf(await decide(proposed.data.batchId))).toBe('ok')
    await town.app.settled()
    const { entries, totalMinutes, automaticMinutes } = await mine()
    expect([totalMinutes, automaticMinutes]).toEqual([150, 150])
    expect(entries).toMatchObject([
      { kind: 'correction', minutes: -30, correctsSeq: 1, shownOn: hoursDay, serviceDay: '2026-10-30' },
      { kind: 'service', minutes: 180, shownOn: '2026-10-30' },
    ])
    expect(await town.titles(daughterId())).toEqual(['您的服务时长更正了'])
    expect(codeOf(await correct(150))).toBe('nothing_differs')
    expect(codeOf(await correct(0))).toBe('ok')
    // The correction stands for the line it puts right, which has one that waits.
    expect(codeOf(await correct(0, { seq: 2 }))).toBe('conflict')
    expect(codeOf(await correct(0, { seq: 9 }))).toBe('not_found')
  })

  it('never take more than the line gave, however many are confirmed at once', async () => {
    await town.attended()
    const answers = await Promise.all([correct(0), correct(0), correct(30)])
    const taken = answers.flatMap((answer) => (answer.ok ? [answer.data.batchId] : []))
    expect(answers.map(codeOf).toSorted()).toEqual(['conflict', 'conflict', 'ok'])
    await Promise.all(taken.flatMap((id) => [decide(id), decide(id)]))
    await town.app.settled()
    expect((await mine()).totalMinutes).toBeGreaterThanOrEqual(0)
    expect((await mine()).entries).toHaveLength(2)
  })
})

describe('objections', () => {
  const object = (over: { id?: string; about?: { seq: number } | { day: string; title: string } } = {}) =>
    town.call(town.cast.daughter, 'records.object', {
      id: newId(),
      about: { seq: 1 },
      words: '我 7:30 就到了',
      ...over,
    })
  const todo = async () =>
    (await town.ok(town.cast.admin, 'records.deskObjections', { communityId: community })).objections

  it('are answered within ten working days: told to both, reminded, overdue', async () => {
    await town.attended()
    const id = newId()
    const made = await object({ id })
    // Saturday the 21st: ten working days on is Friday the 4th.
    expect(made).toMatchObject({ ok: true, data: { dueOn: '2026-12-04', status: 'open', title: '陪老人去医院复查' } })
    expect(made.roundTrips).toBe(3)
    expect(codeOf(await object({ id }))).toBe('ok')
    expect(codeOf(await object())).toBe('objection_open')
    expect(codeOf(await object({ about: { seq: 9 } }))).toBe('not_found')
    const { communityStaff, admin } = town.cast
    expect(await town.titles(communityStaff.accountId)).toEqual(['陈静说时长不对'])
    expect(await town.titles(daughterId())).toEqual(['您提的收到了'])
    await town.at(instantOf('2026-12-02', '08:00'))
    await town.advance()
    expect(await town.titles(communityStaff.accountId)).toHaveLength(1)
    await town.at(instantOf('2026-12-02', '09:00'))
    await Promise.all([town.advance(), town.advance()])
    expect(await town.titles(communityStaff.accountId)).toEqual(['陈静说时长不对', '陈静的时长还没答复'])
    await town.at(instantOf('2026-12-05', '00:00'))
    await town.advance()
    expect(await todo()).toMatchObject([{ isOverdue: true }])
    expect(await town.titles(admin.accountId)).toContain('陈静的时长过了日子没答复')
    const reply = { communityId: community, id, upheld: false, words: '签到是 7:50。' }
    expect(codeOf(await town.call(admin, 'records.replyToObjection', { ...reply, version: 1 }))).toBe('conflict')
    const answered = await town.call(admin, 'records.replyToObjection', { ...reply, version: 3 })
    expect(answered).toMatchObject({ ok: true, data: { status: 'rejected', repliedByName: '沈涛' } })
    expect(answered.roundTrips).toBe(3)
    expect(codeOf(await town.call(admin, 'records.replyToObjection', { ...reply, version: 3 }))).toBe('ok')
    expect(await todo()).toEqual([])
    expect(await town.titles(daughterId())).toContain('您提的时长，社区答复了')
    expect((await town.ok(town.cast.daughter, 'records.objections', {})).objections).toMatchObject([
      { reply: '签到是 7:50。' },
    ])
  })

  it('are settled when what puts them right is in the ledger', async () => {
    await town.attended()
    const id = newId()
    await object({ id, about: { day: '2026-11-03', title: '楼道清洁' } })
    const { admin } = town.cast
    const reply = { communityId: community, id, version: 1, upheld: true, words: '忘了给您记。' }
    await town.ok(admin, 'records.replyToObjection', reply)
    expect(await todo()).toMatchObject([{ status: 'upheld' }])
    const batchId = newId()
    await add({ id: batchId, objectionId: id })
    await decide(batchId)
    await town.app.settled()
    expect(await todo()).toEqual([])
    const told = await town.titles(daughterId())
    expect(told.toSorted()).toEqual(
      ['您提的收到了', '您说得对，社区来改', '时长改好了', '补记了 2.5 小时服务'].toSorted(),
    )
  })

  it('do not come in floods', async () => {
    const about = { day: '2026-11-03', title: '楼道清洁' }
    const answers = []
    for (let each = 0; each < 6; each += 1) answers.push(codeOf(await object({ about })))
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'objection_open'])
    expect(codeOf(await object({ about: { day: addDays(hoursDay, 1), title: '明天的' } }))).toBe('invalid_input')
  })
})

describe('at the desk', () => {
  it('a volunteer is found by name or number, and reading the ledger is recorded', async () => {
    await town.attended()
    const { communityStaff } = town.cast
    const found = await town.call(communityStaff, 'records.volunteers', { communityId: community, search: '陈' })
    expect(found).toMatchObject({ ok: true, data: { volunteers: [{ name: '陈静', totalMinutes: 180 }] } })
    expect(found.roundTrips).toBe(2)
    const number = found.ok ? (found.data.volunteers[0]?.volunteerNumber ?? '') : ''
    const byNumber = await town.ok(communityStaff, 'records.volunteers', { communityId: community, search: number })
    expect(byNumber.volunteers).toHaveLength(1)
    const whose = { communityId: community, residentId: daughterId() }
    const ledger = await town.call(communityStaff, 'records.ledger', { ...whose, limit: 10 })
    expect(ledger).toMatchObject({ ok: true, data: { name: '陈静', totalMinutes: 180 } })
    expect(ledger.roundTrips).toBe(3)
    expect(await raw('select purpose from access_log where resident_id = ?', [daughterId()])).toMatchObject([
      { purpose: 'volunteer_file' },
    ])
    const nobody = await town.call(communityStaff, 'records.ledger', { ...whose, residentId: newId(), limit: 10 })
    expect(codeOf(nobody)).toBe('not_found')
  })
})
