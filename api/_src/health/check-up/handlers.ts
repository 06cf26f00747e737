import type { CheckUpFilter, CheckUpMark } from '../../../../shared/health/check-up-contract.ts'
import type { healthContract } from '../../../../shared/health/contract.ts'
import { mostInvited } from '../../../../shared/health/lifecycle.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { recipients, recordAccess, residentById, residentsBy, staffedAreas } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { peopleWithFocus } from '../doctor/store.ts'
import { findFile } from '../file/store.ts'
import { say, speaker } from '../file/words.ts'
import {
  belongs,
  bornBefore,
  checkList,
  isOld,
  mayAnswer,
  mayMark,
  mayOpen,
  mayPlan,
  ringAt,
  type Listable,
} from './decide.ts'
import {
  countLines,
  findCheckUp,
  findInvitation,
  insertCheckUp,
  insertLines,
  inviteLines,
  listCheckUps,
  noteInvited,
  readLines,
  setLine,
  type CheckUpRow,
} from './store.ts'
import { checkUpView, countsOf, lineView } from './view.ts'

type Endpoints =
  | 'health.answerCheckUp'
  | 'health.checkUps'
  | 'health.grids'
  | 'health.planCheckUp'
  | 'health.checkUp'
  | 'health.inviteCheckUp'
  | 'health.openLine'
  | 'health.markLine'

const staffRoles = ['doctor', 'community_staff'] as const
const checkUpsShown = 30
/** Read from the register before the rest of the filter is applied. */
const mostRead = 20 * mostInvited

