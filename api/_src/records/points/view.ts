import type { DeskGift, RankedVolunteer, WaitingRedemption } from '../../../../shared/records/points-contract.ts'
import { mostCountedPlaces } from '../../../../shared/records/points.ts'
import { starOf } from '../../../../shared/records/stars.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { givenName, placesOf } from './decide.ts'
import type { rankingOf } from './store-ranking.ts'
import type { giftsForDesk } from './store-read.ts'

/** Gifts, and who comes for one, longest waiting first. */
export function deskView(rows: Awaited<ReturnType<typeof giftsForDesk>>) {
  const gifts = new Map<string, DeskGift>()
  const waiting: WaitingRedemption[] = []
  for (const { id, name, words, icon, points, stock, offered, version, ...row } of rows) {
    const known = gifts.get(id) ?? {
      giftId: id,
      name,
      words,
      icon,
      points,
      stock,
      offered: offered === 1,
      version,
      waiting: 0,
    }
    const { redemptionId, giftName, paid, askedAt, volunteerName, volunteerNumber } = row
    const isAsked = redemptionId !== null && giftName !== null && paid !== null && askedAt !== null
    gifts.set(id, { ...known, waiting: known.waiting + (isAsked ? 1 : 0) })
    if (!isAsked) continue
    waiting.push({
      redemptionId,
      giftName,
      points: paid,
      volunteerName: volunteerName ?? '志愿者',
      volunteerNumber: volunteerNumber ?? '',
      askedAt: askedAt.toISOString(),
    })
  }
  return {
    gifts: [...gifts.values()],
    waiting: waiting.toSorted((one, other) => (one.askedAt < other.askedAt ? -1 : 1)),
  }
}

/** A ranking as everybody of the community may see it. */
export function rankingView(rows: Awaited<ReturnType<typeof rankingOf>>, residentId: string) {
  const [first] = rows
  const { hasRanking, starHours } = { ...defaultVolunteerSettings, ...first?.settings }
  const hidden = first?.hidden === 1
  const isVolunteer = first !== undefined && first.myStatus !== null
  const minutes = first?.myMinutes ?? 0
  const hasPlace = !hidden && minutes > 0 && (first?.myStatus === 'active' || first?.myStatus === 'paused')
  const place = hasPlace ? Math.min(mostCountedPlaces, (first.ahead ?? 0) + 1) : null
  const mine = isVolunteer ? { minutes: Math.max(0, minutes), place } : null
  if (!hasRanking) return { on: false, hidden, volunteers: [], mine }
  const ranked = rows.flatMap((row) =>
    row.residentId === null || row.minutes === null
      ? []
      : [{ ...row, residentId: row.residentId, minutes: row.minutes }],
  )
  const places = placesOf(ranked.map((row) => row.minutes))
  const volunteers = ranked.map((row, index): RankedVolunteer => ({
    place: places[index] ?? index + 1,
    name: givenName(row.name),
    tail: (row.volunteerNumber ?? '').slice(-4),
    star: starOf(row.allMinutes ?? 0, starHours).star,
    minutes: row.minutes,
    mine: row.residentId === residentId,
  }))
  return { on: true, hidden, volunteers, mine }
}
