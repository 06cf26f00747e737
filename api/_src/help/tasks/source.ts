import { taskSteps } from '../../../../shared/help/tasks.ts'
import { timeOf } from '../../../../shared/time.ts'
import { staffedAreas, type PostHolder, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import type { TaskRow } from './store.ts'
import { listUntoldTasks, markTaskTold } from './store.ts'

const digitsOfStep = [15, 12, 9]
const deskRoles = ['grid_worker', 'community_staff', 'dispatcher'] as const
/** What is told when it is opened; the others wait on the list until somebody looks or they are overdue. */
const toldAtOnce = ['wellness_call', 'wellness_visit', 'need', 'drill_failed', 'device_silent'] as const

/** Tasks as their own outbox: who has to do it, and the next desk when it lies too long. */
export const taskSource: DeliverySource = {
  name: 'help tasks',
  async pending(db, scope, limit) {
    const rows = await listUntoldTasks(db, scope, limit)
    if (rows.length === 0) return []
    const areas = await staffedAreas(db, [...new Set(rows.flatMap((row) => codesOf(row.area_code)))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: messagesFor(row, areas),
    }))
  },
  markNotified: markTaskTold,
}

function codesOf(areaCode: string): string[] {
  return digitsOfStep.map((digits) => areaCode.slice(0, digits))
}

function messagesFor(row: TaskRow, areas: readonly StaffedArea[]): (Message & { version: number })[] {
  // Told late, a task that is over would send somebody for nothing.
  if (row.status !== 'open') return []
  return row.history
    .filter(({ version }) => version > row.notified_version)
    .flatMap((entry) => {
      const isNew = entry.kind === 'opened'
      if (isNew && !toldAtOnce.some((kind) => kind === row.kind)) return []
      if (!isNew && entry.kind !== 'risen') return []
      const title = isNew ? `今天要办：${row.title}` : `过了时间还没办：${row.title}`
      const where = row.address === null ? '' : `${row.address}。`
      const body = `${where}${isNew ? `${timeOf(row.due_at)} 前办好。` : '请看看是谁在办。'}打开“今天要办”。`
      return staffAt(areas, row.area_code, entry.step ?? 0).map(({ accountId }) => ({
        recipient: { kind: 'account' as const, id: accountId },
        topic: 'help' as const,
        title,
        body,
        page: `/desk/care/index?task=${row.id}`,
        at: new Date(entry.at),
        version: entry.version,
      }))
    })
}

/** Who works at this step's desk, or at the next one that has anybody. */
function staffAt(areas: readonly StaffedArea[], areaCode: string, step: number): readonly PostHolder[] {
  for (let at = step; at < taskSteps.length; at += 1) {
    const code = areaCode.slice(0, digitsOfStep[at])
    const staff = areas.find((area) => area.code === code)?.staff ?? []
    const working = staff.filter(({ role }) => deskRoles.some((desk) => desk === role))
    if (working.length > 0) return working
  }
  return []
}
