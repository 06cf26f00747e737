import { isOpen } from '../../../../shared/help/lifecycle.ts'
import { defaultSettings } from '../../../../shared/help/settings.ts'
import { addDays, addSeconds, dayOf, instantOf } from '../../../../shared/time.ts'
import type { AdvanceContext } from '../../platform/slice.ts'
import type { Call } from '../call.ts'
import { openTasks } from '../tasks/open.ts'
import { figureOf } from './decide.ts'
import { listStale, saveFigures } from './store.ts'

const secondsBack = 2 * 24 * 3600

export const reviewKey = (callId: string) => `review:${callId}`

/** Counts the calls of the last two days, and puts each that waited too long on the list of those to be reviewed. */
export async function advanceReport({
  db,
  communityIds,
  now,
  newId,
}: Pick<AdvanceContext, 'db' | 'communityIds' | 'now' | 'newId'>): Promise<void> {
  if (communityIds.length === 0) return
  const stale = await listStale(db, { communityIds, since: addSeconds(now, -secondsBack), until: now })
  if (stale.length === 0) return
  const late = stale.filter(isLate)
  // Before the figures: a crash in between opens the same task again, and never none.
  if (late.length > 0) {
    await openTasks(
      db,
      late.map((call) => ({
        communityId: call.communityId,
        id: newId(),
        dedupeKey: reviewKey(call.id),
        kind: 'review' as const,
        person: call,
        gridCode: call.communityId,
        title: `${call.residentName}的求助等了很久才有人接，写一份复盘`,
        dueAt: instantOf(addDays(dayOf(now), 3), '12:00'),
        details: { callId: call.id },
      })),
      now,
    )
  }
  await saveFigures(db, stale)
}

function isLate(call: Call): boolean {
  const { waited_seconds: waited } = figureOf(call)
  return waited !== null && waited > defaultSettings.reviewAfterSeconds && !isOpen(call.status)
}
