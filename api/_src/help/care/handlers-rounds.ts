import type { CareRound, careContract, RoundLine } from '../../../../shared/help/care-contract.ts'
import { mostOnRound, type RoundGroup } from '../../../../shared/help/wellness.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds, ageOn, dayOf, type Day } from '../../../../shared/time.ts'
import { residentsBy, type ListedResident } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { deskGrants, deskRoles } from '../duty.ts'
import { openTask } from '../tasks/open.ts'
import { noteSignOfLife } from '../wellness/signs.ts'
import { watchPeople } from '../wellness/store.ts'
import { belongsTo, lineState, needTitle, registerFilter } from './decide.ts'
import {
  countRounds,
  endRound,
  findRound,
  markLine,
  readRound,
  writeRound,
  type LineRow,
  type RoundRow,
} from './store-rounds.ts'

type RoundEndpoints =
  'help.previewRound' | 'help.startRound' | 'help.rounds' | 'help.round' | 'help.markLine' | 'help.endRound'

const namesShown = 6
const secondsListed = 30 * 86_400
const secondsForNeed = 86_400

export const roundHandlers: Pick<Handlers<typeof careContract>, RoundEndpoints> = {
  async 'help.previewRound'({ areaCode, groups }, { actor, db, now }) {
    if (!mayAsk(actor, areaCode)) return refuse('not_allowed')
    const people = await peopleIn(db, areaCode, groups, dayOf(now))
    return ok({ count: people.length, names: people.slice(0, namesShown).map(({ name }) => name) })
  },

  async 'help.startRound'({ id, areaCode, reason, groups, dueAt }, { actor, db, now, newId }) {
    if (!mayAsk(actor, areaCode)) return refuse('not_allowed')
    const people = await peopleIn(db, areaCode, groups, dayOf(now))
    if (people.length === 0) return refuse('nobody_on_list')
    const communityId = areaCode.slice(0, 12)
    await watchPeople(
      db,
      people.map((one) => ({ ...one, id: newId() })),
      new Date(dueAt),
      now,
    )
    const round = {
      community_id: communityId,
      id,
      area_code: areaCode,
      reason,
      filter: { groups: [...groups] },
      started_by: actor.accountId,
      started_by_name: actor.displayName,
      started_at: now,
      due_at: new Date(dueAt),
      ended_at: null,
      total: people.length,
    }
    const lines = people.map((one, position) => ({
      community_id: communityId,
      round_id: id,
      resident_id: one.residentId,
      position,
      resident_name: one.name,
      grid_code: one.gridCode,
      address: one.address,
      birth_date: one.birthDate,
      state: 'waiting' as const,
      by_account_id: null,
      by_name: null,
      at: null,
      note: '',
    }))
    await writeRound(db, round, lines)
    return ok(roundView(round, { total: people.length, reached: 0, notReached: 0, needsHelp: 0 }))
  },

  async 'help.rounds'(_, { actor, db, now }) {
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0) return ok({ rounds: [], now: now.toISOString() })
    const area = { communityIds, prefixes: grants.map(({ areaCode }) => areaCode) }
    const counted = await countRounds(db, area, addSeconds(now, -secondsListed))
    const ids = [...new Set(counted.map(({ id }) => id))]
    const rounds = ids.flatMap((id) => {
      const parts = counted.filter((part) => part.id === id)
      const [round] = parts
      if (!round) return []
      const people = (state: 'reached' | 'not_reached' | 'needs_help') =>
        parts
          .filter((part) => shown(part.state, part.signed === 1) === state)
          .reduce((sum, part) => sum + part.people, 0)
      const total = parts.reduce((sum, part) => sum + part.people, 0)
      const progress = { total, reached: people('reached'), notReached: people('not_reached') }
      return [roundView(round, { ...progress, needsHelp: people('needs_help') })]
    })
    return ok({ rounds, now: now.toISOString() })
  },

  async 'help.round'({ communityId, roundId }, { actor, db, now }) {
    const rows = await readRound(db, communityId, roundId)
    const [round] = rows
    const own = rows.filter(({ line }) => holdsRoleOver(actor, deskRoles, line.grid_code))
    if (!round || own.length === 0) return refuse('not_found')
    const today = dayOf(now)
    const lines = own.map(({ line }) => lineView(line, round.started_at, today))
    const count = (state: RoundLine['state']) => lines.filter((line) => line.state === state).length
    const progress = { total: lines.length, reached: count('reached'), notReached: count('not_reached') }
    return ok({
      round: roundView(round, { ...progress, needsHelp: count('needs_help') }),
      lines: lines.toSorted((one, other) => urgency[one.state] - urgency[other.state]),
      now: now.toISOString(),
    })
  },

  async 'help.markLine'({ communityId, roundId, residentId, state, note }, { actor, db, now, newId }) {
    const [row] = await readRound(db, communityId, roundId, residentId)
    if (!row || !holdsRoleOver(actor, deskRoles, row.line.grid_code)) return refuse('not_found')
    const isUndone = state === 'waiting'
    const mark = {
      state,
      byAccountId: isUndone ? null : actor.accountId,
      byName: isUndone ? null : actor.displayName,
      at: isUndone ? null : now,
      note,
    }
    await markLine(db, { communityId, roundId, residentId }, mark)
    if (state === 'reached') await noteSignOfLife(db, { communityId, residentId }, 'talked', now)
    if (state === 'needs_help') {
      const { resident_name: residentName, grid_code: gridCode, address } = row.line
      const task = {
        communityId,
        id: newId(),
        dedupeKey: `need:${roundId}:${residentId}`,
        kind: 'need' as const,
        person: { residentId, residentName, address },
        gridCode,
        title: note === '' ? needTitle(residentName, ['other']) : `${residentName}要帮忙：${note}`.slice(0, 120),
        dueAt: addSeconds(now, secondsForNeed),
        details: { needs: ['other'], note, roundId },
      }
      await openTask(db, task, now)
    }
    const marked = { ...row.line, state, by_name: mark.byName, at: mark.at, note, last_sign_at: null }
    return ok(lineView(marked, row.started_at, dayOf(now)))
  },

  async 'help.endRound'({ communityId, roundId }, { actor, db, now }) {
    const round = await findRound(db, communityId, roundId)
    if (!round || !holdsRoleOver(actor, deskRoles, round.area_code)) return refuse('not_found')
    await endRound(db, communityId, roundId, now)
    return ok({ roundId, endedAt: (round.ended_at ?? now).toISOString() })
  },
}

