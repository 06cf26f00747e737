import type { PersonRef } from '../../../../shared/schemas.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { residentCard } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Db } from '../../platform/db/tables.ts'
import { openTask } from '../tasks/open.ts'
import { wellnessSettings } from './store.ts'

/** Why the desk should ring. */
interface Occasion {
  /** ASCII, and names it (`meal:<booking id>`): the same occasion opens one task. */
  occasion: string
  /** A short Chinese line: `午饭没来取`. */
  reason: string
}

/**
 * Asks the desk to ring this person within half an hour, because something expected did not happen. Three statements.
 * Nothing when the person is not known.
 */
export async function welfareCheck(db: Db, person: PersonRef, about: Occasion, now: Date): Promise<void> {
  const { welfareCheckMinutes } = (await wellnessSettings(db, [person.communityId]))(person.communityId)
  const dueAt = addSeconds(now, welfareCheckMinutes * 60)
  await openCall(db, person, { ...about, why: 'welfare', dueAt, titleFor: ringTitle }, now)
}

/** Hours the desk has for a call that only asks how somebody is. */
const hoursForCaringCall = 24

/**
 * Asks the desk to ring this person within a day and ask how they are, because they did not come to something. Two
 * statements. Nothing when the person is not known.
 */
export async function caringCall(db: Db, person: PersonRef, about: Occasion, now: Date): Promise<void> {
  const titleFor = (name: string, reason: string) => `问问${name}身体好吗，${reason}`
  const dueAt = addSeconds(now, hoursForCaringCall * 3600)
  await openCall(db, person, { ...about, why: 'caring', dueAt, titleFor }, now)
}

/**
 * Asks the desk to ring this person until `dueAt`, because they asked for it or did not answer. Two statements. Nothing
 * when the person is not known.
 */
export async function callAbout(
  db: Db,
  person: PersonRef,
  about: Occasion & { dueAt: Date },
  now: Date,
): Promise<void> {
  await openCall(db, person, { ...about, why: 'asked', titleFor: ringTitle }, now)
}

function ringTitle(name: string, reason: string): string {
  return `给${name}打个电话，${reason}`
}

async function openCall(
  db: Db,
  person: PersonRef,
  call: Occasion & { why: string; dueAt: Date; titleFor: (name: string, reason: string) => string },
  now: Date,
): Promise<void> {
  const card = await residentCard(db, person)
  if (!card) return
  const { why, occasion, reason, dueAt, titleFor } = call
  const { name, address, gridCode } = card
  await openTask(
    db,
    {
      communityId: person.communityId,
      id: newId(),
      dedupeKey: `${why}:${occasion}`,
      kind: 'wellness_call',
      person: { residentId: person.residentId, residentName: name, address },
      gridCode,
      title: titleFor(name, reason),
      dueAt,
      details: { why, reason },
    },
    now,
  )
}
