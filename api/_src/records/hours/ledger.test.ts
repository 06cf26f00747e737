import { expect, test } from 'vitest'
import { useDatabase } from '../../testing/database.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { newId } from '../../platform/ids.ts'
import { entriesBetween, hoursOf, recordAttendances, type Attendance } from '../index.ts'

const { db } = await useDatabase()
const now = new Date('2026-11-21T03:00:00.000Z')
const communityId = '320199001001'

function attendance(residentId: string, change: Partial<Attendance> = {}): Attendance {
  return {
    communityId,
    signupId: newId(),
    residentId,
    activityId: newId(),
    title: '陪老人去医院复查',
    task: '陪诊',
    place: '市一院',
    organiserName: '银发互助队',
    personInCharge: '赵雨桐',
    startsAt: new Date('2026-11-20T23:30:00.000Z'),
    endsAt: new Date('2026-11-21T02:30:00.000Z'),
    checkedInAt: new Date('2026-11-20T23:28:00.000Z'),
    checkedOutAt: new Date('2026-11-21T02:31:00.000Z'),
    checkOutWasForgotten: false,
    ...change,
  }
}

test('attendances become lines once, each volunteer with a chain of their own', async () => {
  const [first, second] = [newId(), newId()]
  const all = [attendance(first), attendance(second), attendance(first), attendance(second, { checkedInAt: now })]
  const written = await recordAttendances(db, all, { now, newId })
  expect(written).toEqual(all.map(({ signupId }) => signupId))
  expect(await recordAttendances(db, all, { now, newId })).toEqual(written)

  const between = { fromDay: '2026-11-21', toDay: '2026-11-21' }
  const lines = await entriesBetween(db, communityId, first, between)
  expect(lines.map(({ seq, minutes, signup_id: id }) => [seq, minutes, id])).toEqual([
    [1, 180, all[0]?.signupId],
    [2, 180, all[2]?.signupId],
  ])
  expect(lines[1]?.previous_hash).toBe(lines[0]?.hash)
  // Came after two thirds: there, but not counted.
  expect(await entriesBetween(db, communityId, second, between)).toHaveLength(1)
  expect(await entriesBetween(db, communityId, first, { fromDay: '2026-11-22', toDay: '2026-12-01' })).toEqual([])

  const sums = await hoursOf(db, communityId, [first, second, 'nobody'])
  expect(sums.get(first)).toEqual({ totalMinutes: 360, automaticMinutes: 360, addedMinutes: 0 })
  expect(sums.get(second)?.totalMinutes).toBe(180)
  expect(sums.get('nobody')?.totalMinutes).toBe(0)
})

test('a hundred attendances of one shift cost four round trips', async () => {
  const people = Array.from({ length: 100 }, () => newId())
  await recordAttendances(
    db,
    people.map((id) => attendance(id)),
    { now, newId },
  )
  const again = people.map((id) => attendance(id))
  const { roundTrips } = await countRoundTrips(() => recordAttendances(db, again, { now, newId }))
  expect(roundTrips).toBe(4)
  expect((await hoursOf(db, communityId, people)).get(people[7] ?? '')?.totalMinutes).toBe(360)
})
