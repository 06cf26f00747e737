/**
 * `held`: five minutes while somebody fills in. `waiting`: in the queue of a full slot. `offered`: a place came free and
 * is kept for thirty minutes. `checked_in`: is here. `expired`: a hold or an offer nobody took up.
 */
export const bookingStatuses = [
  'held',
  'waiting',
  'offered',
  'confirmed',
  'checked_in',
  'completed',
  'missed',
  'cancelled',
  'expired',
] as const
export type BookingStatus = (typeof bookingStatuses)[number]

/** Statuses in which a booking has a place: no place is ever in two of them. */
export const placedStatuses = ['held', 'offered', 'confirmed', 'checked_in'] as const satisfies readonly BookingStatus[]

/** Every step a booking's history can hold; each raises the version by one. */
export const bookingSteps = [
  'confirmed',
  'waited',
  'offered',
  'cancelled',
  'expired',
  'rescheduled',
  'reminded_day',
  'reminded_hour',
  'coming',
  'call_wanted',
  'called',
  'moved',
  'time_asked',
  'checked_in',
  'completed',
  'missed',
  'material_judged',
] as const
export type BookingStepKind = (typeof bookingSteps)[number]

export const serviceCategories = ['window', 'home_care', 'meals', 'day_care', 'health', 'venues'] as const
/** 政务窗口, 居家养老, 助餐, 日间照料, 体检与医生, 场馆. */
export type ServiceCategory = (typeof serviceCategories)[number]

/** 服务大厅, 养老服务站, 卫生站, 食堂, 签约商户. */
export const providerKinds = ['community_hall', 'care_station', 'health_station', 'canteen', 'merchant'] as const
export type ProviderKind = (typeof providerKinds)[number]

/** 坡道, 电梯, 无障碍卫生间, 可借轮椅, 有人引导, 手语. */
export const accessFacts = ['ramp', 'lift', 'accessible_toilet', 'wheelchair', 'escort', 'sign_language'] as const
export type AccessFact = (typeof accessFacts)[number]

/** 到大厅办, 上门, 打电话办. */
export const serviceChannels = ['hall', 'home', 'phone'] as const
export type ServiceChannel = (typeof serviceChannels)[number]

/** 无偿, 低偿, 按价. */
export const priceKinds = ['free', 'low_price', 'full_price'] as const
export type PriceKind = (typeof priceKinds)[number]

/** 窗口, 房间, 车辆, 轮椅, 人员. */
export const resourceKinds = ['window', 'room', 'vehicle', 'wheelchair', 'worker'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** How a booking came in: 自己约的, 电话, 柜台, 现场取号. */
export const bookingChannels = ['app', 'phone', 'counter', 'walk_in'] as const
export type BookingChannel = (typeof bookingChannels)[number]

export const limitPeriods = ['day', 'week', 'month'] as const
export type LimitPeriod = (typeof limitPeriods)[number]

export const holdSeconds = 5 * 60
export const offerSeconds = 30 * 60
/** Kept places are for everybody from so long before the start. */
export const reservedUntilHours = 24
/** From this age on a resident has the kept places, goes first on a tie, and is never blocked. */
export const elderAge = 70

/** A booking may be given back by the person (or a delegate) until the service's cut-off before the start. */
export function canCancel(booking: { status: BookingStatus; cancelUntil: Date }, now: Date): boolean {
  if (booking.status === 'waiting' || booking.status === 'offered' || booking.status === 'held') return true
  return booking.status === 'confirmed' && now.getTime() <= booking.cancelUntil.getTime()
}
