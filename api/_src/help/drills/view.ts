import type { Drill as DrillView, DrillLeg } from '../../../../shared/help/drills-contract.ts'
import type { Actor } from '../../platform/actor.ts'
import { asks, type Drill, type Leg } from './decide.ts'

/** A drill as this person sees it. */
export function drillView(drill: Drill, communityName: string, actor: Actor): DrillView {
  return {
    communityId: drill.communityId,
    communityName,
    drillId: drill.id,
    status: drill.status,
    version: drill.version,
    startedAt: drill.startedAt.toISOString(),
    startedBy: drill.startedName,
    endedAt: drill.endedAt?.toISOString() ?? null,
    dueAt: drill.status === 'running' ? (drill.dueAt?.toISOString() ?? null) : null,
    legs: drill.legs.map(legView),
    asksMe: asks(drill, actor.accountId),
  }
}

function legView({ level, areaCode, areaName, result, rungAt, people }: Leg): DrillLeg {
  const first = people
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .toSorted((one, other) => (one.confirmedAt ?? '').localeCompare(other.confirmedAt ?? ''))[0]
  const heardAt = first?.confirmedAt ?? null
  return {
    level,
    areaCode,
    areaName,
    result,
    people: people.map(({ name, post, deskAlive, delivery, confirmedAt }) => ({
      name,
      post,
      deskAlive,
      delivery,
      confirmed: confirmedAt !== null,
    })),
    confirmedBy: first?.name ?? null,
    seconds:
      heardAt === null || rungAt === null
        ? null
        : Math.max(0, Math.round((Date.parse(heardAt) - Date.parse(rungAt)) / 1000)),
  }
}
