import type { Db } from '../../platform/db/tables.ts'
import { cellsOf, changeOfClaims, minuteOf, toClear } from '../taking/decide-claims.ts'
import { deleteClaims, endRunOut } from '../taking/store-claim.ts'
import { lookAgainAt } from '../waiting/store-queue.ts'
import { chooseRoom, claimsOfRoom, mergedStretches, type Stretch } from './decide.ts'
import { readVenues } from './facts.ts'
import { deleteOtherStretches, deleteUse, insertUseClaims, servicesUsing, writeUse } from './store.ts'

/** What a room is wanted for. Whether it may be is for the caller to decide. */
export interface VenueWish {
  communityId: string
  /** Whose it is: an activity. Each has one room at most. */
  userId: string
  /** Only a room of this service. */
  serviceId?: string | undefined
  /** Only this room. */
  resourceId?: string | undefined
  title: string
  byName: string
  times: readonly Stretch[]
  /** Asked before a room that it has at other times is given back; no = it stays. Left out = yes. */
  mayGiveBack?: (() => Promise<boolean>) | undefined
}

/** Everybody who comes too late has seen somebody else come first. */
const mostTries = 20

/**
 * Keeps one room for all of these times or none: their claims are ONE insert, in the same table as every booking's. Safe
 * to repeat; asked again with other times, the room moves along. `takenAt` = the start of the first time at which it is
 * not to be had. Three round trips. It stands until `giveVenueBack`; whoever keeps one answers for it when `dueVenueUses`
 * names it.
 */
export async function keepVenue(db: Db, wish: VenueWish, now: Date): Promise<'kept' | { takenAt: Date }> {
  const stretches = mergedStretches(wish.times)
  const [first] = stretches
  if (!first) return 'kept'
  const { communityId, userId, serviceId, resourceId } = wish
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const facts = await readVenues(db, { communityId, serviceId, userId, stretches }, now)
    const asked = facts.services
      .flatMap(({ rooms, serviceId: of, exceptions }) => rooms.map((room) => ({ ...room, serviceId: of, exceptions })))
      .filter((room) => resourceId === undefined || room.resourceId === resourceId)
    if (asked.length === 0) return { takenAt: first.startsAt }
    const chosen = chooseRoom(asked, stretches, facts.occupied)
    if ('takenAt' in chosen) {
      if (attempt > 0 && facts.own.length === 0) await deleteUse(db, communityId, userId)
      return chosen
    }
    const { room, claims } = chosen
    const { add, drop } = changeOfClaims(facts.own, claims)
    const use = { communityId, userId, room, title: wish.title, byName: wish.byName, stretches }
    const isNew = facts.own.length === 0
    // first of all what a room is kept for is written, so that whatever breaks off afterwards is found
    if (isNew) await writeUse(db, use, now)
    await endRunOut(db, communityId, toClear(claims, facts.occupied), now)
    if (!(await insertUseClaims(db, use, add))) continue
    if (isNew) return 'kept'
    await writeUse(db, use, now)
    if (wish.mayGiveBack && (drop.length === 0 || !(await wish.mayGiveBack()))) return 'kept'
    await deleteClaims(db, communityId, userId, drop)
    await deleteOtherStretches(db, use)
    return 'kept'
  }
  return { takenAt: first.startsAt }
}

/** Whether its room is kept for just these times, as far as they are to come. One round trip. */
export async function isKeptFor(
  db: Db,
  { communityId, userId, times }: Pick<VenueWish, 'communityId' | 'userId' | 'times'>,
  now: Date,
): Promise<boolean> {
  const stretches = mergedStretches(times)
  const { own } = await readVenues(db, { communityId, userId, stretches }, now)
  const toCome = (cells: readonly number[]) => new Set(cells.filter((cell) => cell >= minuteOf(now)))
  const [wanted, had] = [toCome(stretches.flatMap(cellsOf)), toCome(own.map(({ cell }) => cell))]
  return wanted.size === had.size && [...wanted].every((cell) => had.has(cell))
}

/** Gives a room back; the next tick looks after whoever waits for it. Safe to repeat, and where there is none. */
export async function giveVenueBack(db: Db, communityId: string, userId: string, now: Date): Promise<void> {
  const serviceIds = await servicesUsing(db, communityId, userId)
  if (serviceIds.length === 0) return
  await deleteUse(db, communityId, userId)
  for (const serviceId of serviceIds) await lookAgainAt(db, { communityId, serviceId }, now)
}

/** A room, and whether it is free at all of the times that were asked for. */
export interface VenueChoice {
  serviceId: string
  serviceName: string
  resourceId: string
  name: string
  /** The start of the first time at which it is taken; null = free all the time. */
  takenAt: Date | null
}

/** Every room that can be had, free or not; what the user has itself stands in nobody's way. One round trip. */
export async function venuesAt(
  db: Db,
  { communityId, userId, times }: { communityId: string; userId: string | undefined; times: readonly Stretch[] },
  now: Date,
): Promise<VenueChoice[]> {
  const stretches = mergedStretches(times)
  const { services, occupied } = await readVenues(db, { communityId, userId, stretches }, now)
  return services.flatMap(({ serviceId, name: serviceName, rooms, exceptions }) =>
    rooms.map((room) => {
      const found = claimsOfRoom({ ...room, exceptions }, stretches, occupied)
      const takenAt = Array.isArray(found) ? null : found.takenAt
      return { serviceId, serviceName, resourceId: room.resourceId, name: room.name, takenAt }
    }),
  )
}
