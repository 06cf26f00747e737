import type { DeskPicture } from '../../../shared/help/desk-contract.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { LadderArea } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Call } from './call.ts'
import { levelOf, stateOf } from './duty.ts'

type OnDuty = DeskPicture['onDuty']

/** Everybody these calls can ring and whoever sits at a desk, nearest level first; one line per person. */
export function onDuty(areas: readonly LadderArea[], calls: readonly Call[], actor: Actor, now: Date): OnDuty {
  const lines = new Map<string, OnDuty[number]>()
  const seenSince = addSeconds(now, -defaultSettings.heartbeatSeconds)
  for (const area of areas.toSorted((one, other) => other.code.length - one.code.length)) {
    const level = levelOf(area.code)
    if (level === undefined) continue
    for (const holder of area.staff) {
      const known = lines.get(holder.accountId)
      if (holder.role === 'doctor' || holder.role === 'admin' || (known && (known.shift || !holder.shift))) continue
      const me = holder.accountId === actor.accountId
      const here = me || (holder.deskSeenAt !== null && holder.deskSeenAt >= seenSince)
      const state = stateOf(holder, calls)
      if (!holder.onDuty && !here && state === 'free') continue
      lines.set(holder.accountId, {
        accountId: holder.accountId,
        name: holder.name,
        post: holder.postName,
        level,
        areaCode: holder.areaCode,
        state,
        me,
        here,
        onDuty: holder.onDuty,
        shift: holder.shift && {
          part: holder.shift.part,
          startsAt: holder.shift.startsAt.toISOString(),
          endsAt: holder.shift.endsAt.toISOString(),
        },
      })
    }
  }
  return [...lines.values()]
}
