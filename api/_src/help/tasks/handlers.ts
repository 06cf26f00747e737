import { taskKinds, taskSteps } from '../../../../shared/help/tasks.ts'
import type { Task, tasksContract } from '../../../../shared/help/tasks-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { deskGrants, deskRoles } from '../duty.ts'
import { finishTask } from './decide.ts'
import { taskState } from './row.ts'
import { endTask, findTask, listOpen, type TaskRow } from './store.ts'

const mostCounted = 1000
const mostShown = 300

export const taskHandlers: Handlers<typeof tasksContract> = {
  async 'help.tasks'({ kind }, { actor, db, now }) {
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0) return ok({ tasks: [], counts: [], now: now.toISOString() })
    const prefixes = grants.map((grant) => grant.areaCode)
    const open = (await listOpen(db, { communityIds, prefixes }, mostCounted)).map((row) => taskOf(row, now))
    const counts = taskKinds
      .map((one) => open.filter((task) => task.kind === one))
      .flatMap((tasks) => {
        const [first] = tasks
        const overdue = tasks.filter((task) => task.overdue).length
        return first ? [{ kind: first.kind, open: tasks.length, overdue }] : []
      })
    const wanted = kind === undefined ? open : open.filter((task) => task.kind === kind)
    return ok({ tasks: wanted.slice(0, mostShown), counts, now: now.toISOString() })
  },

  async 'help.finishTask'({ communityId, taskId, note }, { actor, db, now }) {
    const row = await findTask(db, communityId, taskId)
    if (!row || !holdsRoleOver(actor, deskRoles, row.area_code)) return refuse('not_found')
    const decision = finishTask(taskState(row), actor, note)
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(finished(row))
    const end = {
      status: 'done',
      byAccountId: actor.accountId,
      byName: actor.displayName,
      text: note,
      at: now,
    } as const
    if (await endTask(db, { communityId, id: taskId }, end)) {
      return ok({ taskId, doneByName: actor.displayName, doneAt: now.toISOString(), result: note })
    }
    const present = await findTask(db, communityId, taskId)
    if (present?.status === 'done' && present.done_by === actor.accountId) return ok(finished(present))
    return refuse('conflict', { doneByName: present?.done_by_name ?? null })
  },
}

function finished(row: TaskRow) {
  return {
    taskId: row.id,
    doneByName: row.done_by_name ?? '',
    doneAt: (row.done_at ?? row.due_at).toISOString(),
    result: row.result,
  }
}

function taskOf(row: TaskRow, now: Date): Task {
  return {
    communityId: row.community_id,
    taskId: row.id,
    kind: row.kind,
    title: row.title,
    person:
      row.resident_id === null
        ? null
        : { residentId: row.resident_id, name: row.resident_name ?? '', address: row.address ?? '' },
    areaCode: row.area_code,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    overdue: row.due_at <= now,
    step: taskSteps[row.step] ?? 'street',
    details: row.details,
  }
}
