import { describe, expect, it } from 'vitest'
import { bookingStatuses, type BookingStatus } from '../../shared/booking/lifecycle.ts'
import { queueWords, statusSaid } from './status-words.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const said = (status: BookingStatus, atHome = false, endsAt = '2026-11-24T03:00:00.000Z') =>
  statusSaid({ status, atHome, endsAt }, now)

describe('how a booking stands', () => {
  it.each(bookingStatuses)('%s has words of its own', (status) => expect(said(status).text.length).toBeGreaterThan(1))
  it('says green only what is certain', () => {
    expect(bookingStatuses.filter((status) => said(status).kind === 'ok')).toEqual([
      'offered',
      'confirmed',
      'checked_in',
    ])
  })
  it('leaves no colour without an icon', () => {
    for (const status of bookingStatuses)
      expect(said(status).kind === undefined, status).toBe(said(status).icon === undefined)
  })
  it('blames nobody for what was missed', () => {
    expect(said('missed').text).toBe('没去成')
    expect(said('missed', true).text).toBe('没碰上')
  })
  it('of what came to the home is said from the home', () => {
    expect(said('completed').text).toBe('去过了')
    expect(said('completed', true).text).toBe('来过了')
    expect(said('checked_in', true).text).toBe('人来了')
  })
  it('confirmed is over when its time is', () => {
    expect(said('confirmed').text).toBe('约好了')
    expect(said('confirmed', false, '2026-11-24T02:00:00.000Z').text).toBe('时间过了')
  })
})

describe('the place in the queue', () => {
  it.each([
    [1, '前面没有人，下一个就是您'],
    [2, '前面还有 1 位'],
    [3, '前面还有 2 位'],
    [null, null],
  ])('%s: %s', (place, words) => expect(queueWords(place)).toBe(words))
})
