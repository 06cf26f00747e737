import { lastsWith } from './decide.ts'

export interface Span {
  startsAt: Date
  endsAt: Date
}

/** The shifts for which a room is wanted: neither cancelled nor over. */
export function standingShifts<Shift extends Span & { isCancelled: boolean }>(
  shifts: readonly Shift[],
  now: Date,
): Shift[] {
  return shifts.filter(({ isCancelled, endsAt }) => !isCancelled && endsAt > now)
}

/** A span with all others that overlap or touch it, directly or through each other: for these the room is kept as one. */
export function withTouching(span: Span, others: readonly Span[]): Span {
  const touching = others.filter(({ startsAt, endsAt }) => startsAt <= span.endsAt && endsAt >= span.startsAt)
  const whole = lastsWith(span, touching)
  const isWhole =
    whole.startsAt.getTime() === span.startsAt.getTime() && whole.endsAt.getTime() === span.endsAt.getTime()
  return isWhole ? whole : withTouching(whole, others)
}
