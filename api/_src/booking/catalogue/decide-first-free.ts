import { reservedUntilHours } from '../../../../shared/booking/lifecycle.ts'
import type { DayKind, DerivedSlot } from '../../../../shared/booking/plan.ts'
import { addDays, type Day } from '../../../../shared/time.ts'
import { minuteOf, type Occupied } from '../taking/decide-claims.ts'
import { capacityOf, choosePlace, isClosed, slotsOfDays, type SlotRules } from '../taking/decide-slots.ts'

/** How many places of a pooled slot are in use, and how many of them lie above the kept ones. */
export interface Counted {
  all: number
  aboveKept: number
}

/** What is in use, for nobody in particular. */
export interface Usage {
  counted: (serviceId: string, cell: number) => Counted
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
  if (service.capacity_kind === 'exclusive') {
    const anybody = { entitled: false, resourceId: undefined, now }
    return choosePlace(service, slot, occupied, { all: 0, priority: 0 }, anybody, '') !== undefined
  }
  const { all, aboveKept } = counted(service.id, minuteOf(slot.startsAt))
  const capacity = capacityOf(service, slot)
  const isNear = slot.startsAt.getTime() - now.getTime() <= reservedUntilHours * 3_600_000
  return all < capacity && (isNear || aboveKept < capacity - service.reserved_places)
}