export const checkUpHandlers: Pick<Handlers<typeof healthContract>, Endpoints> = {
  'health.answerCheckUp': async ({ id, person, checkUpId, answer, agreed }, context) => {
    const { db, actor, now } = context
    const identity = actsFor(actor, person, 'apply')
    if (identity === undefined) return refuse('not_delegated')
    const line = await findInvitation(db, person, checkUpId)
    if (line === undefined) return refuse('not_found')
    const state = { status: line.status, lastDay: line.last_day, agreed: line.check_up_agreed === 1 }
    const decision = mayAnswer(state, { answer, agrees: agreed }, now)
    if (!decision.ok) return decision
    const said = {
      answer,
      answered_at: now,
      answered_by_name: actor.displayName,
      answered_relation: identity.relation,
    }
    if (decision.data === 'agree_and_answer') {
      const word = { id, purpose: 'check_up', agreed: true, ...speaker(actor, identity) } as const
      if (!(await say(context, person, await findFile(db, person), word))) return refuse('conflict')
    }
    return (await setLine(db, line, said)) ? ok({ answer }) : refuse('not_found')
  },

  'health.checkUps': async ({ communityId }, { db, actor, now }) => {
    if (!holdsRoleOver(actor, staffRoles, communityId)) return refuse('not_found')
    const rows = await listCheckUps(db, communityId, actor.accountId, checkUpsShown)
    const counts = await countLines(
      db,
      communityId,
      rows.map(({ id }) => id),
      now,
    )
    return ok({
      checkUps: rows.map((row) =>
        checkUpView(
          row,
          counts.find((one) => one.check_up_id === row.id),
        ),
      ),
    })
  },

  'health.grids': async ({ communityId }, { db, actor }) => {
    if (!holdsRoleOver(actor, staffRoles, communityId)) return refuse('not_found')
    const areas = await staffedAreas(db, [], [communityId])
    const grids = areas.filter(({ code }) => code !== communityId)
    return ok({ grids: grids.map(({ code, name }) => ({ gridCode: code, name })) })
  },

  'health.planCheckUp': async ({ id, communityId, filter, ...plan }, { db, actor, now, newId }) => {
    if (!holdsRoleOver(actor, staffRoles, communityId)) return refuse('not_found')
    if (!mayPlan(holdsRoleOver(actor, ['doctor'], communityId), filter.focus)) return refuse('not_found')
    const people = await peopleOn(db, actor, communityId, filter, now)
    const size = checkList(people.length)
    if (!size.ok) return size
    const days = [...new Set(plan.days)].toSorted()
    const unreached = await unreachedOf(
      db,
      communityId,
      people.filter(({ birthDate }) => isOld(birthDate, dayOf(now))),
    )
    const checkUp: CheckUpRow = {
      community_id: communityId,
      id,
      title: plan.title,
      place: plan.place,
      bring: plan.bring,
      days,
      last_day: days.at(-1) ?? dayOf(now),
      from_time: plan.from,
      to_time: plan.to,
      filter,
      by_focus: filter.focus === null ? 0 : 1,
      ring_after_days: plan.ringAfterDays,
      made_by: actor.accountId,
      made_by_name: actor.displayName,
      made_at: now,
      invited_at: null,
      invited_by_name: null,
      due_at: null,
      version: 1,
      notified_version: 1,
      untold: 0,
    }
    const lines = people.map((one, position) => ({
      ...emptyLine,
      community_id: communityId,
      check_up_id: id,
      resident_id: one.residentId,
      id: newId(),
      position,
      resident_name: one.name,
      grid_code: one.gridCode,
      address: one.address,
      birth_date: one.birthDate,
      ring_first: unreached.has(one.residentId) ? 1 : 0,
    }))
    if (!(await insertCheckUp(db, checkUp))) {
      const there = await findCheckUp(db, communityId, id)
      if (there?.made_by !== actor.accountId) return refuse('id_taken')
      // Once people were asked the list is what it is.
      if (there.invited_at !== null) return ok({ checkUpId: id, people: people.length })
    }
    await insertLines(db, lines)
    return ok({ checkUpId: id, people: people.length })
  },

  'health.checkUp': async ({ communityId, checkUpId }, { db, actor, now }) => {
    const row = await openCheckUp(db, actor, communityId, checkUpId)
    if (row === undefined) return refuse('not_found')
    const lines = (await readLines(db, communityId, checkUpId)).map((line) => lineView(line, now))
    return ok({ checkUp: checkUpView(row, countsOf(lines)), lines })
  },

  'health.inviteCheckUp': async ({ communityId, checkUpId }, { db, actor, now }) => {
    const row = await openCheckUp(db, actor, communityId, checkUpId)
    if (row === undefined) return refuse('not_found')
    const by = { name: actor.displayName, at: now, ringAt: ringAt(now, row.ring_after_days) }
    const isFirst = row.invited_at === null && (await noteInvited(db, row, by))
    // Also behind somebody else's invitation: what that one may have left undone is done, and nobody is asked twice.
    await inviteLines(db, row, row.invited_at ?? now, ringAt(row.invited_at ?? now, row.ring_after_days))
    if (isFirst || row.invited_at !== null) {
      return ok({
        invitedAt: (row.invited_at ?? now).toISOString(),
        invitedByName: row.invited_by_name ?? actor.displayName,
      })
    }
    const present = await findCheckUp(db, communityId, checkUpId)
    return ok({
      invitedAt: (present?.invited_at ?? now).toISOString(),
      invitedByName: present?.invited_by_name ?? '',
    })
  },

  'health.openLine': async ({ communityId, checkUpId, residentId }, { db, actor, now, newId }) => {
    if (!holdsRoleOver(actor, staffRoles, communityId)) return refuse('not_found')
    const line = await findLine(db, actor, { communityId, residentId }, checkUpId)
    const resident = line && (await residentById(db, { communityId, residentId }))
    if (line === undefined || resident === undefined) return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), communityId, residentId, accountId, purpose: 'check_up', at: now })
    return ok({ name: resident.name, phone: resident.phone, address: line.address })
  },

  'health.markLine': async ({ id, communityId, checkUpId, residentId, mark, agreed }, context) => {
    const { db, actor, now } = context
    const person = { communityId, residentId }
    if (!holdsRoleOver(actor, staffRoles, communityId)) return refuse('not_found')
    const line = await findLine(db, actor, person, checkUpId)
    if (line === undefined) return refuse('not_found')
    const decision = mayMark({ status: line.status, agreed: line.check_up_agreed === 1 }, mark, agreed)
    if (!decision.ok) return decision
    if (decision.data === 'agree_and_mark') {
      const word = { id, purpose: 'check_up', agreed: true, ...speaker(actor, undefined) } as const
      if (!(await say(context, person, await findFile(db, person), word))) return refuse('conflict')
    }
    return (await setLine(db, line, columnsOf(mark, actor, now))) ? ok({}) : refuse('conflict')
  },
}

