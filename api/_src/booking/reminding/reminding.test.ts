import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, type TestResident } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { sendReminders } from './advance.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock } = town
const startsAt = instantOf('2026-11-26', '10:30')
const at = (day: number, time: string) => instantOf(`2026-11-${day}`, time)

beforeEach(async () => {
  clock.now = at(24, '08:00')
  await makePlaces(db)
})

async function bookFor(who: TestResident, start = startsAt) {
  const serviceId = await addService(db, community)
  const wish = { id: newId(), person: who.person, serviceId, startsAt: start.toISOString(), note: '' }
  return callOk(app, who.token, 'booking.book', wish)
}

async function tickAt(day: number, time: string) {
  clock.now = at(day, time)
  expect(await town.tick()).toBe(true)
}

const stepsOf = async (bookingId: string) => {
  const [row] = await raw('select history from booking where id = ?', [bookingId])
  const history = row?.['history'] as string | { kind: string }[]
  return (typeof history === 'string' ? (JSON.parse(history) as { kind: string }[]) : history).map(({ kind }) => kind)
}
const titles = async () =>
  (await raw("select title from delivery where channel = 'inbox' order by created_at, id")).map(({ title }) => title)
const tasks = () => raw("select title, kind, status from help_task where kind = 'wellness_call'")

describe('reminders', () => {
  it('ask on the day before, ring who is 80 and silent, and remind an hour before, each once', async () => {
    const wang = await town.join()
    const { bookingId } = await bookFor(wang)
    await tickAt(25, '16:59')
    expect(await stepsOf(bookingId)).toEqual(['confirmed'])
    await tickAt(25, '17:00')
    await tickAt(25, '17:01')
    expect(await stepsOf(bookingId)).toEqual(['confirmed', 'reminded_day'])
    expect(await callOk(app, wang.token, 'booking.mine', {})).toMatchObject({ coming: [{ asksWhetherComing: true }] })
    expect(await tasks()).toEqual([])
    await tickAt(26, '08:30')
    await tickAt(26, '08:31')
    expect(await tasks()).toMatchObject([
      { title: '给王秀英打个电话，11 月 26 日 10:30 约了上门理发，提醒还没看，问问还来不来', status: 'open' },
    ])
    await tickAt(26, '09:30')
    await tickAt(26, '09:31')
    expect(await stepsOf(bookingId)).toEqual(['confirmed', 'reminded_day', 'called', 'reminded_hour'])
    expect(await titles()).toEqual(['约好了：上门理发', '明天别忘了：上门理发', '快到时间了：上门理发'])
    const [row] = await raw('select remind_at from booking where id = ?', [bookingId])
    expect(row?.['remind_at']).toBeNull()
  })

  it('do not ring who has looked, whether by themselves or by the family', async () => {
    const wang = await town.join()
    const chen = await town.join({ name: '陈静', birthDate: '1978-03-02', livingAlone: false })
    await town.lend(wang, chen)
    const { bookingId } = await bookFor(wang)
    await tickAt(25, '17:00')
    clock.now = at(25, '19:00')
    const seen = await call(app, chen.token, 'booking.detail', { communityId: community, bookingId })
    expect(seen.roundTrips).toBeLessThanOrEqual(2)
    await app.settled()
    await tickAt(26, '08:30')
    expect(await tasks()).toEqual([])
  })

  it('are not sent again to who answered, and the answer is seen', async () => {
    const wang = await town.join()
    const { bookingId } = await bookFor(wang)
    await tickAt(25, '17:00')
    clock.now = at(25, '17:05')
    const input = { communityId: community, bookingId, reply: 'coming' as const }
    const first = await call(app, wang.token, 'booking.reply', input)
    expect(first).toMatchObject({ ok: true, data: { reply: 'coming', asksWhetherComing: false } })
    expect(first.roundTrips).toBeLessThanOrEqual(5)
    const again = await callOk(app, wang.token, 'booking.reply', input)
    expect(again.version).toBe(first.ok ? first.data.version : 0)
    await tickAt(26, '08:30')
    expect(await tasks()).toEqual([])
  })

  it('put a call on the desk for who asks for one, once', async () => {
    const wang = await town.join()
    const { bookingId } = await bookFor(wang)
    await tickAt(25, '17:00')
    const input = { communityId: community, bookingId, reply: 'call_wanted' as const }
    const answer = await call(app, wang.token, 'booking.reply', input)
    expect(answer).toMatchObject({ ok: true, data: { reply: 'call_wanted' } })
    expect(answer.roundTrips).toBeLessThanOrEqual(5)
    await callOk(app, wang.token, 'booking.reply', input)
    expect(await tasks()).toMatchObject([{ title: '给王秀英打个电话，想问 11 月 26 日 10:30 的上门理发' }])
  })

  it('say nothing about what was cancelled', async () => {
    const wang = await town.join()
    const { bookingId } = await bookFor(wang)
    await callOk(app, wang.token, 'booking.cancel', { communityId: community, bookingId, reason: '不去了' })
    await tickAt(25, '17:00')
    expect(await titles()).toEqual(['约好了：上门理发', '取消了：上门理发'])
    const refused = await call(app, wang.token, 'booking.reply', { communityId: community, bookingId, reply: 'coming' })
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })

  it('cost a few statements for a whole evening, and one when nothing is due', async () => {
    const crowd = await town.crowd(40)
    const serviceId = await addService(db, community, { capacity: 60 })
    for (const who of crowd) {
      const wish = { id: newId(), person: who.person, serviceId, startsAt: startsAt.toISOString(), note: '' }
      await callOk(app, who.token, 'booking.book', wish)
    }
    const idle = await countRoundTrips(() => sendReminders(db, [community], at(25, '16:59')))
    expect(idle.roundTrips).toBe(1)
    const evening = await countRoundTrips(() => sendReminders(db, [community], at(25, '17:00')))
    expect(evening.roundTrips).toBeLessThanOrEqual(4)
    const [row] = await raw('select count(*) as rows_ from booking where reminded_at is not null')
    expect(Number(row?.['rows_'])).toBe(40)
    const twice = await countRoundTrips(() => sendReminders(db, [community], at(25, '17:00')))
    expect(twice.roundTrips).toBe(1)
  })

  it('belong to nobody else', async () => {
    const wang = await town.join()
    const stranger = await town.join({ name: '赵国强' })
    const { bookingId } = await bookFor(wang)
    const input = { communityId: community, bookingId, reply: 'coming' as const }
    expect(await call(app, stranger.token, 'booking.reply', input)).toMatchObject({ error: { code: 'not_found' } })
  })
})
