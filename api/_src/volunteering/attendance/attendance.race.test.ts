import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places, TestPeople, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { joinAll, openShift, tally, volunteeringApp, type HeldClock } from '../../testing/volunteering.ts'
import { advanceAttendance } from './record.ts'

const { db, raw } = await useDatabase()
const start = instantOf('2026-11-28', '08:30')
const clock: HeldClock = { now: start }
const app = volunteeringApp(db, clock)
const { community: communityId } = places
let crowd: TestResident[]
let leaders: [TestResident, TestResident]
let shiftId: string

beforeEach(async () => {
  clock.now = addSeconds(start, -3600)
  const people = new TestPeople(clock.now)
  leaders = [people.resident({ name: '带队甲' }), people.resident({ name: '带队乙' })]
  crowd = Array.from({ length: 12 }, (_, index) => people.resident({ name: `志愿者${index}` }))
  await makePlaces(db)
  await people.save(db)
  await joinAll(db, [...leaders, ...crowd], { now: clock.now })
  const opened = await openShift(db, { startsAt: start, capacity: 10 })
  shiftId = opened.shiftId
  await raw('update activity set leader_id = ? where id = ?', [leaders[0].person.residentId, opened.activityId])
  await raw('update volunteer_group set leader_ids = ?', [JSON.stringify([leaders[1].person.residentId])])
})

const place = () => ({ communityId, shiftId })
const signUp = (who: TestResident) => callOk(app, who.token, 'volunteering.signUp', { id: newId(), shiftId })
const codeNow = async () =>
  (await callOk(app, leaders[0].token, 'volunteering.attendanceCodes', place())).codes[0] ?? { text: '', number: '' }
const check = (name: 'volunteering.checkIn' | 'volunteering.checkOut', who: TestResident, code: string) =>
  call(app, who.token, name, { id: newId(), shiftId, proof: { code } })
const sheet = () => callOk(app, leaders[0].token, 'volunteering.attendance', place())
const codes = (replies: readonly { ok: boolean; error?: { code: string } }[]) =>
  replies.map((reply) => (reply.ok ? 'ok' : (reply.error?.code ?? ''))).toSorted()

/** Each version of a row has its entry, whatever moved it. */
async function expectWholeHistories() {
  for (const { version, history } of (await tally(db, shiftId)).rows) expect(history).toHaveLength(version)
}

describe('at the same moment', () => {
  it('one person with two phones checks in once', async () => {
    const [who] = crowd as [TestResident]
    await signUp(who)
    clock.now = start
    const { text } = await codeNow()
    const replies = await Promise.all(Array.from({ length: 8 }, () => check('volunteering.checkIn', who, text)))
    expect(codes(replies)).toEqual([...Array<string>(7).fill('already_checked_in'), 'ok'])
    await expectWholeHistories()
  })

  it('two first looks at the code make one secret', async () => {
    clock.now = start
    const [one, two] = await Promise.all(
      leaders.map(({ token }) => callOk(app, token, 'volunteering.attendanceCodes', place())),
    )
    expect(one?.codes).toEqual(two?.codes)
    expect(await raw('select shift_id from attendance_secret')).toHaveLength(1)
  })

  it('volunteers check in while both leaders call the whole roll: everybody is there once', async () => {
    const here = crowd.slice(0, 8)
    for (const who of here) await signUp(who)
    clock.now = start
    const { text } = await codeNow()
    const people = (await sheet()).people.map(({ signupId, version }) => ({ signupId, version }))
    const word = { ...place(), mark: 'came' as const, fromStart: false, people }
    const [checks, rolls] = await Promise.all([
      Promise.all(here.map((who) => check('volunteering.checkIn', who, text))),
      Promise.all(leaders.map(({ token }) => call(app, token, 'volunteering.rollCall', { id: newId(), ...word }))),
    ])
    for (const code of [...codes(checks), ...codes(rolls)]) expect(['ok', 'already_checked_in']).toContain(code)
    expect((await sheet()).people.map(({ status }) => status)).toEqual(Array(8).fill('checked_in'))
    for (const { history } of (await tally(db, shiftId)).rows) {
      expect(history.filter(({ step }) => step === 'checked_in')).toHaveLength(1)
    }
    await expectWholeHistories()
  })

  it('the last check-outs meet the machine: each is out once, on record once', async () => {
    const here = crowd.slice(0, 8)
    for (const who of here) await signUp(who)
    clock.now = start
    const { text } = await codeNow()
    for (const who of here) await check('volunteering.checkIn', who, text)
    // The machine’s clock is a second past the grace, the phones’ requests were let in a second before.
    clock.now = addSeconds(start, 2.5 * 3600 - 1)
    const last = (await codeNow()).text
    const machine = () => advanceAttendance(db, [communityId], { now: addSeconds(clock.now, 2), newId })
    const [checks] = await Promise.all([
      Promise.all(here.map((who) => check('volunteering.checkOut', who, last))),
      machine(),
      machine(),
    ])
    expect(codes(checks)).toEqual(Array(8).fill('ok'))
    await app.settled()
    clock.now = addSeconds(clock.now, 60)
    await machine()
    await machine()
    const rows = await raw('select signup_id, count(*) as n from hours_entry group by signup_id')
    expect(rows.map(({ n }) => Number(n))).toEqual(Array(8).fill(1))
    expect((await sheet()).people.every(({ status, isRecorded }) => status === 'attended' && isRecorded)).toBe(true)
    await expectWholeHistories()
  })

  it('twelve come without a place to ten: ten stay', async () => {
    clock.now = start
    const replies = await Promise.all(
      crowd.map(({ name }) =>
        call(app, leaders[0].token, 'volunteering.walkIn', {
          id: newId(),
          ...place(),
          name,
          lastFour: '',
          role: 'volunteer',
        }),
      ),
    )
    const ok = codes(replies).filter((code) => code === 'ok').length
    const { taken, rows } = await tally(db, shiftId)
    expect([ok, taken, rows.filter(({ status }) => status === 'checked_in').length]).toEqual([10, 10, 10])
  })

  it('forty guesses of one number are worth five', async () => {
    const [who] = crowd as [TestResident]
    await signUp(who)
    clock.now = start
    const { number } = await codeNow()
    const guesses = Array.from({ length: 40 }, (_, index) =>
      String((Number(number) + 1 + index) % 1_000_000).padStart(6, '0'),
    )
    const replies = await Promise.all(
      guesses.map((guess) =>
        call(app, who.token, 'volunteering.checkIn', { id: newId(), shiftId, proof: { number: guess } }),
      ),
    )
    const said = codes(replies)
    expect(said.filter((code) => code === 'code_wrong')).toHaveLength(5)
    expect(said.filter((code) => code === 'code_too_often')).toHaveLength(35)
  })
})
