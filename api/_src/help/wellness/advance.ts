import { residentCard } from '../../people/index.ts'
import type { AdvanceContext } from '../../platform/slice.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { PersonInNeed } from '../call.ts'
import { recordPress } from '../press.ts'
import { openTask } from '../tasks/open.ts'
import { advancePlan, type PlanMove } from './decide.ts'
import { episodeId } from './decide-episode.ts'
import { planOf } from './row.ts'
import { dropSilenceTasks } from './signs.ts'
import { findPlan, listDuePlans, wellnessSettings, writePlanMove, type PlanRow } from './store.ts'

const perPass = 200
const atOnce = 10

type Clockwork = Pick<AdvanceContext, 'db' | 'communityIds' | 'now' | 'newId'>

/**
 * Looks at every plan whose moment has come. One indexed query when nothing is due. Any number may run at once, and each
 * may die between any two statements: what a step does carries the name of the silence it belongs to, and is done before
 * the step is written.
 */
export async function advanceWellness({ db, communityIds, now, newId }: Clockwork): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDuePlans(db, communityIds, now, perPass)
    if (due.length === 0) return
    const settingsOf = await wellnessSettings(db, [...new Set(due.map((row) => row.community_id))])
    for (let from = 0; from < due.length; from += atOnce) {
      await Promise.all(
        due.slice(from, from + atOnce).map(async (row) => {
          const move = advancePlan(planOf(row), settingsOf(row.community_id), now)
          if (move) await makeMove(db, row, move, now, newId())
        }),
      )
    }
    if (due.length < perPass) return
  }
}

async function makeMove(db: Db, row: PlanRow, move: PlanMove, now: Date, taskId: string): Promise<void> {
  if (!move.told) {
    await writePlanMove(db, row, move, now)
    return
  }
  const person = await personOf(db, row)
  if (move.step === 'call' || move.step === 'knock') await openSilenceTask(db, row, person, move, now, taskId)
  if (move.step === 'escalated') await raiseFor(db, row, person, now)
  const written = await writePlanMove(db, row, move, now, person)
  if (written) return
  // Where a sign of life came in between, what was opened for the silence goes away again.
  const present = await findPlan(db, person)
  if (present?.step === 'waiting') await dropSilenceTasks(db, person, '刚才有动静了', now)
}

/** As registered now: somebody will be sent to this door. */
async function personOf(db: Db, row: PlanRow): Promise<PersonInNeed> {
  const { community_id: communityId, resident_id: residentId } = row
  const card = await residentCard(db, { communityId, residentId })
  return {
    communityId,
    residentId,
    residentName: card?.name ?? row.resident_name,
    gridCode: card?.gridCode ?? row.grid_code,
    address: card?.address ?? row.address,
    birthDate: card?.birthDate ?? null,
    livingAlone: card?.livingAlone ?? false,
  }
}

async function openSilenceTask(
  db: Db,
  row: PlanRow,
  person: PersonInNeed,
  move: PlanMove,
  now: Date,
  id: string,
): Promise<void> {
  const isCall = move.step === 'call'
  const { communityId, gridCode, residentName } = person
  await openTask(
    db,
    {
      communityId,
      id,
      dedupeKey: `silence:${episodeId(row)}:${move.step}`,
      kind: isCall ? 'wellness_call' : 'wellness_visit',
      person,
      gridCode,
      title: isCall ? `给${residentName}打个电话，到点了没有动静` : `去敲${residentName}家的门，电话没通`,
      dueAt: move.nextDueAt,
      details: { why: 'silence' },
    },
    now,
  )
}

/** The help call that silence raises; the same silence raises it once, and one that is open already is joined. */
async function raiseFor(db: Db, row: PlanRow, person: PersonInNeed, now: Date): Promise<void> {
  const doer = { accountId: person.residentId, name: person.residentName }
  await recordPress(db, { id: episodeId(row), person, intent: 'unwell', source: 'wellness', doer }, now)
  // Whoever answers the call rings and knocks; the tasks would only send a second person.
  await dropSilenceTasks(db, person, '已经转成求助', now)
}
