import { ok, refuse } from '../../../../shared/result.ts'
import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { planProblems } from '../../../../shared/volunteering/plan.ts'
import type { Handler } from '../../platform/slice.ts'
import { askerOf, leadersOf, nameOf } from './asker.ts'
import { daysOfPlan } from './planning.ts'
import { insertDraft, saveDraft as saveOver } from './store.ts'
import { activityById } from './store-view.ts'
import { groupForPlan } from './store-choices.ts'
import { columnsOf, toDays } from './view.ts'

type Contract = typeof activitiesContract

/** Keeps what was written, whole or half. Who leads it on the day must belong to the group, or nobody is named. */
export const saveDraft: Handler<Contract['volunteering.saveDraft']> = async (input, context) => {
  const { db, actor, now } = context
  const { communityId, activityId, version } = input
  const key = { communityId, activityId }
  const [group, row] = [
    await groupForPlan(db, communityId, input.plan),
    version === 0 ? undefined : await activityById(db, key),
  ]
  if (!group || !askerOf(actor, { communityId, leaderIds: group.leaderIds }).steers) return refuse('not_allowed')
  const plan = { ...input.plan, leaderId: group.knowsLeader ? input.plan.leaderId : null }
  const days = await daysOfPlan(db, communityId, plan)
  const columns = columnsOf(plan, days)
  const answer = (at: number) => ok({ version: at, days: toDays(days), problems: planProblems(plan, days, now) })
  const me = { id: actor.accountId, name: nameOf(actor) }
  if (version === 0 && (await insertDraft(db, key, { columns, plan, madeBy: me }, now))) return answer(1)
  // The id is taken: by the first try of this same phone, or by something else.
  const present = row ?? (await activityById(db, key))
  if (!present) return refuse('not_found')
  const writers = present.writerIds ?? []
  const wroteLast = writers.at(-1) === me.id
  if (version === 0 && !wroteLast) return refuse('id_taken')
  if (!askerOf(actor, { communityId, leaderIds: leadersOf(present) }).steers && !wroteLast) return refuse('not_found')
  // An answer that was lost on the way leaves the phone a version behind: its own words are no conflict.
  if (present.status !== 'draft' || (present.version !== version && !wroteLast)) return refuse('conflict')
  const writerIds = [...writers.filter((id) => id !== me.id), me.id]
  const saved = await saveOver(db, key, { version: present.version, columns, plan, writerIds })
  return saved ? answer(present.version + 1) : refuse('conflict')
}
