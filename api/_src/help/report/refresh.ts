import { isOpen } from '../../../../shared/help/lifecycle.ts'
import { defaultSettings, type HelpSettings } from '../../../../shared/help/settings.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Call } from '../call.ts'
import { settingsOf } from '../store-settings.ts'
import { openTasks } from '../tasks/open.ts'
import { figureOf } from './decide.ts'
import { listStale, saveFigures, staleAtOnce, type Period } from './store.ts'

export const reviewKey = (callId: string) => `review:${callId}`

/**
 * Brings the figures of a period up to date, and puts each call that waited too long on the list of those to be
 * reviewed. One statement when nothing has changed since the last time, whoever asked then: the clock or a report.
 */
export async function refreshFigures(
  { db, now, newId }: { db: Db; now: Date; newId: () => string },
  period: Period,
): Promise<void> {
  if (period.communityIds.length === 0) return
  for (;;) {
    const stale = await listStale(db, period)
    if (stale.length === 0) return
    const settings = await settingsOf(db, [...new Set(stale.map(({ communityId }) => communityId))])
    const late = stale.filter((call) => isLate(call, settings.get(call.communityId) ?? defaultSettings))
    // Before the figures: a crash in between opens the same task again, and never none.
    if (late.length > 0) await openTasks(db, late.map(reviewOf(now, newId)), now)
    await saveFigures(db, stale)
    if (stale.length < staleAtOnce) return
  }
}

function isLate(call: Call, { reviewAfterSeconds }: HelpSettings): boolean {
  const { waited_seconds: waited } = figureOf(call)
  return waited !== null && waited > reviewAfterSeconds && !isOpen(call.status)
}

const reviewOf = (now: Date, newId: () => string) => (call: Call) => ({
  communityId: call.communityId,
  id: newId(),
  dedupeKey: reviewKey(call.id),
  kind: 'review' as const,
  person: call,
  gridCode: call.communityId,
  title: `${call.residentName}的求助等了很久才有人接，写一份复盘`,
  dueAt: instantOf(addDays(dayOf(now), 3), '12:00'),
  details: { callId: call.id },
})
