import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { addGift, giveHours, hoursDraft, pointsBooks } from '../../testing/points-town.ts'
import { testServer } from '../../testing/server.ts'
import { makeVolunteers } from '../../testing/volunteering.ts'
import { appendEntries } from '../index.ts'
import { recordsSlice } from '../slice.ts'
import { advancePoints } from './earn.ts'

const database = await useDatabase()
const { db } = database
const now = new Date('2026-11-24T02:00:00.000Z')
const communityId = places.community

async function rich(count: number, minutes: number) {
  await makePlaces(db)
  const people = await makeVolunteers(db, count, now)
  await appendEntries(
    db,
    communityId,
    people.map((person) => hoursDraft(person, { minutes }, now)),
  )
  await advancePoints(db, [communityId])
  return { ...testServer(database, [recordsSlice], now), people }
}

it('gives 10 gifts to 200 people who press at once, to each who presses twice one, and no points are lost', async () => {
  const { app, people } = await rich(200, 300)
  const giftId = await addGift(db, { points: 50, stock: 10 }, now)
  const presses = people.flatMap((person, index) => {
    const press = { person, id: newId() }
    return index % 4 === 0 ? [press, press] : [press]
  })
  const replies = await Promise.all(
    presses.map(({ person, id }) => call(app, person.token, 'records.redeem', { id, giftId })),
  )
  await app.settled()
  const asked = new Set(replies.flatMap((reply) => (reply.ok ? [reply.data.redemptionId] : [])))
  const numbers = new Set(replies.flatMap((reply) => (reply.ok ? [reply.data.number] : [])))
  const codes = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code])))
  expect({ asked: asked.size, numbers: numbers.size, codes: [...codes] }).toEqual({
    asked: 10,
    numbers: 10,
    codes: ['gift_gone'],
  })
  const books = await pointsBooks(db)
  expect(books).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
  expect(books.stock.get(giftId)).toBe(0)
  expect([...books.worth.values()].filter((worth) => worth === 0)).toHaveLength(10)
  expect([...books.worth.values()].every((worth) => worth >= 0)).toBe(true)
}, 60_000)

it('lets one person who presses for ten gifts at once have what the points are worth, and no more', async () => {
  const { app, people } = await rich(1, 300)
  const [person] = people
  if (!person) throw new Error('nobody')
  const giftId = await addGift(db, { points: 20, stock: 100 }, now)
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => call(app, person.token, 'records.redeem', { id: newId(), giftId })),
  )
  await app.settled()
  expect(replies.filter(({ ok }) => ok)).toHaveLength(2)
  expect(new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code])))).toEqual(new Set(['points_short']))
  const books = await pointsBooks(db)
  expect(books.worth.get(person.person.residentId)).toBe(10)
  expect(books).toMatchObject({ sum: 0, wrongAccounts: 0 })
})

it('returns a gift once, however many give it back while staff hand it over', async () => {
  const { app, people } = await rich(1, 300)
  const [person] = people
  if (!person) throw new Error('nobody')
  const giftId = await addGift(db, { points: 50, stock: 1 }, now)
  const asked = await call(app, person.token, 'records.redeem', { id: newId(), giftId })
  if (!asked.ok) throw new Error('refused')
  const { redemptionId } = asked.data
  await Promise.all(
    Array.from({ length: 8 }, () => call(app, person.token, 'records.cancelRedemption', { communityId, redemptionId })),
  )
  await app.settled()
  const books = await pointsBooks(db)
  expect(books.stock.get(giftId)).toBe(1)
  expect(books.worth.get(person.person.residentId)).toBe(50)
  expect(books).toMatchObject({ sum: 0, wrongAccounts: 0 })
})

it('counts hours once while they are written and counted by many at the same time', async () => {
  const { people } = await rich(3, 60)
  await Promise.all([
    ...people.flatMap((person) => Array.from({ length: 10 }, () => giveHours(db, person, { minutes: 60 }, now))),
    ...Array.from({ length: 8 }, () => advancePoints(db, [communityId])),
  ])
  await advancePoints(db, [communityId])
  const books = await pointsBooks(db)
  expect([...books.worth.values()]).toEqual([110, 110, 110])
  expect(books).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
  const periods = await database.raw('select period, minutes from volunteer_period')
  expect(periods.every(({ minutes }) => minutes === 660)).toBe(true)
  expect(periods).toHaveLength(9)
}, 30_000)
