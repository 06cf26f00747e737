import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { noteSignOfLife, secondsBetweenOpenings } from './signs.ts'

/** Residents remembered at most; forgetting them costs a statement that changes nothing. */
const mostRemembered = 20_000

/**
 * Notes that a resident used the app, at most once an hour for each of them in this process: for whoever nobody follows
 * one conditional statement that finds nothing. Only for people themselves; family and staff say nothing about them.
 */
export function lifeNoter(db: Db): (actor: Actor, now: Date) => Promise<void> {
  const noted = new Map<string, number>()
  return async ({ identities }, now) => {
    if (noted.size > mostRemembered) noted.clear()
    for (const { communityId, residentId, relation } of identities) {
      const last = noted.get(residentId)
      const isRecent = last !== undefined && now.getTime() - last < secondsBetweenOpenings * 1000
      if (relation !== 'self' || isRecent) continue
      noted.set(residentId, now.getTime())
      await noteSignOfLife(db, { communityId, residentId }, 'app_opened', now)
    }
  }
}
