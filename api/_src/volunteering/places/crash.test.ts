import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places, type TestResident } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { makeVolunteers, openShift, tally, volunteeringApp, type HeldClock } from '../../testing/volunteering.ts'
import { advanceVolunteering } from './advance.ts'
import { volunteeringBackground } from '../background.ts'
import { stand } from './store.ts'

const { db, gateway, driver } = await useDatabase()
const clock: HeldClock = { now: new Date() }
const app = volunteeringApp(db, clock)
const startsAt = new Date('2026-11-28T00:30:00.000Z')

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  await makePlaces(db)
})

const signUp = (who: TestResident, shiftId: string, id = newId()) =>
  call(app, who.token, 'volunteering.signUp', { id, shiftId })
const statusOf = (reply: Awaited<ReturnType<typeof signUp>>) => (reply.ok ? reply.data.mine?.status : reply.error.code)
const advance = () => advanceVolunteering(db, [places.community, places.otherCommunity], clock.now)
const afterSeconds = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000)
}

/** What a sign-up leaves that dies right after standing in line. */
async function dieInLine(
  who: TestResident,
  shift: { shiftId: string; activityId: string },
  isFirstTimer = true,
): Promise<string> {
  const commandId = newId()
  const stood = await stand(
    db,
    {
      ...who.person,
      ...shift,
      commandId,
      seq: newId(),
      turn: 1,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 7_200_000),
      role: 'volunteer',
      isFirstTimer,
      expectsPlace: true,
    },
    clock.now,
  )
  expect(stood).toBe('stood')
  return commandId
}

async function two(capacity: number) {
  const [one, other] = await makeVolunteers(db, 2, clock.now)
  if (!one || !other) throw new Error('two volunteers were asked for')
  return { one, other, shift: await openShift(db, { startsAt, capacity }) }
}

describe('a sign-up that died between its statements', () => {
  it('takes its place when the phone tries again', async () => {
    const { one, shift } = await two(1)
    const id = await dieInLine(one, shift)
    expect(statusOf(await signUp(one, shift.shiftId, id))).toBe('confirmed')
    expect(await tally(db, shift.shiftId)).toMatchObject({ taken: 1, confirmed: 1 })
  })

  it('is given its place by the next sweep, and told', async () => {
    const { one, shift } = await two(1)
    await dieInLine(one, shift)
    await advance()
    expect((await tally(db, shift.shiftId)).taken, 'a sign-up that may still be running is left alone').toBe(0)
    afterSeconds(11)
    await Promise.all([advance(), advance()])
    const { taken, confirmed, rows } = await tally(db, shift.shiftId)
    expect([taken, confirmed]).toEqual([1, 1])
    const [source] = volunteeringBackground.sources ?? []
    const news = await source?.pending(db, { communityIds: [places.community] }, 10)
    expect(news?.map((row) => row.messages.map(({ title }) => title))).toEqual([['候补补上了']])
    expect(rows[0]?.version).toBe(2)
  })

  it('gives several places in the order of the line, and never one too many', async () => {
    const people = await makeVolunteers(db, 5, clock.now)
    const shift = await openShift(db, { startsAt, capacity: 3 })
    for (const person of people) await dieInLine(person, shift)
    afterSeconds(11)
    await Promise.all([advance(), advance(), advance()])
    const { taken, rows } = await tally(db, shift.shiftId)
    expect(taken).toBe(3)
    expect(rows.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed', 'waiting', 'waiting'])
  })

  it('gets a kept place only if it is a first-timer’s, and any place once nothing is kept', async () => {
    const people = await makeVolunteers(db, 4, clock.now)
    const until = new Date('2026-11-25T02:00:00.000Z')
    const shift = await openShift(db, { startsAt, capacity: 3, firstTimerPlaces: 2, firstTimersUntil: until })
    for (const [index, person] of people.entries()) await dieInLine(person, shift, index === 2)
    afterSeconds(11)
    await Promise.all([advance(), advance()])
    const statuses = async () => (await tally(db, shift.shiftId)).rows.map(({ status }) => status)
    expect(await statuses()).toEqual(['confirmed', 'waiting', 'confirmed', 'waiting'])
    expect(await tally(db, shift.shiftId)).toMatchObject({ taken: 2, firstTimersTaken: 1 })
    clock.now = until
    await Promise.all([advance(), advance()])
    expect(await statuses()).toEqual(['confirmed', 'confirmed', 'confirmed', 'waiting'])
    expect(await tally(db, shift.shiftId)).toMatchObject({ taken: 3, firstTimersTaken: 1 })
  })

  it('is left alone once the shift has begun', async () => {
    const { one, shift } = await two(1)
    await dieInLine(one, shift)
    clock.now = startsAt
    await advance()
    expect((await tally(db, shift.shiftId)).taken).toBe(0)
  })

  it('is let in by whoever leaves next', async () => {
    const { one, other, shift } = await two(2)
    await signUp(other, shift.shiftId)
    await dieInLine(one, shift)
    const reply = await call(app, other.token, 'volunteering.withdraw', {
      id: newId(),
      shiftId: shift.shiftId,
      reason: '',
    })
    expect(reply.ok && reply.data.mine).toBeNull()
    const { taken, rows } = await tally(db, shift.shiftId)
    expect(taken).toBe(1)
    expect(rows.find(({ residentId }) => residentId === one.person.residentId)?.status).toBe('confirmed')
  })
})

// Only this driver's calls go through the gateway, which can lose an answer.
if (driver === 'planetscale') {
  describe('an answer of the database that never came', () => {
    const cases = [
      ['standing in line', /^insert into `signup`/],
      ['taking a place', /^update `shift`/],
    ] as const

    it.each(cases.flatMap(([what, statement]) => [true, false].map((executed) => ({ what, statement, executed }))))(
      '$what, executed $executed: the phone tries again and has one place',
      async ({ statement, executed }) => {
        const { one, shift } = await two(1)
        const id = newId()
        gateway.faults.order({ fault: { kind: 'http', status: 502, executed }, statement })
        expect(statusOf(await signUp(one, shift.shiftId, id))).toBe('too_busy')
        expect(statusOf(await signUp(one, shift.shiftId, id))).toBe('confirmed')
        expect(await tally(db, shift.shiftId)).toMatchObject({ taken: 1, confirmed: 1, waiting: 0 })
      },
    )

    it.each([true, false])('handing over, executed %s: the place moves once', async (executed) => {
      const { one, other, shift } = await two(1)
      await signUp(one, shift.shiftId)
      await signUp(other, shift.shiftId)
      const id = newId()
      const withdraw = () => call(app, one.token, 'volunteering.withdraw', { id, shiftId: shift.shiftId, reason: '' })
      gateway.faults.order({ fault: { kind: 'http', status: 502, executed }, statement: /`signup` as `w` set/ })
      expect((await withdraw()).ok).toBe(false)
      expect((await withdraw()).ok).toBe(true)
      const { taken, rows } = await tally(db, shift.shiftId)
      expect(taken).toBe(1)
      expect(rows.map(({ status }) => status)).toEqual(['withdrawn', 'confirmed'])
    })
  })
}
