import { refuse, ok } from '../../../../shared/result.ts'
import type { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import type { ResidentActor } from '../../platform/actor.ts'
import type { Handler, RequestContext } from '../../platform/slice.ts'
import { judge } from './code.ts'
import { decideCheckIn, decideCheckOut, triesForgottenBefore, type CheckDecision } from './decide.ts'
import { recordOne } from './record.ts'
import {
  checkIn as markIn,
  checkOut as markOut,
  countTry,
  findPresence,
  type Person,
  type PresenceRow,
} from './store.ts'
import { attendeeOf, shiftTimes, toPresence } from './view.ts'

type Context = RequestContext<ResidentActor>
type Contract = typeof attendanceContract
type Input = Parameters<Handler<Contract['volunteering.checkIn']>>[0]

export const personOf = ({ actor }: Context): Person => ({
  communityId: actor.identity.communityId,
  residentId: actor.identity.residentId,
})

/** How often a command looks again when the leader or the machine moved the same row. */
const mostTries = 5

interface Act<Own extends string> {
  way: 'in' | 'out'
  decide: (...facts: Parameters<typeof decideCheckIn>) => CheckDecision<Own>
  mark: typeof markIn
  step: 'checked_in' | 'checked_out'
}

const checkingIn: Act<'already_checked_in'> = { way: 'in', decide: decideCheckIn, mark: markIn, step: 'checked_in' }
const checkingOut: Act<'not_checked_in'> = { way: 'out', decide: decideCheckOut, mark: markOut, step: 'checked_out' }

/** Checks in, or out: one look, one conditional update. Counting a wrong number is that update then. */
async function check<Own extends string>(act: Act<Own>, input: Input, context: Context) {
  const { db, now } = context
  const person = personOf(context)
  const { shiftId } = input
  const forgottenBefore = triesForgottenBefore(now)
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const row = await findPresence(db, person, shiftId)
    if (!row) return refuse('not_found')
    const own = attendeeOf(row)
    const judgement = judge(input.proof, { communityId: person.communityId, shiftId, secret: row.secret }, now)
    const tries = { count: row.number_tries ?? 0, since: row.number_tries_since }
    const decision = act.decide(own, shiftTimes(row), { commandId: input.id, judgement, tries }, now)
    if (decision.kind === 'refuse') return decision.refusal
    if (decision.kind === 'answer') return answer(row, context)
    if (decision.kind === 'count') {
      const isCounted = await countTry(db, person, shiftId, { now, forgottenBefore })
      return refuse(isCounted ? 'code_wrong' : 'code_too_often')
    }
    const { at, way: by } = decision
    const step = { at: now.toISOString(), step: act.step, commandId: input.id } as const
    const done = { shiftId, version: own?.version ?? 0, at, way: by, step, forgottenBefore }
    if (await act.mark(db, person, done, now)) return answer(marked(row, act.way, at, by), context, act.way === 'out')
  }
  return refuse('conflict')
}

/** The row as the update left it, without another look. */
function marked(row: PresenceRow, way: 'in' | 'out', at: Date, by: 'code' | 'number'): PresenceRow {
  return way === 'in'
    ? { ...row, status: 'checked_in', checked_in_at: at, checked_in_way: by }
    : { ...row, status: 'attended', checked_out_at: at, checked_out_way: by }
}

function answer(row: PresenceRow, { db, now, newId, afterwards }: Context, hasLeft = false) {
  const { id, community_id: communityId } = row
  if (hasLeft && id !== null) afterwards(() => recordOne(db, { communityId, id }, { now, newId }))
  return ok(toPresence(row, attendeeOf(row), now))
}

export const checkIn: Handler<Contract['volunteering.checkIn']> = (input, context) => check(checkingIn, input, context)
export const checkOut: Handler<Contract['volunteering.checkOut']> = (input, context) =>
  check(checkingOut, input, context)

/** One shift on the day, and my place in it. */
export const presence: Handler<Contract['volunteering.presence']> = async ({ shiftId }, context) => {
  const row = await findPresence(context.db, personOf(context), shiftId)
  return row ? ok(toPresence(row, attendeeOf(row), context.now)) : refuse('not_found')
}
