/** What decides over the time of one attendance. */
export interface AttendedTime {
  startsAt: Date
  endsAt: Date
  checkedInAt: Date
  checkedOutAt: Date
  /** Nobody checked out: the shift's end is taken. */
  checkOutWasForgotten: boolean
}

/**
 * The minutes of service in a shift, or undefined when it does not count: the time between the later of check-in and
 * start and the earlier of check-out and end, in whole minutes begun and ended. It counts when at least this share of the
 * shift was attended (the community's setting). Coming early or staying on gives nothing more: it is the shift that was
 * agreed on, and a longer one is added by staff with a reason.
 */
export function servedMinutes(time: AttendedTime, leastAttendedPercent: number): number | undefined {
  const from = Math.max(time.checkedInAt.getTime(), time.startsAt.getTime())
  const end = time.endsAt.getTime()
  const to = time.checkOutWasForgotten ? end : Math.min(time.checkedOutAt.getTime(), end)
  const minutes = Math.floor((to - from) / 60_000)
  const share = (to - from) * 100 >= (end - time.startsAt.getTime()) * leastAttendedPercent
  return minutes > 0 && share ? minutes : undefined
}
