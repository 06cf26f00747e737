import type { PersonRef } from '../../../../shared/schemas.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { residentCard } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Db } from '../../platform/db/tables.ts'
import { openTask } from '../tasks/open.ts'
import { wellnessSettings } from './store.ts'

/**
 * Asks the desk to ring this person within half an hour, because something expected did not happen. `occasion` is ASCII
 * and names it (`meal:<booking id>`): the same occasion opens one task. `reason` is a short Chinese line: `午饭没来取`.
 * Three statements. Nothing when the person is not known.
 */
export async function welfareCheck(
  db: Db,
  person: PersonRef,
  { occasion, reason }: { occasion: string; reason: string },
  now: Date,
): Promise<void> {
  const card = await residentCard(db, person)
  if (!card) return
  const { name, address, gridCode } = card
  const { welfareCheckMinutes } = (await wellnessSettings(db, [person.communityId]))(person.communityId)
  await openTask(
    db,
    {
      communityId: person.communityId,
      id: newId(),
      dedupeKey: `welfare:${occasion}`,
      kind: 'wellness_call',
      person: { residentId: person.residentId, residentName: name, address },
      gridCode,
      title: `给${name}打个电话，${reason}`,
      dueAt: addSeconds(now, welfareCheckMinutes * 60),
      details: { why: 'welfare', reason },
    },
    now,
  )
}

/** Hours the desk has for a call that only asks how somebody is. */
const hoursForCaringCall = 24

/**
 * Asks the desk to ring this person within a day and ask how they are, because they did not come to something. `occasion`
 * as for `welfareCheck`: the same occasion opens one task. `reason` is a short Chinese line: `约了理发没来`. Two
 * statements. Nothing when the person is not known.
 */
export async function caringCall(
  db: Db,
  person: PersonRef,
  { occasion, reason }: { occasion: string; reason: string },
  now: Date,
): Promise<void> {
  const card = await residentCard(db, person)
  if (!card) return
  const { name, address, gridCode } = card
  await openTask(
    db,
    {
      communityId: person.communityId,
      id: newId(),
      dedupeKey: `caring:${occasion}`,
      kind: 'wellness_call',
      person: { residentId: person.residentId, residentName: name, address },
      gridCode,
      title: `问问${name}身体好吗，${reason}`,
      dueAt: addSeconds(now, hoursForCaringCall * 3600),
      details: { why: 'missed', reason },
    },
    now,
  )
}
