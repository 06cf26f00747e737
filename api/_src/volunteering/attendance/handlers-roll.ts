import { ok, refuse } from '../../../../shared/result.ts'
import { attendanceWindow } from '../../../../shared/volunteering/attendance.ts'
import type { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handler, RequestContext } from '../../platform/slice.ts'
import type { SignupStep } from '../places/decide.ts'
import { stand, standAgain } from '../places/store.ts'
import { maySteer } from '../rights.ts'
import { codesFrom, newSecret } from './code.ts'
import { decideRoll, isSoAlready, recordFrom, type RollMove } from './decide.ts'
import { decideWalkIn } from './decide-walk-in.ts'
import { findLeading, findSecret, findSheet, keepSecret, sayOf, type SheetRow } from './store.ts'
import { findByName, letIn } from './store-walk-in.ts'
import { attendeeOf, shiftTimes, toSheet } from './view.ts'

type Contract = typeof attendanceContract
type Place = { communityId: string; shiftId: string }

/** Whether this person leads a shift, or looks after the community. */
export function mayLead(
  actor: Actor,
  row: { community_id: string; leader_id: string | null; leader_ids: string[] | null },
) {
  const leaderIds = [...(row.leader_id === null ? [] : [row.leader_id]), ...(row.leader_ids ?? [])]
  return maySteer(actor, { communityId: row.community_id, leaderIds })
}

/** The codes of the next minutes, for a phone that may lose its network. */
export const attendanceCodes: Handler<Contract['volunteering.attendanceCodes']> = async (place, context) => {
  const { db, now, actor } = context
  const row = await findLeading(db, place)
  if (!row || !mayLead(actor, row)) return refuse('not_found')
  let { secret } = row
  if (secret === null) {
    const made = newSecret()
    secret = (await keepSecret(db, place, made, now)) ? made : ((await findSecret(db, place))?.secret ?? null)
  }
  if (secret === null) return refuse('not_found')
  return ok({ codes: codesFrom({ ...place, secret }, now), now: now.toISOString() })
}

/** The sheet, for who may lead this shift. */
async function sheetFor(place: Place, { db, actor }: RequestContext<Actor>): Promise<readonly SheetRow[] | undefined> {
  const rows = await findSheet(db, place)
  const [first] = rows
  return first && mayLead(actor, first) ? rows : undefined
}

async function answer(place: Place, { db, now }: RequestContext<Actor>) {
  const sheet = toSheet(await findSheet(db, place), now)
  return sheet ? ok(sheet) : refuse('not_found')
}

export const attendance: Handler<Contract['volunteering.attendance']> = async (place, context) => {
  const rows = await sheetFor(place, context)
  const sheet = rows && toSheet(rows, context.now)
  return sheet ? ok(sheet) : refuse('not_found')
}

interface Group {
  move: RollMove
  people: { signupId: string; version: number }[]
}

/** Says one thing of one, some or all. What fits none of them any more is a conflict; what is so already is not. */
export const rollCall: Handler<Contract['volunteering.rollCall']> = async (input, context) => {
  const { db, now, actor } = context
  const place = { communityId: input.communityId, shiftId: input.shiftId }
  const rows = await sheetFor(place, context)
  const [first] = rows ?? []
  if (!rows || !first) return refuse('not_found')
  const shift = shiftTimes(first)
  if (now.getTime() < attendanceWindow(shift).opensAt) return refuse('check_in_early')
  const groups = new Map<string, Group>()
  let isSo = false
  for (const row of rows) {
    const asked = input.people.find(({ signupId }) => signupId === row.id)
    const own = attendeeOf(row)
    if (!asked || !own) continue
    if (own.commandIds.includes(input.id) || isSoAlready(own, input.mark)) isSo = true
    else if (own.version === asked.version) {
      const move = decideRoll(own, shift, input, now)
      if (!move) continue
      const key = JSON.stringify(move)
      groups.set(key, { move, people: [...(groups.get(key)?.people ?? []), asked] })
    }
  }
  const byName = actor.identity?.residentName ?? actor.displayName
  for (const { move, people } of groups.values()) {
    const step: SignupStep = { at: now.toISOString(), step: move.step, commandId: input.id, byName }
    const from = move.status === 'attended' ? recordFrom(now) : null
    if ((await sayOf(db, place, people, { move, step, recordFrom: from })) > 0) isSo = true
    if (move.isNews) for (const { signupId } of people) context.announce({ ...place, id: signupId })
  }
  return isSo ? answer(place, context) : refuse('conflict')
}

/** Lets somebody in: a place in line first, then the place and the check-in in one statement, as a sign-up does. */
export const walkIn: Handler<Contract['volunteering.walkIn']> = async (input, context) => {
  const { db, now, actor } = context
  const place = { communityId: input.communityId, shiftId: input.shiftId }
  const found = await findByName(db, { ...place, name: input.name, lastFour: input.lastFour })
  const [row, ...more] = found
  if (!row || !mayLead(actor, row)) return refuse('not_found')
  const own = row.status === null ? undefined : { status: row.status, history: row.history ?? [] }
  const decision = decideWalkIn(
    {
      found: row.resident_id === null ? 0 : 1 + more.length,
      shift: shiftTimes(row),
      shiftRole: row.role,
      hasRoom: row.taken < row.capacity,
      volunteerStatus: row.volunteer_status,
      own,
    },
    input,
    now,
  )
  if (decision.kind === 'refuse') return decision.refusal
  const residentId = row.resident_id
  if (decision.kind === 'answer' || residentId === null) return answer(place, context)
  const who = { ...place, residentId, role: input.role }
  let seq = row.status === 'waiting' ? row.seq : null
  if (seq === null) {
    seq = context.newId()
    const standing = {
      ...{ ...who, seq, commandId: input.id, turn: (row.last_turn ?? 0) + 1, isFirstTimer: false },
      ...{ startsAt: row.starts_at, endsAt: row.ends_at, expectsPlace: true },
    }
    const stood =
      row.status === null || row.version === null
        ? await stand(db, { ...standing, activityId: row.activity_id }, now)
        : await standAgain(db, { ...standing, version: row.version }, now)
    if (stood === 'id_taken') return refuse('id_taken')
    if (stood === 'lost') return refuse('conflict')
  }
  const byName = actor.identity?.residentName ?? actor.displayName
  const step: SignupStep = { at: now.toISOString(), step: 'walked_in', commandId: input.id, byName }
  return (await letIn(db, { ...who, seq }, step, now)) ? answer(place, context) : refuse('no_room_here')
}
