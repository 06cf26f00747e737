import { expect, it } from 'vitest'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { json } from '../../platform/db/values.ts'
import { newId } from '../../platform/ids.ts'
import { makeActors, places, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { addGift, giveHours, hoursDraft, pointsBooks } from '../../testing/points-town.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { slices } from '../../slices.ts'
import { appendEntries } from '../index.ts'
import { advancePoints } from './earn.ts'

const database = await useDatabase()
const { db } = database
const now = new Date('2026-11-24T02:00:00.000Z')
const communityId = places.community

async function town() {
  const server = testServer(database, slices, now)
  const cast = await makeActors(db, now)
  await joinAll(db, [cast.daughter, cast.neighbour], { now })
  const earn = async (who: TestResident, ...minutes: number[]) => {
    for (const some of minutes) await giveHours(db, who, { minutes: some }, now)
    await advancePoints(db, [communityId])
  }
  return { ...cast, ...server, earn }
}

async function settings(change: Partial<typeof defaultVolunteerSettings>) {
  await db
    .insertInto('volunteer_setting')
    .values({
      community_id: communityId,
      settings: json({ ...defaultVolunteerSettings, ...change }),
      version: 1,
      changed_by_name: '赵雨桐',
      changed_at: now,
    })
    .onDuplicateKeyUpdate({ settings: json({ ...defaultVolunteerSettings, ...change }) })
    .execute()
}

it('gives points for hours once, by two lines for each, and is idle with one statement', async () => {
  const { app, daughter, earn } = await town()
  await earn(daughter, 120, 95)
  await earn(daughter, 30)
  await Promise.all([1, 2, 3].map(() => advancePoints(db, [communityId])))
  const mine = await call(app, daughter.token, 'records.points', {})
  expect(mine).toMatchObject({ ok: true, data: { balance: 20 + 15 + 5, debt: 0, pointsPerHour: 10 } })
  expect(mine.roundTrips).toBeLessThanOrEqual(2)
  if (mine.ok) expect(mine.data.lines).toHaveLength(3)
  expect(await pointsBooks(db)).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
  const { roundTrips } = await countRoundTrips(() => advancePoints(db, [communityId, places.otherCommunity]))
  expect(roundTrips).toBe(1)
})

it('counts all that is written in one run, more than fits one pass too', async () => {
  const { app, daughter, neighbour } = await town()
  const drafts = [daughter, neighbour].flatMap((who) =>
    Array.from({ length: 600 }, () => hoursDraft(who, { minutes: 60 }, now)),
  )
  await appendEntries(db, communityId, drafts)
  await advancePoints(db, [communityId])
  expect(await callOk(app, daughter.token, 'records.points', {})).toMatchObject({ balance: 6_000 })
  expect(await callOk(app, neighbour.token, 'records.points', {})).toMatchObject({ balance: 6_000 })
})

it('takes back by what an hour gave then; what was spent is owed, and the next points pay it first', async () => {
  const { app, daughter, earn } = await town()
  await earn(daughter, 120)
  const giftId = await addGift(db, { points: 20, stock: 1 }, now)
  await callOk(app, daughter.token, 'records.redeem', { id: newId(), giftId })
  await settings({ pointsPerHour: 40 })
  await giveHours(db, daughter, { minutes: -60, corrects: 1 }, now)
  await advancePoints(db, [communityId])
  const points = () => callOk(app, daughter.token, 'records.points', {})
  expect(await points()).toMatchObject({ balance: 0, debt: 10 })
  await earn(daughter, 60)
  expect(await points()).toMatchObject({ balance: 30, debt: 0 })
  await app.settled()
  expect(await pointsBooks(db)).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
})

it('takes a gift back from somebody who owes more than it cost', async () => {
  const { app, daughter, earn } = await town()
  await earn(daughter, 120)
  const giftId = await addGift(db, { points: 20, stock: 1 }, now)
  const { redemptionId } = await callOk(app, daughter.token, 'records.redeem', { id: newId(), giftId })
  await giveHours(db, daughter, { minutes: -180, corrects: 1 }, now)
  await advancePoints(db, [communityId])
  await callOk(app, daughter.token, 'records.cancelRedemption', { communityId, redemptionId })
  expect(await callOk(app, daughter.token, 'records.points', {})).toMatchObject({ balance: 0, debt: 10 })
  await app.settled()
  expect(await pointsBooks(db)).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
})

it('gives what a correction adds to a time that was too short for a point', async () => {
  const { app, daughter, earn } = await town()
  await earn(daughter, 3)
  await giveHours(db, daughter, { minutes: 60, corrects: 1 }, now)
  await earn(daughter)
  expect(await callOk(app, daughter.token, 'records.points', {})).toMatchObject({
    balance: 10,
    lines: [{ points: 10 }],
  })
})

it('gives nothing where an hour gives nothing, and takes nothing back for it later', async () => {
  const { app, daughter, earn } = await town()
  await settings({ pointsPerHour: 0 })
  await earn(daughter, 120)
  await settings({ pointsPerHour: 10 })
  await giveHours(db, daughter, { minutes: -60, corrects: 1 }, now)
  await earn(daughter)
  expect(await callOk(app, daughter.token, 'records.points', {})).toMatchObject({ balance: 0, debt: 0, lines: [] })
})

it('puts a gift aside, hands it over for its number, and gives it back before that', async () => {
  const { app, daughter, neighbour, communityStaff, earn } = await town()
  await earn(daughter, 600)
  await earn(neighbour, 600)
  const giftId = await addGift(db, { points: 40, stock: 2 }, now)
  const id = newId()
  const asked = await call(app, daughter.token, 'records.redeem', { id, giftId })
  expect(asked.roundTrips).toBeLessThanOrEqual(5)
  expect(asked).toMatchObject({ ok: true, data: { redemptionId: id, status: 'asked', points: 40 } })
  const again = await callOk(app, daughter.token, 'records.redeem', { id, giftId })
  expect(asked.ok && again.number === asked.data.number).toBe(true)
  expect(again.number).toMatch(/^\d{6}$/)
  expect(await call(app, neighbour.token, 'records.redeem', { id, giftId })).toMatchObject({
    error: { code: 'id_taken' },
  })
  const other = await callOk(app, neighbour.token, 'records.redeem', { id: newId(), giftId })
  const gone = await call(app, neighbour.token, 'records.redeem', { id: newId(), giftId })
  expect(gone).toMatchObject({ error: { code: 'gift_gone' } })

  const gifts = await call(app, daughter.token, 'records.gifts', {})
  expect(gifts.roundTrips).toBeLessThanOrEqual(2)
  expect(gifts).toMatchObject({ data: { balance: 60, redemptions: [{ redemptionId: id, number: again.number }] } })
  const desk = await call(app, communityStaff.token, 'records.deskGifts', { communityId })
  expect(desk.roundTrips).toBeLessThanOrEqual(2)
  expect(desk).toMatchObject({ data: { gifts: [{ giftId, stock: 0, waiting: 2 }], waiting: [{}, {}] } })
  expect(JSON.stringify(desk)).not.toContain(again.number)

  const press = { id: newId(), communityId, number: again.number }
  const handed = await call(app, communityStaff.token, 'records.handOver', press)
  expect(handed.roundTrips).toBeLessThanOrEqual(3)
  expect(handed).toMatchObject({ ok: true, data: { redemptionId: id, volunteerName: '陈静' } })
  expect(await call(app, communityStaff.token, 'records.handOver', press)).toMatchObject({ ok: true })
  const second = await call(app, communityStaff.token, 'records.handOver', { ...press, id: newId() })
  expect(second).toMatchObject({ error: { code: 'number_wrong' } })
  const late = await call(app, daughter.token, 'records.cancelRedemption', { communityId, redemptionId: id })
  expect(late).toMatchObject({ error: { code: 'conflict' } })

  const back = { communityId, redemptionId: other.redemptionId }
  const nosy = await call(app, daughter.token, 'records.cancelRedemption', back)
  expect(nosy).toMatchObject({ error: { code: 'not_allowed' } })
  const cancelled = await call(app, neighbour.token, 'records.cancelRedemption', back)
  expect(cancelled.roundTrips).toBeLessThanOrEqual(3)
  await callOk(app, neighbour.token, 'records.cancelRedemption', back)
  await app.settled()
  const books = await pointsBooks(db)
  expect(books).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
  expect(books.worth.get(neighbour.person.residentId)).toBe(100)
  expect(books.stock.get(giftId)).toBe(1)
})

it('writes the lines of a redemption that was cut off after it was taken, and sweeps what took nothing', async () => {
  const { app, tick, clock, daughter, earn } = await town()
  await earn(daughter, 600)
  const giftId = await addGift(db, { points: 40, stock: 2 }, now)
  await callOk(app, daughter.token, 'records.redeem', { id: newId(), giftId })
  await app.settled()
  await database.raw('delete from points_line where kind = ?', ['gift'])
  await database.raw("update gift_redemption set booked = ''")
  await database.raw(
    `insert into gift_redemption (community_id, id, resident_id, gift_id, gift_name, points, status, number, live_number,
      asked_at, ended_by_name, booked) select community_id, ?, resident_id, gift_id, gift_name, points, 'wished', '000001',
      '000001', asked_at, '', '' from gift_redemption`,
    [newId()],
  )
  clock.now = new Date(now.getTime() + 3_600_000)
  await tick()
  expect(await pointsBooks(db)).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
  expect(await database.raw('select status from gift_redemption')).toHaveLength(1)
})

it('lets staff offer and change gifts, counting pieces up and down and never below none', async () => {
  const { app, communityStaff, otherCommunityStaff, daughter, earn } = await town()
  const giftId = newId()
  const gift = { communityId, giftId, name: '雨伞', words: '', icon: 'umbrella', points: 30, offered: true } as const
  const first = { ...gift, id: newId(), version: 0, stockChange: 3 }
  const saved = await call(app, communityStaff.token, 'records.saveGift', first)
  expect(saved).toMatchObject({ ok: true, data: { giftId, version: 1 } })
  expect(saved.roundTrips).toBeLessThanOrEqual(3)
  expect(await callOk(app, communityStaff.token, 'records.saveGift', first)).toEqual({ giftId, version: 1 })
  await earn(daughter, 600)
  await callOk(app, daughter.token, 'records.redeem', { id: newId(), giftId })
  const save = (change: { version: number; stockChange: number; offered?: boolean }) =>
    call(app, communityStaff.token, 'records.saveGift', { ...gift, ...change, id: newId() })
  expect(await save({ version: 1, stockChange: -3 })).toMatchObject({ error: { code: 'gift_gone' } })
  expect(await save({ version: 1, stockChange: -2 })).toMatchObject({ ok: true, data: { version: 2 } })
  expect(await save({ version: 1, stockChange: 5 })).toMatchObject({ error: { code: 'conflict' } })
  expect(await save({ version: 2, stockChange: 1, offered: false })).toMatchObject({ ok: true })
  const withdrawn = await call(app, daughter.token, 'records.redeem', { id: newId(), giftId })
  expect(withdrawn).toMatchObject({ error: { code: 'gift_gone' } })
  const foreign = await call(app, otherCommunityStaff.token, 'records.saveGift', { ...first, id: newId() })
  expect(foreign).toMatchObject({ error: { code: 'not_allowed' } })
  await app.settled()
})

it('ranks by hours of the period without who asked not to stand there, and says my own place', async () => {
  const { app, elder, daughter, neighbour, former } = await town()
  await joinAll(db, [elder, former], { now })
  await giveHours(db, daughter, { minutes: 120 }, now)
  await giveHours(db, neighbour, { minutes: 90 }, now)
  await giveHours(db, elder, { minutes: 90 }, now)
  await giveHours(db, former, { minutes: 30 }, now)
  await giveHours(db, former, { minutes: 7_000, day: '2026-03-01' }, now)
  await giveHours(db, neighbour, { minutes: 600, day: '2025-06-01' }, now)
  await advancePoints(db, [communityId])
  const ranking = (who: TestResident, period: 'month' | 'year' | 'all') =>
    call(app, who.token, 'records.ranking', { period })
  const month = await ranking(former, 'month')
  expect(month.roundTrips).toBeLessThanOrEqual(2)
  expect(month).toMatchObject({
    data: {
      on: true,
      volunteers: [
        { place: 1, name: '静', minutes: 120, star: 0 },
        { place: 2, minutes: 90 },
        { place: 2, minutes: 90 },
        { place: 4, name: '强', minutes: 30, mine: true, star: 1 },
      ],
      mine: { minutes: 30, place: 4 },
    },
  })
  expect(JSON.stringify(month)).not.toContain('陈静')
  expect(await ranking(neighbour, 'year')).toMatchObject({ data: { mine: { minutes: 90, place: 3 } } })
  expect(await ranking(neighbour, 'all')).toMatchObject({ data: { mine: { minutes: 690, place: 2 } } })

  const hide = await call(app, daughter.token, 'records.hideFromRanking', { hidden: true })
  expect(hide).toMatchObject({ ok: true })
  expect(hide.roundTrips).toBeLessThanOrEqual(2)
  expect(await ranking(daughter, 'month')).toMatchObject({
    data: { hidden: true, volunteers: [{ place: 1 }, { place: 1 }, { place: 3 }], mine: { minutes: 120, place: null } },
  })
  expect(await ranking(former, 'month')).toMatchObject({ data: { mine: { place: 3 } } })
  await settings({ hasRanking: false })
  expect(await ranking(former, 'month')).toMatchObject({ data: { on: false, volunteers: [] } })
})