const emptyLine = {
  status: 'listed',
  answer: null,
  answered_at: null,
  answered_by_name: '',
  answered_relation: null,
  ring_at: null,
  ring_result: null,
  ring_note: '',
  rung_by_name: '',
  attended_at: null,
  collected_at: null,
  version: 1,
  notified_version: 1,
  untold: 0,
} as const

type Listed = Listable & { residentId: string; name: string; address: string }

/** By age and home from the register; by what ails people only the doctor's own, who agreed to be asked for it. */
async function peopleOn(
  db: Db,
  actor: Actor,
  communityId: string,
  filter: CheckUpFilter,
  now: Date,
): Promise<Listed[]> {
  const today = dayOf(now)
  const { focus, gridCode, ageFrom } = filter
  if (focus !== null) {
    const own = await peopleWithFocus(db, communityId, actor.accountId)
    return own.filter((one) => one.focus.includes(focus) && belongs(one, filter, today))
  }
  const register = { communityId, areaCode: gridCode ?? communityId, anyOf: { bornBefore: bornBefore(ageFrom, today) } }
  return (await residentsBy(db, register, mostRead)).filter((one) => belongs(one, filter, today))
}

/** Those of them whom no account of their own would tell. */
async function unreachedOf(db: Db, communityId: string, people: readonly Listed[]): Promise<ReadonlySet<string>> {
  const wanted = people.map(({ residentId }) => ({ kind: 'resident', id: residentId }) as const)
  const reached = wanted.length === 0 ? [] : await recipients.accountsOf(db, communityId, wanted)
  const known = new Set(reached.map(({ recipient }) => recipient.id))
  return new Set(people.map(({ residentId }) => residentId).filter((residentId) => !known.has(residentId)))
}

async function openCheckUp(db: Db, actor: Actor, communityId: string, id: string): Promise<CheckUpRow | undefined> {
  if (!holdsRoleOver(actor, staffRoles, communityId)) return undefined
  const row = await findCheckUp(db, communityId, id)
  return row && mayOpen({ byFocus: row.by_focus === 1, madeBy: row.made_by }, actor.accountId) ? row : undefined
}

async function findLine(db: Db, actor: Actor, person: { communityId: string; residentId: string }, checkUpId: string) {
  const [line] = await readLines(db, person.communityId, checkUpId, person.residentId)
  return line && mayOpen({ byFocus: line.by_focus === 1, madeBy: line.made_by }, actor.accountId) ? line : undefined
}

function columnsOf(mark: CheckUpMark, { displayName }: Actor, now: Date) {
  switch (mark.kind) {
    case 'listed':
      return { status: mark.on ? ('listed' as const) : ('dropped' as const) }
    case 'attended':
      return { attended_at: mark.on ? now : null }
    case 'collected':
      return { collected_at: mark.on ? now : null }
    case 'rung': {
      const rung = { ring_result: mark.result, ring_note: mark.note, rung_by_name: displayName }
      if (mark.result === 'not_reached') return rung
      const said = { answered_at: now, answered_by_name: displayName, answered_relation: null }
      return { ...rung, ...said, answer: mark.result }
    }
  }
}
