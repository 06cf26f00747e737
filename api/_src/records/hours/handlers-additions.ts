import type { Addition, hoursContract } from '../../../../shared/records/hours-contract.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addSeconds, dayOf } from '../../../../shared/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { decideOn, differenceTo } from './decide-additions.ts'
import { proposedLine, proposedCorrection, type By } from './proposing.ts'
import { isAboutSelf, mayDecide, mayPrepareFor, preparingAreas } from './rights.ts'
import {
  batchRows,
  decideBatch,
  insertProposals,
  lineToCorrect,
  listAdditions,
  type AdditionRow,
  type Proposal,
} from './store-additions.ts'
import { volunteersNamed } from './store-ledger.ts'
import { toAddition, toAdditions } from './view.ts'
import { writeConfirmed } from './writing.ts'

type Additions = Pick<
  typeof hoursContract,
  'records.additions' | 'records.addHours' | 'records.correctHours' | 'records.decideHours'
>
type StaffContext = RequestContext<Actor>

/** How long what was decided stays in the list. */
const shownSeconds = 14 * 86_400

/** Hours that staff add or correct: one prepares, another decides, and only then there is a line. */
export const additionsHandlers: Handlers<Additions> = {
  async 'records.additions'({ communityId }, { actor, db, now }) {
    if (preparingAreas(actor, communityId).length === 0) return refuse('not_allowed')
    // Who only prepares sees what they proposed themselves.
    const proposedBy = mayDecide(actor, communityId) ? undefined : actor.accountId
    const rows = await listAdditions(db, communityId, addSeconds(now, -shownSeconds), proposedBy)
    return ok({ additions: toAdditions(rows, actor) })
  },

  async 'records.addHours'(input, context) {
    const { actor, db, now } = context
    const residentIds = input.people.map(({ residentId }) => residentId)
    if (preparingAreas(actor, input.communityId).length === 0) return refuse('not_allowed')
    if (isAboutSelf(actor, input.communityId, residentIds)) return refuse('own_hours')
    if (input.day > dayOf(now)) return refuse('invalid_input', { fields: ['day'] })
    if (new Set(residentIds).size < residentIds.length) return refuse('invalid_input', { fields: ['people'] })
    const named = await volunteersNamed(db, input.communityId, residentIds)
    const proposals = input.people.flatMap(({ id, residentId }) => {
      const volunteer = named.find((one) => one.residentId === residentId)
      return volunteer && mayPrepareFor(actor, volunteer.gridCode)
        ? [proposedLine(input, id, volunteer, byOf(context))]
        : []
    })
    if (proposals.length < residentIds.length) return refuse('not_found')
    return propose(context, proposals)
  },

  async 'records.correctHours'(input, context) {
    const { actor, db } = context
    const { communityId, residentId, seq, minutes } = input
    if (preparingAreas(actor, communityId).length === 0) return refuse('not_allowed')
    if (isAboutSelf(actor, communityId, [residentId])) return refuse('own_hours')
    const line = await lineToCorrect(db, { communityId, residentId }, seq)
    if (!line || !mayPrepareFor(actor, line.volunteer.gridCode)) return refuse('not_found')
    const difference = differenceTo(minutes, line.minutes)
    if (!difference.ok) return difference
    return propose(context, [proposedCorrection(input, line, difference.data, byOf(context))])
  },

  async 'records.decideHours'({ communityId, batchId, approved, words }, context) {
    const { actor, db, now, announce } = context
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const rows = await batchRows(db, communityId, batchId)
    const residentIds = rows.map((row) => row.resident_id)
    if (isAboutSelf(actor, communityId, residentIds)) return refuse('own_hours')
    const decision = decideOn(rows, actor.accountId, { approved, words })
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return answer(rows, actor)
    const decided = {
      status: decision.data,
      decided_by: actor.accountId,
      decided_by_name: actor.displayName,
      decided_at: now,
      decision_words: words,
    }
    if (!(await decideBatch(db, { communityId, batchId }, decided))) return refuse('conflict')
    // After the reply, once for the batch: nobody is told before the lines are there. A tick repeats what is cut off.
    let writing: Promise<void> | undefined
    const write = () => (writing ??= writeConfirmed(db, [communityId], now, batchId))
    for (const { id } of rows) announce({ communityId, id }, write)
    for (const { objection_id: id } of rows.slice(0, 1)) if (id !== null) announce({ communityId, id }, write)
    return answer(
      rows.map((row) => ({ ...row, ...decided })),
      actor,
    )
  },
}

function byOf({ actor, now }: StaffContext): By {
  return { accountId: actor.accountId, name: actor.displayName, now }
}

/** Writes a batch for a second person to see. The same one sent again is as it stands. */
async function propose(
  { actor, db, announce }: StaffContext,
  proposals: readonly Proposal[],
): Promise<Result<Addition, 'not_found' | 'id_taken' | 'conflict'>> {
  const [first] = proposals
  if (!first) return refuse('not_found')
  const { community_id: communityId, batch_id: batchId } = first
  const written = await insertProposals(db, proposals)
  if (written === 'open') return refuse('conflict')
  const rows = await batchRows(db, communityId, batchId)
  const isSame = rows.every(
    (row) =>
      row.proposed_by === actor.accountId &&
      proposals.some(({ id, resident_id: residentId }) => id === row.id && residentId === row.resident_id),
  )
  if (!isSame || rows.length < proposals.length) return refuse('id_taken')
  announce({ communityId, id: rows.find(({ history }) => (history[0]?.people ?? 0) > 0)?.id ?? first.id })
  return answer(rows, actor)
}

function answer(rows: readonly AdditionRow[], actor: Actor): Result<Addition, 'not_found'> {
  const [first, ...others] = rows
  return first ? ok(toAddition([first, ...others], actor)) : refuse('not_found')
}
