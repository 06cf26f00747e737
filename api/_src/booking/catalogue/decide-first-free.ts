import type { DayKind, DerivedSlot } from '../../../../shared/booking/plan.ts'
import { addDays, type Day } from '../../../../shared/time.ts'
import { minuteOf, type Occupied } from '../taking/decide-claims.ts'
import { capacityOf, choosePlace, isClosed, nobodyWaits, slotsOfDays, type SlotRules } from '../taking/decide-slots.ts'

/** What is in use, for nobody in particular. */
export interface Usage {
  /** How many places of a pooled slot, where none are kept for anybody. */
  counted: (serviceId: string, cell: number) => number
  /** Everything else, unit by unit. */
  occupied: Occupied
}

/** The start of the first slot with a place for anybody within so many days; undefined when there is none. */
export function firstFree(
  service: SlotRules,
  usage: Usage,
  { fromDay, days }: { fromDay: Day; days: number },
  kindOf: (day: Day) => DayKind,
  now: Date,
): Date | undefined {
  for (let count = 0; count < days; count += 1) {
    const slots = slotsOfDays(service, addDays(fromDay, count), 1, kindOf)
    const free = slots.find((slot) => !isClosed(service, slot, now) && hasPlace(service, slot, usage, now))
    if (free) return free.startsAt
  }
  return undefined
}

function hasPlace(service: SlotRules, slot: DerivedSlot, { counted, occupied }: Usage, now: Date): boolean {
  if (service.capacity_kind === 'pooled' && service.reserved_places === 0) {
    return counted(service.id, minuteOf(slot.startsAt)) < capacityOf(service, slot)
  }
  const anybody = { entitled: false, resourceId: undefined, now }
  return choosePlace(service, slot, occupied, nobodyWaits, anybody, '') !== undefined
}
