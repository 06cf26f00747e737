import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import { isOpenActivity } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { clockStep } from './decide.ts'
import { layOut } from './planning.ts'
import { moveStatus, waitUntil } from './store.ts'
import { cancelComing, clearCancelled, clearWrittenAhead, emptyCancelled, tellMoved } from './store-shifts.ts'
import { activityById, dueActivities, type DueActivity } from './store-view.ts'

const atOnce = 50
/** 民政部令67号 Art. 11: hours are recorded within ten working days; then an activity is over in any case. */
const settlingDays = 10

/** Begins and closes activities, and finishes what a broken-off command left. One indexed query when nothing is due. */
export async function advanceActivities(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  for (const activity of await dueActivities(db, communityIds, now, atOnce)) await advanceOne(db, activity, now)
}

/** Who signed up while shifts were cancelled or moved hears of it, too. */
async function sweep(db: Db, activity: DueActivity, now: Date): Promise<void> {
  await emptyCancelled(db, activity, { at: now.toISOString(), step: 'cancelled' }, now)
  await clearCancelled(db, activity)
  await clearWrittenAhead(db, activity.communityId, now)
  await tellMoved(db, activity, { at: now.toISOString(), step: 'moved' })
}

async function advanceOne(db: Db, activity: DueActivity, now: Date): Promise<void> {
  const { status, startsAt, endsAt, version } = activity
  if (status === 'cancelled') await cancelComing(db, activity, now)
  if (status === 'cancelled' || isOpenActivity(status)) await sweep(db, activity, now)
  if (activity.shiftsPending === 1) {
    const row = await activityById(db, activity)
    if (row) await layOut(db, row, now)
    return
  }
  if ((status !== 'published' && status !== 'running') || startsAt === null || endsAt === null) {
    return waitUntil(db, activity, null)
  }
  const lastDay = workingDayAfter(dayOf(endsAt), settlingDays, publicKindOf)
  const step = clockStep({ ...activity, status, startsAt, endsAt }, instantOf(addDays(lastDay, 1)), now)
  if (step.kind === 'wait') return waitUntil(db, activity, step.until)
  const begins = step.kind === 'begin'
  await moveStatus(db, activity, {
    version,
    from: [status],
    to: begins ? 'running' : 'closed',
    step: { at: now.toISOString(), step: begins ? 'running' : 'closed', byName: '' },
    tells: false,
    also: begins ? { due_at: endsAt } : { due_at: null, closed_at: now },
  })
}
