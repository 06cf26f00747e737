import { ok, refuse } from '../../../../../shared/result.ts'
import type { callingContract, ShiftCall } from '../../../../../shared/volunteering/calling-contract.ts'
import { isOpenActivity, isOpenForSignup } from '../../../../../shared/volunteering/lifecycle.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/db/tables.ts'
import type { Handlers } from '../../../platform/slice.ts'
import { maySteer } from '../../rights.ts'
import { placesFor } from '../decide-classes.ts'
import { countsOf } from '../store-one.ts'
import { decideCall, whomToCall } from './decide.ts'
import { callAgain, findCall, findCallable, insertCall, limitsOf, type CallRow } from './store.ts'

interface ShiftKey {
  communityId: string
  shiftId: string
}

const termsOf = (row: CallRow, now: Date) => ({
  role: row.role,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  closedAt: row.closed_at,
  activityStatus: row.activity_status,
  leastAge: row.least_age,
  neededSkill: row.needed_skill,
  placesLeft: placesFor(countsOf(row), false, now),
})

const mayCall = (actor: Actor, { communityId }: ShiftKey, row: CallRow) =>
  maySteer(actor, {
    communityId,
    leaderIds: [...(row.leader_ids ?? []), ...(row.leader_id === null ? [] : [row.leader_id])],
  })

const residentOf = ({ identity }: Actor, communityId: string) =>
  identity?.communityId === communityId ? identity.residentId : undefined

/** Whom a call would reach now, without those called before, who calls and who leads. */
async function toBeCalled(
  db: Db,
  key: ShiftKey,
  row: CallRow,
  caller: string | undefined,
  now: Date,
): Promise<string[]> {
  const terms = termsOf(row, now)
  if (decideCall(terms, now)) return []
  const volunteers = await findCallable(db, { ...key, ...terms, limits: limitsOf(row) })
  const known = [...(row.people ?? []), caller ?? '', row.leader_id ?? '']
  return whomToCall(terms, volunteers, known, now)
}

function toAnswer({ communityId }: ShiftKey, row: CallRow, wouldHear: number | null, now: Date): ShiftCall {
  const { placesLeft, startsAt, closedAt, activityStatus } = termsOf(row, now)
  const placed = new Set(row.placed)
  const sees = wouldHear !== null
  const { call_status: status, called_at: calledAt, called_by_name: calledByName, words } = row
  const people = row.people ?? []
  return {
    communityId,
    shiftId: row.shift_id,
    activityId: row.activity_id,
    title: row.title,
    task: row.task,
    place: row.place,
    startsAt: startsAt.toISOString(),
    endsAt: row.ends_at.toISOString(),
    neededSkill: row.needed_skill,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    capacity: row.capacity,
    placesLeft,
    open: isOpenActivity(activityStatus) && isOpenForSignup({ startsAt, closedAt }, now),
    mine: row.own_status === 'withdrawn' ? null : row.own_status,
    wouldHear,
    call:
      status === null || calledAt === null
        ? null
        : {
            // Before the next tick notes it, whoever looks sees that nobody more is called.
            status: status === 'sending' && placesLeft === 0 ? 'enough' : status,
            calledByName: calledByName ?? '',
            calledAt: calledAt.toISOString(),
            words: words ?? '',
            people: sees ? people.length : 0,
            told: sees ? (row.told ?? 0) : 0,
            came: sees ? people.filter((id) => placed.has(id)).length : 0,
          },
  }
}

export const callingHandlers: Handlers<typeof callingContract> = {
  async 'volunteering.shiftCall'(key, { db, actor, now, announce }) {
    const residentId = residentOf(actor, key.communityId)
    const row = await findCall(db, key, residentId)
    if (!row) return refuse('not_found')
    if (mayCall(actor, key, row)) {
      const people = await toBeCalled(db, key, row, residentId, now)
      // Whoever watches the call moves it on: the next portion is told after this reply.
      if (row.call_status === 'sending' && row.call_id !== null) {
        announce({ communityId: key.communityId, id: row.call_id })
      }
      return ok(toAnswer(key, row, people.length, now))
    }
    const isCalled = residentId !== undefined && (row.people ?? []).includes(residentId)
    return isCalled ? ok(toAnswer(key, row, null, now)) : refuse('not_found')
  },

  async 'volunteering.callUp'({ id, words, ...key }, { db, actor, now, announce }) {
    const residentId = residentOf(actor, key.communityId)
    const row = await findCall(db, key, residentId)
    if (!row || !mayCall(actor, key, row)) return refuse('not_found')
    if (row.command_id === id) return ok(toAnswer(key, row, 0, now))
    const refusal = decideCall(termsOf(row, now), now)
    if (refusal) return refusal
    const people = await toBeCalled(db, key, row, residentId, now)
    const untold = (row.people?.length ?? 0) - (row.told ?? 0)
    if (people.length + untold === 0) return ok(toAnswer(key, row, 0, now))
    const calledByName = actor.displayName === '' ? (actor.identity?.residentName ?? '') : actor.displayName
    const call = { ...key, commandId: id, words, calledBy: actor.accountId, calledByName, people }
    const isCalled =
      row.call_version === null
        ? await insertCall(db, call, now)
        : await callAgain(db, { ...call, version: row.call_version }, now)
    if (!isCalled) return refuse('conflict')
    announce({ communityId: key.communityId, id: row.call_id ?? id })
    const after: CallRow = {
      ...row,
      call_status: 'sending',
      called_at: now,
      called_by_name: calledByName,
      words,
      people: [...(row.people ?? []), ...people],
      told: row.told ?? 0,
    }
    return ok(toAnswer(key, after, 0, now))
  },
}
