import type { BookingStatus, ServiceCategory } from '../../shared/booking/lifecycle.ts'

/** The six categories in the order of the catalogue. */
export const categoryWords: readonly { category: ServiceCategory; text: string; icon: string }[] = [
  { category: 'home_care', text: '居家养老', icon: 'house-heart' },
  { category: 'meals', text: '助餐', icon: 'soup' },
  { category: 'day_care', text: '日间照料', icon: 'armchair' },
  { category: 'health', text: '体检与医生', icon: 'stethoscope' },
  { category: 'window', text: '政务窗口', icon: 'stamp' },
  { category: 'venues', text: '场馆', icon: 'door-open' },
]

export const bookingStatusWords: Readonly<Record<BookingStatus, string>> = {
  pending: '正在约',
  confirmed: '约好了',
  cancelled: '取消了',
  completed: '去过了',
  missed: '没去成',
}

/** Reasons that can be tapped instead of typed. */
export const cancelReasons = ['有事去不了', '身体不舒服', '约错了', '不用了'] as const