const urgency = { needs_help: 0, waiting: 1, not_reached: 1, reached: 2 } as const

/** A round goes over a grid or a community of one's own. */
function mayAsk(actor: Actor, areaCode: string): boolean {
  return areaCode.length >= 12 && holdsRoleOver(actor, deskRoles, areaCode)
}

async function peopleIn(
  db: Db,
  areaCode: string,
  groups: readonly RoundGroup[],
  today: Day,
): Promise<readonly ListedResident[]> {
  const anyOf = registerFilter(groups, today)
  const filter = { communityId: areaCode.slice(0, 12), areaCode, ...(anyOf ? { anyOf } : {}) }
  const listed = await residentsBy(db, filter, mostOnRound)
  return listed.filter(({ birthDate, livingAlone, tags }) =>
    belongsTo(groups, { age: birthDate === null ? null : ageOn(birthDate, today), livingAlone, tags }),
  )
}

function shown(state: RoundLine['state'], signed: boolean): RoundLine['state'] {
  return signed && (state === 'waiting' || state === 'not_reached') ? 'reached' : state
}

function roundView(
  round: RoundRow,
  progress: Pick<CareRound, 'total' | 'reached' | 'notReached' | 'needsHelp'>,
): CareRound {
  return {
    communityId: round.community_id,
    roundId: round.id,
    reason: round.reason,
    areaCode: round.area_code,
    startedByName: round.started_by_name,
    startedAt: round.started_at.toISOString(),
    dueAt: round.due_at.toISOString(),
    endedAt: round.ended_at?.toISOString() ?? null,
    ...progress,
  }
}

function lineView(line: LineRow, startedAt: Date, today: Day): RoundLine {
  const lastSignAt = line.last_sign_at
  const { state, sign } = lineState({ state: line.state, lastSignAt, lastSignKind: line.last_sign_kind }, startedAt)
  const at = sign === null ? line.at : lastSignAt
  return {
    residentId: line.resident_id,
    name: line.resident_name,
    age: line.birth_date === null ? null : ageOn(line.birth_date, today),
    address: line.address,
    state,
    byName: sign === null ? line.by_name : null,
    at: at?.toISOString() ?? null,
    sign,
    note: line.note,
  }
}
