import { isFailed, type DrillDelivery } from '../../../../shared/help/drills.ts'
import { levels, type Level } from '../../../../shared/help/lifecycle.ts'
import { defaultSettings } from '../../../../shared/help/settings.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { ladderStaff, staffedAreas, type LadderContext } from '../../people/index.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { wechatOutcomes, type WechatOutcome } from '../../platform/deliver/outcome-store.ts'
import { idFrom } from '../../platform/ids.ts'
import { ladderCodes, levelOf, reachOf } from '../duty.ts'
import { settingsOf } from '../store-settings.ts'
import { openTask } from '../tasks/open.ts'
import {
  afterDrillStep,
  climb,
  newDrill,
  nextDrillAt,
  isDue,
  runningLevel,
  waitingLevel,
  type Drill,
  type Reachable,
} from './decide.ts'
import { resultWords } from './messages.ts'
import { closeDrill, findDrill, insertDrill, listDueDrills, listPlans, writeDrillStep, writeNextAt } from './store.ts'

type Context = LadderContext & { newId: () => string }

/** Seconds until somebody of the community must have looked at a drill that failed. */
const secondsToLook = 3 * 86_400

/**
 * Starts the drills whose time has come and moves those whose level is over. Any number may run at once: a drill has
 * one id per planned moment, and each step holds only for the version it was decided on. Two queries of one index each
 * when nothing is due.
 */
export async function advanceDrills(context: Context, communityIds: readonly string[]): Promise<void> {
  const { db, now } = context
  if (communityIds.length === 0) return
  for (const plan of await listPlans(db, communityIds, now)) {
    const { communityId, nextAt } = plan
    if (nextAt === null) continue
    await startDrill(context, idFrom(`drill ${communityId} ${nextAt.toISOString()}`), communityId, undefined)
    await writeNextAt(db, plan, nextDrillAt(plan, now))
  }
  for (const drill of await listDueDrills(db, communityIds, now)) await moveDrill(context, drill)
}

/** A drill that begins now. `running` when another one of this community has not ended. */
export async function startDrill(
  { db, now }: Context,
  id: string,
  communityId: string,
  by: { accountId: string; name: string } | undefined,
): Promise<Drill | 'known' | 'running'> {
  const areas = await staffedAreas(db, ladderCodes(`${communityId}000`).slice(1), [communityId])
  const levelled = areas.flatMap(({ code, name }) => {
    const level = levelOf(code)
    return level === undefined ? [] : [{ code, name, level }]
  })
  const drill = newDrill(id, { communityId }, levelled, by, now)
  try {
    await insertDrill(db, drill)
    return drill
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'known'
    if (isDuplicate(error, 'drill_running')) return 'running'
    throw error
  }
}

/** Moves a drill on as far as its time has come, and sees to it that somebody hears of a failed one. */
export async function moveDrill(context: Context, drill: Drill): Promise<Drill> {
  const { db, now } = context
  let present = drill
  while (isDue(present, now)) {
    const level = waitingLevel(present)
    const reachable = level === undefined ? new Map<string, Reachable[]>() : await reachableAt(context, present, level)
    const step = climb(present, now, reachable, await outcomesOf(db, present))
    if (!step) break
    if (!(await writeDrillStep(db, present, step))) return (await findDrill(db, drill.communityId, drill.id)) ?? present
    present = afterDrillStep(present, step)
  }
  if (present.status === 'failed' && present.dueAt !== null) {
    await openTask(
      db,
      {
        communityId: present.communityId,
        id: context.newId(),
        dedupeKey: `drill ${present.id}`,
        kind: 'drill_failed',
        gridCode: present.communityId,
        title: `演练没通过：${failureWords(present)}`.slice(0, 120),
        dueAt: addSeconds(now, secondsToLook),
        details: { drillId: present.id },
      },
      now,
    )
    await closeDrill(db, present)
    return { ...present, dueAt: null }
  }
  return present
}

/** By the same rule and the same look-up as a call: whoever is on duty, and whoever sits at an open desk. */
async function reachableAt(context: Context, drill: Drill, level: Level): Promise<Map<string, Reachable[]>> {
  const { db, now } = context
  const { communityId } = drill
  const { heartbeatSeconds } = (await settingsOf(db, [communityId])).get(communityId) ?? defaultSettings
  const codes = drill.legs.filter((leg) => leg.level === level).map(({ areaCode }) => areaCode)
  // The areas above bring their rosters along.
  const areas = await ladderStaff(context, [...new Set(codes.flatMap(ladderCodes))])
  const alive = addSeconds(now, -heartbeatSeconds)
  const seenAt = (code: string, accountId: string) =>
    areas.find((area) => area.code === code)?.staff.find((one) => one.accountId === accountId)?.deskSeenAt ?? null
  return new Map(
    codes.map((code) => [
      code,
      reachOf(
        areas,
        code,
        now,
      )(level, heartbeatSeconds).people.map(({ accountId, name, post }) => {
        const seen = seenAt(code, accountId)
        return { accountId, name, post: post ?? '', deskAlive: seen !== null && seen >= alive }
      }),
    ]),
  )
}

/** What became of the messages of the level that runs. */
async function outcomesOf(db: Db, drill: Drill): Promise<Map<string, DrillDelivery>> {
  const rang = drill.history.filter(({ kind }) => kind === 'rang').at(-1)
  if (runningLevel(drill) === undefined || rang === undefined) return new Map()
  const outcomes = await wechatOutcomes(db, { communityId: drill.communityId, id: drill.id, version: rang.version })
  return new Map(
    (rang.accountIds ?? []).map((accountId) => [
      accountId,
      deliveryOf(outcomes.find((one) => one.accountId === accountId)),
    ]),
  )
}

function deliveryOf(outcome: WechatOutcome | undefined): DrillDelivery {
  if (outcome === undefined) return 'no_quota'
  if (outcome.status === 'skipped') return outcome.errorCode === 'no_account' ? 'no_account' : 'no_quota'
  return outcome.status === 'sending' ? 'pending' : outcome.status
}

function failureWords({ legs }: Drill): string {
  return levels
    .flatMap((level) => legs.filter((leg) => leg.level === level && isFailed(leg.result)))
    .map(({ areaName, result }) => `${areaName}${resultWords[result]}`)
    .join('，')
}
