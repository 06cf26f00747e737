import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community, thursday } from '../testing/booking-town.ts'
import { addService } from '../testing/booking-world.ts'
import { callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { bookingBackground } from './background.ts'

const database = await useDatabase()
const { db } = database
const town = bookingTown(database)
const [source] = bookingBackground.sources ?? []

async function told(rowId?: string) {
  const rows = await source?.pending(db, { communityIds: [community], ...(rowId ? { rowId } : {}) }, 10)
  return rows ?? []
}

/** The app tells people after each reply; these tests look at what is to be told, so they take that away. */
async function untell(id: string) {
  await town.app.settled()
  await database.raw('update booking set notified_version = 0 where id = ?', [id])
}

async function setUp(): Promise<{ wang: TestResident; chen: TestResident; slot: string }> {
  const wang = await town.join()
  const chen = await town.join({ name: '陈静' })
  await town.lend(wang, chen)
  return { wang, chen, slot: await addService(db, community) }
}

const book = (who: TestResident, whom: TestResident, serviceId: string) =>
  callOk(town.app, who.token, 'booking.book', {
    id: newId(),
    person: whom.person,
    serviceId,
    startsAt: thursday.toISOString(),
    note: '',
  })
const cancel = (who: TestResident, bookingId: string) =>
  callOk(town.app, who.token, 'booking.cancel', { communityId: community, bookingId, reason: '有事' })

describe('what is told about a booking', () => {
  it('goes to the person who booked', async () => {
    const { wang, slot } = await setUp()
    const { bookingId, spokenNumber } = await book(wang, wang, slot)
    await untell(bookingId)
    const spoken = `${spokenNumber.slice(0, 3)} ${spokenNumber.slice(3)}`
    expect(await told(bookingId)).toEqual([
      {
        communityId: community,
        id: bookingId,
        version: 1,
        messages: [
          {
            version: 1,
            topic: 'booking',
            recipient: { kind: 'resident', id: wang.person.residentId },
            title: '约好了：上门理发',
            body: `11 月 26 日 星期四 14:00，家里，3 栋 2 单元 501。到时候报这个号：${spoken}。要准备：一条毛巾、一把靠背椅。`,
            at: town.clock.now,
            page: `/booking/detail/index?community=${community}&id=${bookingId}`,
          },
        ],
      },
    ])
  })

  it('goes to both when a family member booked, and again when it is cancelled', async () => {
    const { wang, chen, slot } = await setUp()
    const { bookingId } = await book(chen, wang, slot)
    await cancel(wang, bookingId)
    await untell(bookingId)
    const [row] = await told()
    expect(row?.version).toBe(2)
    expect(
      row?.messages.map(({ version, recipient, title }) => [version, recipient.kind, recipient.id, title]),
    ).toEqual([
      [1, 'resident', wang.person.residentId, '陈静帮您约好了：上门理发'],
      [1, 'account', chen.accountId, '给王秀英约好了：上门理发'],
      [2, 'resident', wang.person.residentId, '取消了：上门理发'],
      [2, 'account', chen.accountId, '给王秀英取消了：上门理发'],
    ])
    expect(row?.messages[2]?.body).toBe('11 月 26 日 星期四 14:00 的上门理发不去了。位子已经让给别人，想去可以再约。')
  })

  it('is remembered as told, never backwards, and half-made bookings say nothing', async () => {
    const { wang, slot } = await setUp()
    const { bookingId } = await book(wang, wang, slot)
    await cancel(wang, bookingId)
    await untell(bookingId)
    await source?.markNotified(db, { communityId: community, id: bookingId, version: 1 })
    expect((await told())[0]?.messages.map((message) => message.version)).toEqual([2])
    await source?.markNotified(db, { communityId: community, id: bookingId, version: 2 })
    expect(await told()).toEqual([])
    await source?.markNotified(db, { communityId: community, id: bookingId, version: 1 })
    expect(await told()).toEqual([])
  })

  it('is told by the app after the reply', async () => {
    const { wang, slot } = await setUp()
    const { bookingId } = await book(wang, wang, slot)
    await town.app.settled()
    expect(await told(bookingId)).toEqual([])
    const letters = await database.raw('select recipient_id, title from delivery')
    expect(letters).toEqual([{ recipient_id: wang.person.residentId, title: '约好了：上门理发' }])
    town.clock.now = addSeconds(town.clock.now, 1)
    await cancel(wang, bookingId)
    await town.app.settled()
    expect(await database.raw('select title from delivery where title like ?', ['取消%'])).toHaveLength(1)
  })
})
