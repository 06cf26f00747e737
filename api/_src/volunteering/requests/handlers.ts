import type { StaffRole } from '../../../../shared/contract.ts'
import { relationWords } from '../../../../shared/people/relation-words.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { addSeconds, dayOf } from '../../../../shared/time.ts'
import { placedStatuses, type SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { answerWorkingDays } from '../../../../shared/volunteering/menu.ts'
import type { requestsContract } from '../../../../shared/volunteering/requests-contract.ts'
import { addressOf, recordAccess } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { areaRoles } from '../rights.ts'
import { cancelComing, emptyCancelled } from '../activities/store-shifts.ts'
import { isTooSoon, moveRequest, type RequestState } from './decide.ts'
import {
  findRequest,
  insertRequest,
  isActiveGroup,
  listRequests,
  makeShift,
  personWhoAsks,
  writeCancel,
  writeMove,
  type FoundRequest,
  type RequestRow,
} from './store.ts'
import type { RequestStep } from './tables.ts'
import { requestView } from './view.ts'

/** The resident an account is in this community; empty where it is none, which is nobody's id. */
const callerIn = ({ identity }: Actor, communityId: string): string =>
  identity?.communityId === communityId ? identity.residentId : ''

/** How somebody who asks for a person is called; undefined when the account may not ask for them. */
function askerName(actor: Actor, person: PersonRef, gridCode: string): string | undefined {
  const identity = actsFor(actor, person, 'book')
  if (identity?.relation === 'self') return identity.residentName
  if (identity) return `${relationWords[identity.relation]}${actor.identity?.residentName ?? actor.displayName}`
  return holdsRoleOver(actor, areaRoles, gridCode) ? actor.displayName : undefined
}

/** 政务服务便民热线: answers in every city, for a community without a number of its own. */
const cityHotline = '12345'

/** Everybody who signed up is out, and told why. */
async function emptyShifts(db: Db, key: { communityId: string; activityId: string }, step: RequestStep, now: Date) {
  const { at, words } = step
  await cancelComing(db, key, now)
  await emptyCancelled(db, key, { at, step: 'cancelled', ...(words === '' ? {} : { reason: words }) }, now)
}

const noVolunteers = { volunteers: [] }
const isSteering = (role: StaffRole) => areaRoles.some((one) => one === role)
const covers = (areaCode: string, communityId: string) =>
  communityId.startsWith(areaCode) || areaCode.startsWith(communityId)

const stateOf = (row: FoundRequest): RequestState => ({
  status: row.status,
  version: row.version,
  startsAt: row.starts_at,
  lastBy: row.history.at(-1)?.by ?? '',
})

const isOwn = (actor: Actor, row: { community_id: string; resident_id: string }) =>
  actsFor(actor, { communityId: row.community_id, residentId: row.resident_id }, 'book') !== undefined

const isStanding = (status: SignupStatus | null) => placedStatuses.some((one) => one === status)

/** Whose it is, who asked, the staff of the place, and who comes. */
function maySeeWhole(actor: Actor, row: Pick<RequestRow, 'community_id' | 'resident_id' | 'grid_code' | 'own_status'>) {
  const person = { communityId: row.community_id, residentId: row.resident_id }
  return askerName(actor, person, row.grid_code) !== undefined || isStanding(row.own_status)
}

export const requestsHandlers: Handlers<typeof requestsContract> = {
  async 'volunteering.ask'({ id, person, item, startsAt, minutes, wanted, words }, { actor, db, now, announce }) {
    const begins = new Date(startsAt)
    const home = await personWhoAsks(db, person, now)
    if (!home || home.homeName === null || home.homeGrid === null) return refuse('not_delegated')
    const byName = askerName(actor, person, home.homeGrid)
    if (byName === undefined) return refuse('not_delegated')
    const refusal = isTooSoon(begins, now) ? 'too_soon' : home.isFull ? 'requests_open' : undefined
    if (refusal) {
      // A repeat that comes late is no new request.
      const there = await findRequest(db, person.communityId, id, '')
      return there?.asked_by === actor.accountId ? ok(requestView(there, isOwn(actor, there), there)) : refuse(refusal)
    }
    const { homeBuilding: building, homeUnit: unit, homeRoom: room } = home
    const row = {
      community_id: person.communityId,
      id,
      resident_id: person.residentId,
      resident_name: home.homeName,
      grid_code: home.homeGrid,
      building: building ?? '',
      address: addressOf({ building: building ?? '', unit: unit ?? '', room: room ?? '' }),
      phone: home.ringPhone,
      item,
      starts_at: begins,
      ends_at: addSeconds(begins, minutes * 60),
      wanted,
      words,
      status: 'asked' as const,
      asked_by: actor.accountId,
      asked_by_name: byName,
      asked_at: now,
      due_day: workingDayAfter(dayOf(now), answerWorkingDays, publicKindOf),
      group_id: null,
      activity_id: null,
      shift_id: null,
      answered_by: null,
      answered_by_name: null,
      answer: '',
      outlook: null,
      version: 1,
      notified_version: 0,
      history: [{ at: now.toISOString(), step: 'asked' as const, by: actor.accountId, byName, words }],
    }
    if ((await insertRequest(db, row)) === 'there') {
      const there = await findRequest(db, person.communityId, id, '')
      return there?.asked_by === actor.accountId
        ? ok(requestView(there, isOwn(actor, there), there))
        : refuse('id_taken')
    }
    announce({ communityId: person.communityId, id })
    return ok(requestView({ ...row, taken: 0 }, isOwn(actor, row), noVolunteers))
  },

  async 'volunteering.requests'({ communityId, list }, { actor, db, now }) {
    const callerId = callerIn(actor, communityId)
    const today = dayOf(now)
    const seen = (rows: readonly RequestRow[]) =>
      ok({
        requests: rows.map((row) =>
          requestView(row, isOwn(actor, row), maySeeWhole(actor, row) ? noVolunteers : undefined),
        ),
        today,
      })
    if (list === 'desk') {
      const gridPrefixes = actor.staff
        .filter(({ role, areaCode }) => isSteering(role) && covers(areaCode, communityId))
        .map(({ areaCode }) => (areaCode.length > communityId.length ? areaCode : communityId))
      if (gridPrefixes.length === 0) return refuse('not_allowed')
      return seen(await listRequests(db, { communityId, callerId, gridPrefixes }, now))
    }
    if (list === 'open') {
      if (callerId === '') return refuse('not_allowed')
      return seen(await listRequests(db, { communityId, callerId, isOpen: true }, now))
    }
    const mine = actor.identities
      .filter((one) => one.communityId === communityId && actsFor(actor, one, 'book') !== undefined)
      .map(({ residentId }) => residentId)
    if (mine.length === 0) return refuse('not_allowed')
    return seen(await listRequests(db, { communityId, callerId, residentIds: mine }, now))
  },

  async 'volunteering.request'({ communityId, requestId }, { actor, db, now, newId }) {
    const callerId = callerIn(actor, communityId)
    const row = await findRequest(db, communityId, requestId, callerId)
    if (!row) return refuse('not_found')
    const whole = maySeeWhole(actor, row)
    if (!whole && (row.status !== 'accepted' || callerId === '')) return refuse('not_found')
    const person = { communityId, residentId: row.resident_id }
    if (whole && !isOwn(actor, row)) {
      const { accountId } = actor
      await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'volunteer_request', at: now })
    }
    return ok(requestView(row, isOwn(actor, row), whole ? row : undefined))
  },

  async 'volunteering.answerRequest'({ communityId, requestId, version, groupId, insured, words }, context) {
    const { actor, db, now, newId } = context
    const row = await findRequest(db, communityId, requestId, '')
    if (!row || !holdsRoleOver(actor, areaRoles, row.grid_code)) return refuse('not_found')
    const to = groupId === null ? 'refused' : 'accepted'
    const move = moveRequest(stateOf(row), to, { version, accountId: actor.accountId }, now)
    if (!move.ok) return move
    if (groupId !== null && !(await isActiveGroup(db, communityId, groupId))) return refuse('not_found')
    const made = groupId === null ? {} : { group_id: groupId, activity_id: row.id, shift_id: row.shift_id ?? newId() }
    const { displayName } = actor
    const answered = { ...made, answered_by: actor.accountId, answered_by_name: displayName, answer: words }
    const after = { ...row, ...answered }
    if (move.data === 'move') {
      const step = { at: now.toISOString(), step: to, by: actor.accountId, byName: displayName, words } as const
      if (!(await writeMove(db, row, step, answered))) return refuse('conflict')
      context.announce({ communityId, id: requestId })
    }
    const contact = { name: displayName, phone: actor.phone ?? row.hotline ?? cityHotline }
    if (to === 'accepted') await makeShift(db, after, { contact, insured, byName: displayName, now })
    return ok(requestView({ ...after, status: to, version: version + 1 }, false, row))
  },

  async 'volunteering.withdrawRequest'({ communityId, requestId, version, words }, context) {
    const { actor, db, now } = context
    const row = await findRequest(db, communityId, requestId, '')
    const person = { communityId, residentId: row?.resident_id ?? '' }
    const byName = row && askerName(actor, person, row.grid_code)
    if (!row || byName === undefined) return refuse('not_found')
    const move = moveRequest(stateOf(row), 'withdrawn', { version, accountId: actor.accountId }, now)
    if (!move.ok) return move
    if (move.data === 'move') {
      const step = { at: now.toISOString(), step: 'withdrawn', by: actor.accountId, byName, words } as const
      const { activity_id: activityId } = row
      const isWritten =
        activityId === null
          ? await writeMove(db, row, step, {})
          : await writeCancel(db, { ...row, activity_id: activityId }, step, now)
      if (!isWritten) return refuse('conflict')
      if (activityId !== null) await emptyShifts(db, { communityId, activityId }, step, now)
      context.announce({ communityId, id: requestId })
    }
    return ok(requestView({ ...row, status: 'withdrawn', version: version + 1 }, isOwn(actor, row), row))
  },
}
