import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { attendance, draft, hoursStart } from '../../testing/hours-town.ts'
import { appendEntry, hoursOf, recordAttendances } from '../index.ts'
import { entriesOfRange } from './store-verify.ts'
import { verifyPortion } from './verify.ts'

const { db } = await useDatabase()
const communityId = places.community
const now = hoursStart

it('a hundred who write for one volunteer at once leave a chain without a gap', async () => {
  const residentId = newId()
  const written = await Promise.all(
    Array.from({ length: 100 }, (_, index) => appendEntry(db, draft(residentId, { minutes: index + 1 }))),
  )
  expect(written.every((entry) => entry !== undefined)).toBe(true)
  const lines = await entriesOfRange(db, communityId, { after: '', only: residentId })
  expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  expect((await verifyPortion(db, communityId, { after: '' })).problems).toEqual([])
  expect((await hoursOf(db, communityId, [residentId])).get(residentId)?.totalMinutes).toBe(5_050)
}, 60_000)

it('twenty who record the same shifts at once write each attendance once', async () => {
  const people = Array.from({ length: 12 }, () => newId())
  const all = people.flatMap((id) => [attendance(id), attendance(id)])
  const settled = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      recordAttendances(db, index % 2 === 0 ? all : all.toReversed(), { now, newId }),
    ),
  )
  for (const ids of settled) expect(ids).toHaveLength(24)
  expect(await entriesOfRange(db, communityId, { after: '' })).toHaveLength(24)
  expect((await verifyPortion(db, communityId, { after: '' })).problems).toEqual([])
  const sums = await hoursOf(db, communityId, people)
  for (const id of people) expect(sums.get(id)?.totalMinutes).toBe(360)
}, 60_000)
