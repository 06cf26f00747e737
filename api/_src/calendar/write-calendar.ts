import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { CalendarEntry } from './decide.ts'

/** Programs should ask again after so long. RFC 7986 §5.7. */
const refreshSeconds = 15 * 60

/**
 * A feed as RFC 5545 says it: UTC times, lines folded at 75 octets. Holds no moment of its own, so that it stays the
 * same text as long as no booking changes.
 */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'linlitong', product: 'bookings', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  })
  for (const entry of entries) {
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      start: entry.startsAt,
      end: entry.endsAt,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      summary: entry.summary,
      location: entry.place,
      description: entry.description,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return `${calendar.toString()}\r\n`
}
