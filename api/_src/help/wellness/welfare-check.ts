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
