import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import type { Phone } from './finger.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

/** The first free hour of the first free day after today, whose cut-off cannot be over. */
async function chooseTime(phone: Phone) {
  await phone.press(/^周. \d+ 日，余 \d+$/)
  await phone.waitForText(/几点(?!今天)/)
  await phone.press(/^\d+:\d\d，余 \d+/)
}

/** From the catalogue to the ticket. Gives the number to say at the counter. */
async function book(phone: Phone, service: string): Promise<string> {
  await phone.press('服务')
  await phone.press(service)
  await chooseTime(phone)
  await phone.press('约这个时间')
  await phone.waitForPage('booking/detail/index')
  await phone.waitForText(/报这个号\d{6}/)
  await phone.waitForText('约好了')
  return /报这个号(\d{6})/.exec(phone.text())?.[1] ?? ''
}

async function cancel(phone: Phone, service: string, reason: string) {
  await phone.press('返回')
  await phone.press('我的预约')
  await phone.press(service)
  await phone.press('取消预约')
  await phone.press(reason)
  await phone.press('取消预约')
  await phone.waitForText('取消了，位子让给别人')
  await phone.waitForText('再约一次')
}

test('a place among many is booked, shown with its spoken number, and given back', async () => {
  const phone = await phoneOf('方文博')
  const spoken = await book(phone, '午饭，到食堂吃')
  const booked = await town.row(
    `select b.id, b.status, s.taken from booking b join resident r on r.id = b.resident_id
     join service_slot s on s.id = b.slot_id where r.name = '方文博' and b.spoken_number = ?`,
    [spoken],
  )
  expect(booked['status']).toBe('confirmed')

  await cancel(phone, '午饭，到食堂吃', '身体不舒服')
  const cancelled = await town.row(
    `select b.status, b.cancel_reason, s.taken from booking b join service_slot s on s.id = b.slot_id where b.id = ?`,
    [booked['id'] as string],
  )
  expect(cancelled).toEqual({
    status: 'cancelled',
    cancel_reason: '身体不舒服',
    taken: (booked['taken'] as number) - 1,
  })
})

test('a window that serves one at a time is claimed, and set free again', async () => {
  const phone = await phoneOf('何雨晴')
  const spoken = await book(phone, '医保社保窗口')
  const booked = await town.row(
    `select b.id, b.status from booking b join resident r on r.id = b.resident_id
     where r.name = '何雨晴' and b.spoken_number = ?`,
    [spoken],
  )
  const id = booked['id'] as string
  const claims = () => town.rows('select unit from resource_claim where booking_id = ?', [id])
  expect(booked['status']).toBe('confirmed')
  expect(await claims()).not.toEqual([])

  await cancel(phone, '医保社保窗口', '有事去不了')
  expect(await town.row('select status from booking where id = ?', [id])).toEqual({ status: 'cancelled' })
  expect(await claims()).toEqual([])
})

test('a daughter books for her mother', async () => {
  const phone = await phoneOf('陈静')
  await phone.press('服务')
  await phone.press('上门量血压')
  await phone.press('王秀英')
  await chooseTime(phone)
  await phone.waitForText('给王秀英约')
  await phone.press('约这个时间')
  await phone.waitForText('陈静代办')
  const booked = await town.row(
    `select r.name, b.delegate_name from booking b join resident r on r.id = b.resident_id
     order by b.booked_at desc limit 1`,
  )
  expect(booked).toEqual({ name: '王秀英', delegate_name: '陈静' })
})
