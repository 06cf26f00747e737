import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import type { Phone } from './finger.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

const freeDay = /^周. \d+ 日，余 \d+$/
const freeHour = /^\d+:\d\d，余 \d+/

/** The first free hour of the first free day after today, whose cut-off cannot be over. */
async function chooseTime(phone: Phone) {
  await phone.press(freeDay)
  await phone.waitForText(/几点(明天|后天|周)/)
  await phone.press(freeHour)
}

/** From the catalogue to a kept place. */
async function keep(phone: Phone, service: string) {
  await phone.press('服务')
  await phone.press(service)
  await chooseTime(phone)
  await phone.press('约这个时间')
  await phone.waitForPage('booking/basket/index')
  await phone.waitForText('位子给您留到')
}

/** From the catalogue to the ticket. Gives the number to say at the counter. */
async function book(phone: Phone, service: string): Promise<string> {
  await keep(phone, service)
  await phone.press('约下来')
  await phone.waitForPage('booking/detail/index')
  await phone.waitForText(/报这个号\d{6}/)
  return /报这个号(\d{6})/.exec(phone.text())?.[1] ?? ''
}

async function cancel(phone: Phone, reason: string) {
  await phone.press('取消预约')
  await phone.press(reason)
  await phone.press('取消预约')
  await phone.waitForText('取消了，位子让给别人')
  await phone.waitForText('再约一次')
}

/** The bookings of somebody that were made through the pages, oldest first. */
const bookedBy = (name: string) =>
  town.rows(
    `select b.id, b.status, b.basket_id, b.note, b.version, v.name as service, b.delegate_name, r.name as whom
     from booking b join resident r on r.id = b.resident_id and r.community_id = b.community_id
     join service v on v.id = b.service_id and v.community_id = b.community_id
     join account a on a.id = b.booked_by
     where a.open_id = ? and b.booked_at >= ? order by b.booked_at, b.id`,
    [town.openIdOf(name), town.openedAt],
  )

const claimsOf = (bookingId: string) =>
  town.rows('select claim_key from booking_claim where booking_id = ? and need < 102', [bookingId])

test('two things are kept, booked with one press, seen as one visit, moved and given back', async () => {
  const phone = await phoneOf('方文博')
  await keep(phone, '午饭，到食堂吃')
  await phone.press('再加一项')
  await phone.press('医保社保窗口')
  await chooseTime(phone)
  await phone.press('约这个时间')
  await phone.waitForPage('booking/basket/index')
  await phone.waitForText('2 件事，一起约')
  await phone.type('有话要说', '坐轮椅来')
  await phone.press('约下来')
  await phone.waitForPage('booking/visit/index')
  await phone.waitForText('2 件都约好了')
  const both = (await bookedBy('方文博')).filter(({ status }) => status === 'confirmed')
  expect(both.map(({ service }) => service as string).toSorted()).toEqual(['医保社保窗口', '午饭，到食堂吃'].toSorted())
  expect(new Set(both.map(({ basket_id }) => basket_id as string)).size).toBe(1)
  expect(both.map(({ note }) => note as string)).toEqual(['坐轮椅来', '坐轮椅来'])

  await phone.press('返回')
  await phone.press('我的预约')
  await phone.waitForText('午饭，到食堂吃')
  await phone.press('医保社保窗口')
  await phone.press('改时间')
  await phone.waitForText('离得近的空位')
  await phone.press(/^(明天|后天|\d+ 月).*余 \d+/)
  await phone.press('改到这个时间')
  await phone.waitForText('时间改好了')
  await phone.waitForPage('booking/detail/index')
  const window = both.find(({ service }) => service === '医保社保窗口')?.['id'] as string
  await phone.waitFor('the moved booking', async () => {
    const { version, status } = await town.row('select version, status from booking where id = ?', [window])
    return status === 'confirmed' && Number(version) > 1
  })

  await cancel(phone, '有事去不了')
  expect(await town.row('select status, cancel_reason from booking where id = ?', [window])).toEqual({
    status: 'cancelled',
    cancel_reason: '有事去不了',
  })
  await phone.waitFor('the window to be free', async () => (await claimsOf(window)).length === 0)
  const lunch = both.find(({ service }) => service !== '医保社保窗口')?.['id'] as string
  expect(await claimsOf(lunch)).not.toEqual([])
})

test('who goes away before booking gives the place back, and keeps what was typed', async () => {
  const phone = await phoneOf('何雨晴')
  await keep(phone, '医保社保窗口')
  await phone.type('有话要说', '带着孩子')
  const [held] = await bookedBy('何雨晴')
  expect(held?.['status']).toBe('held')
  expect(await claimsOf(held?.['id'] as string)).not.toEqual([])
  await phone.press('返回')
  await phone.waitForPage('booking/services/index')
  await phone.waitFor('the place to be given back', () => phone.way.count('booking.release') === 1)
  await phone.waitFor('the place to be free', async () => (await claimsOf(held?.['id'] as string)).length === 0)
  expect((await bookedBy('何雨晴')).map(({ status }) => status as string)).toEqual(['expired'])

  await keep(phone, '医保社保窗口')
  await phone.press('约下来')
  await phone.waitForText('带着孩子')
})

test('a lost answer to the confirmation is asked for again, and nothing is booked twice', async () => {
  const phone = await phoneOf('周建国')
  await keep(phone, '午饭，到食堂吃')
  phone.way.order('booking.confirm', 'silent', 1)
  await phone.press('约下来')
  await phone.waitForText('不知道约上没有', 12_000)
  await phone.press('约下来')
  await phone.waitForPage('booking/detail/index')
  await phone.waitForText(/报这个号\d{6}/)
  const made = await bookedBy('周建国')
  expect(made.map(({ status, service }) => [status as string, service as string])).toEqual([
    ['confirmed', '午饭，到食堂吃'],
  ])
})

test('a daughter books for her mother', async () => {
  const phone = await phoneOf('陈静')
  await phone.press('服务')
  await phone.press('上门量血压')
  await phone.press('王秀英，3 栋 501')
  await chooseTime(phone)
  await phone.waitForText('给王秀英约')
  await phone.press('约这个时间')
  await phone.waitForText('您代办')
  await phone.press('约下来')
  await phone.waitForText('陈静代办')
  const made = (await bookedBy('陈静')).at(-1)
  expect([made?.['whom'], made?.['delegate_name'], made?.['status']]).toEqual(['王秀英', '陈静', 'confirmed'])
})

test('a place is booked and shown with its spoken number', async () => {
  const phone = await phoneOf('刘桂兰')
  const spoken = await book(phone, '午饭，到食堂吃')
  const { status } = await town.row(
    `select b.status from booking b join resident r on r.id = b.resident_id where r.name = '刘桂兰' and b.spoken_number = ?`,
    [spoken],
  )
  expect(status).toBe('confirmed')
  await cancel(phone, '身体不舒服')
})
