/** `pending` exists only between the two statements that take a place; nobody is ever shown one. */
export const bookingStatuses = ['pending', 'confirmed', 'cancelled', 'completed', 'missed'] as const
export type BookingStatus = (typeof bookingStatuses)[number]

export const serviceCategories = ['window', 'home_care', 'meals', 'day_care', 'health', 'venues'] as const
/** 政务窗口, 居家养老, 助餐, 日间照料, 体检与医生, 场馆. */
export type ServiceCategory = (typeof serviceCategories)[number]

/** A booking may be cancelled by the person (or a delegate) until the service's cut-off before the start. */
export function canCancel(booking: { status: BookingStatus; cancelUntil: Date }, now: Date): boolean {
  return booking.status === 'confirmed' && now.getTime() <= booking.cancelUntil.getTime()
}
