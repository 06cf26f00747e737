import { nextMonth } from '../../../../shared/homecare/settlement.ts'
import type { Day } from '../../../../shared/time.ts'

/** On which month's sheet a line of this day stands: its own, or the first after the last one that was closed. */
export function sheetMonth(day: Day, lastClosed: string | undefined): string {
  const month = day.slice(0, 7)
  return lastClosed === undefined || month > lastClosed ? month : nextMonth(lastClosed)
}
