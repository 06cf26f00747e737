import { describe, expect, it } from 'vitest'
import type { Booking } from '../../shared/booking/contract.ts'
import type { MyShift } from '../../shared/volunteering/places-contract.ts'
import { ownResidents, todayAloud, todayOf } from './today.ts'

/** 8:20 in the morning of 24 November in China. */
const now = new Date('2026-11-24T00:20:00.000Z')

function booking(over: Partial<Booking>): Booking {
  return {
    bookingId: 'B1',
    communityId: '320104001002',
    residentId: 'MOTHER',
    residentName: '王秀英',
    byDelegate: false,
    delegateName: null,
    serviceId: 'S1',
    serviceName: '上门量血压',
    category: 'health',
    icon: 'heart-pulse',
    place: '社区卫生站',
    atHome: true,
    providerName: '梅园卫生站',
    providerPhone: '02512345678',
    resourceName: '林芳医生',
    bring: [],
    materials: [],
    priceCents: 0,
    startsAt: '2026-11-24T02:30:00.000Z',
    endsAt: '2026-11-24T02:50:00.000Z',
    status: 'confirmed',
    version: 1,
    spokenNumber: '482913',
    note: '',
    cancelUntil: '2026-11-23T02:30:00.000Z',
    cancelReason: null,
    bookedAt: '2026-11-20T02:30:00.000Z',
    channel: 'app',
    keptUntil: null,
    queuePlace: null,
    basketId: null,
    seriesId: null,
    reply: null,
    asksWhetherComing: false,
    ...over,
  }
}

function shift(over: Partial<MyShift>): MyShift {
  return {
    shiftId: 'H1',
    activityId: 'A1',
    role: 'volunteer' as const,
    kept: null,
    hindrance: null,
    signupId: 'U1',
    activityTitle: '送晚饭',
    icon: 'soup',
    contactName: '赵梅',
    contactPhone: '13800000000',
    signedUpAt: '2026-11-20T02:30:00.000Z',
    startsAt: '2026-11-24T08:30:00.000Z',
    endsAt: '2026-11-24T09:30:00.000Z',
    place: '3 栋和 5 栋',
    task: '',
    neededSkill: null,
    capacity: 8,
    placesLeft: 0,
    waiting: 0,
    open: true,
    mine: { status: 'confirmed', waitingPosition: null },
    ...over,
  }
}

const me = new Set(['ME'])
const today = (bookings: Booking[], shifts: MyShift[] = [], at = now) =>
  todayOf({ bookings, shifts, ownResidents: me }, at)

describe('the list of today', () => {
  it('says when, what, for whom and who comes, and leads to the page that tells more', () => {
    expect(today([booking({})], [shift({})])).toEqual([
      {
        key: 'B1',
        time: '10:30',
        title: '上门量血压',
        note: '给王秀英约的，林芳医生上门',
        page: 'booking/detail/index',
        query: { community: '320104001002', id: 'B1' },
      },
      {
        key: 'U1',
        time: '16:30',
        title: '送晚饭',
        note: '志愿班次，3 栋和 5 栋',
        page: 'volunteering/activity/index',
        query: { id: 'A1' },
      },
    ])
  })

  it('is in the order of the day, whatever the order of the answers', () => {
    const late = booking({ bookingId: 'B2', startsAt: '2026-11-24T10:00:00.000Z', endsAt: '2026-11-24T11:00:00.000Z' })
    expect(today([late, booking({})], [shift({})]).map(({ key }) => key)).toEqual(['B1', 'U1', 'B2'])
  })

  it('ends at midnight in China, not in Greenwich', () => {
    const lateEvening = { startsAt: '2026-11-24T15:59:00.000Z', endsAt: '2026-11-24T16:30:00.000Z' }
    const afterMidnight = { startsAt: '2026-11-24T16:00:00.000Z', endsAt: '2026-11-24T16:30:00.000Z' }
    expect(today([booking(lateEvening)])).toHaveLength(1)
    expect(today([booking(afterMidnight)])).toEqual([])
  })

  it('keeps what is going on, and leaves out what is over, cancelled or only waited for', () => {
    expect(today([booking({})], [], new Date('2026-11-24T02:49:59.000Z'))).toHaveLength(1)
    expect(today([booking({})], [], new Date('2026-11-24T02:50:00.000Z'))).toEqual([])
    for (const status of ['held', 'waiting', 'cancelled', 'completed', 'missed', 'expired'] as const) {
      expect(today([booking({ status })]), status).toEqual([])
    }
    expect(today([], [shift({ mine: { status: 'waiting', waitingPosition: 2 } })])).toEqual([])
    expect(today([], [shift({ mine: null })])).toEqual([])
  })

  it('says where an answer is wanted, and who is here already', () => {
    expect(today([booking({ status: 'offered' })])[0]?.note).toBe('有位子了，等您点头，给王秀英约的，林芳医生上门')
    expect(today([booking({ status: 'checked_in', atHome: false })])[0]?.note).toBe(
      '已经签到，给王秀英约的，社区卫生站',
    )
    expect(today([booking({ status: 'checked_in' })])[0]?.note).toBe('给王秀英约的，林芳医生上门')
  })

  it('names the place where one goes, and who booked when it was not oneself', () => {
    const mine = { residentId: 'ME', atHome: false, resourceName: null }
    expect(today([booking(mine)])[0]?.note).toBe('社区卫生站')
    expect(today([booking({ ...mine, byDelegate: true, delegateName: '陈静' })])[0]?.note).toBe(
      '陈静帮您约的，社区卫生站',
    )
    expect(today([booking({ resourceName: null })])[0]?.note).toBe('给王秀英约的，梅园卫生站上门')
  })

  it('is read aloud in whole sentences', () => {
    expect(todayAloud([])).toEqual(['今天没有安排。'])
    expect(todayAloud(today([booking({})]))).toEqual([
      '今天有 1 件事。',
      '10:30，上门量血压，给王秀英约的，林芳医生上门。',
    ])
  })
})

describe('who I am myself', () => {
  it('leaves out those I only act for', () => {
    const identity = { communityId: 'C', communityName: '', name: '', scopes: [], gridName: '', address: '', age: null }
    const identities = [
      { ...identity, residentId: 'ME', relation: 'self' as const },
      { ...identity, residentId: 'MOTHER', relation: 'daughter' as const },
    ]
    expect(ownResidents({ identities })).toEqual(new Set(['ME']))
    expect(ownResidents(undefined)).toEqual(new Set())
  })
})
