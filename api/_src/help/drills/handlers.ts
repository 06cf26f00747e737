import type { drillsContract } from '../../../../shared/help/drills-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { staffedAreas, type StaffedArea } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { deskGrants } from '../duty.ts'
import { moveDrill, startDrill } from './advance.ts'
import { afterDrillStep, asks, confirm, nextDrillAt, type Drill } from './decide.ts'
import { buttonHandlers, testView } from './handlers-button.ts'
import { listWaiting } from './store-button.ts'
import { findDrill, listDrills, listPlans, listRunning, writeDrillStep, writePlan } from './store.ts'
import { drillView } from './view.ts'

const planners = ['community_staff', 'admin'] as const
const drillsShown = 24
const testsShown = 50
const mostAttempts = 12
/** A street's desk rings for help calls; a quiet tap is asked of those who are near. */
const digitsOfCommunity = 12

export const drillHandlers: Handlers<typeof drillsContract> = {
  ...buttonHandlers,

  async 'help.drills'(_, { actor, db, now }) {
    const communityIds = communitiesOf(actor)
    const mayPlan = communityIds.filter((code) => holdsRoleOver(actor, planners, code))
    if (communityIds.length === 0) return ok({ plans: [], drills: [], mayPlan, now: now.toISOString() })
    const [plans, drills, areas] = await Promise.all([
      listPlans(db, communityIds),
      listDrills(db, communityIds, drillsShown),
      staffedAreas(db, communityIds),
    ])
    return ok({
      plans: communityIds.map((communityId) => {
        const plan = plans.find((one) => one.communityId === communityId)
        return {
          communityId,
          communityName: nameOf(areas, communityId),
          dayOfMonth: plan?.dayOfMonth ?? 1,
          hour: plan?.hour ?? 10,
          enabled: plan?.nextAt !== undefined && plan.nextAt !== null,
          nextAt: plan?.nextAt?.toISOString() ?? null,
        }
      }),
      drills: drills.map((drill) => drillView(drill, nameOf(areas, drill.communityId), actor)),
      mayPlan,
      now: now.toISOString(),
    })
  },

  async 'help.planDrills'({ communityId, dayOfMonth, hour, enabled }, { actor, db, now }) {
    if (!holdsRoleOver(actor, planners, communityId)) return refuse('not_found')
    const nextAt = enabled ? nextDrillAt({ dayOfMonth, hour }, now) : null
    await writePlan(db, { communityId, dayOfMonth, hour, nextAt }, actor.accountId, now)
    return ok({ nextAt: nextAt?.toISOString() ?? null })
  },

  async 'help.runDrill'({ id, communityId }, context) {
    const { actor, db, announce } = context
    if (!holdsRoleOver(actor, planners, communityId)) return refuse('not_found')
    const by = { accountId: actor.accountId, name: actor.displayName }
    const started = await startDrill(context, id, communityId, by)
    if (started === 'running') return refuse('drill_running')
    if (started !== 'known') {
      const drill = await moveDrill(context, started)
      announce(drill)
      return ok(await view(context, drill))
    }
    const drill = await findDrill(db, communityId, id)
    return drill?.startedBy === actor.accountId ? ok(await view(context, drill)) : refuse('id_taken')
  },

  async 'help.confirmDrill'({ communityId, drillId }, context) {
    const { actor, db, now, announce } = context
    const by = { accountId: actor.accountId, name: actor.displayName }
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const drill = await findDrill(db, communityId, drillId)
      if (!drill) return refuse('not_found')
      const decision = confirm(drill, by, now)
      if (!decision.ok) return decision
      if (!decision.step) return ok(await view(context, drill))
      if (!(await writeDrillStep(db, drill, decision.step))) continue
      const heard = afterDrillStep(drill, decision.step)
      // The next level is rung after the reply: the one who tapped need not wait for it.
      announce(heard, () => moveDrill(context, heard))
      return ok(await view(context, heard))
    }
    return refuse('conflict')
  },

  async 'help.deskTests'(_, { actor, db }) {
    const near = deskGrants(actor).filter(({ areaCode }) => areaCode.length >= digitsOfCommunity)
    const communityIds = communitiesOf(actor)
    if (communityIds.length === 0) return ok({ drills: [], tests: [] })
    const nearIds = [...new Set(near.flatMap((grant) => grant.communityIds))]
    const [running, waiting] = await Promise.all([
      listRunning(db, communityIds),
      nearIds.length === 0
        ? []
        : listWaiting(
            db,
            nearIds,
            near.map(({ areaCode }) => areaCode),
            testsShown,
          ),
    ])
    return ok({
      drills: running
        .filter((drill) => asks(drill, actor.accountId))
        .map((drill) => ({
          communityId: drill.communityId,
          drillId: drill.id,
          startedAt: drill.startedAt.toISOString(),
          areaName:
            drill.legs.find(
              ({ result, people }) =>
                result === 'running' && people.some(({ accountId }) => accountId === actor.accountId),
            )?.areaName ?? '',
        })),
      tests: waiting.map(testView),
    })
  },
}

type Context = Parameters<(typeof drillHandlers)['help.confirmDrill']>[1]

async function view({ db, actor }: Context, drill: Drill) {
  return drillView(drill, nameOf(await staffedAreas(db, [drill.communityId]), drill.communityId), actor)
}

function communitiesOf(actor: Actor): string[] {
  return [...new Set(deskGrants(actor).flatMap((grant) => grant.communityIds))]
}

function nameOf(areas: readonly StaffedArea[], code: string): string {
  return areas.find((area) => area.code === code)?.name ?? ''
}
