import { daysWatched } from '../../../../shared/people/roster.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { comingProblems, nextCheckAt } from './decide.ts'
import { areasToCheck, comingShifts } from './store.ts'
import { noteFindings } from './store-write.ts'

/** Areas one tick looks at; the rest is due at the next. */
const areasPerTick = 50

/**
 * Looks seven days ahead in every area whose check is due (hourly, and after every change): gaps, and people who would
 * not hear a call. One indexed statement when nothing is due; one more for all areas, and one each to write it down.
 */
export async function checkRosters(db: Db, now: Date, templateId: string | undefined): Promise<void> {
  const due = await areasToCheck(db, now, areasPerTick)
  if (due.length === 0) return
  const codes = due.map((area) => area.area_code)
  const shifts = await comingShifts(
    db,
    codes,
    { from: now, to: instantOf(addDays(dayOf(now), daysWatched)) },
    templateId,
  )
  for (const area of due) {
    const own = shifts.filter(({ areaCode }) => areaCode === area.area_code)
    const findings = {
      gaps: comingProblems(own, { from: area.covered_from, to: area.covered_to }, now),
      unready: [...new Set(own.filter(({ isReady }) => !isReady).map(({ accountId }) => accountId))],
    }
    const times = { checkedAt: now, nextAt: nextCheckAt(now) }
    await noteFindings(db, { areaCode: area.area_code, dueAt: area.check_due_at }, findings, times)
  }
}
