import { sql } from 'kysely'
import { placedStatuses, type SignupStatus } from '../../../../../shared/volunteering/lifecycle.ts'
import type { Skill } from '../../../../../shared/volunteers/lifecycle.ts'
import { defaultVolunteerSettings } from '../../../../../shared/volunteers/settings.ts'
import type { Day } from '../../../../../shared/time.ts'
import { isDuplicate } from '../../../platform/db/errors.ts'
import type { Db } from '../../../platform/db/tables.ts'
import { json } from '../../../platform/db/values.ts'
import type { TimeLimits } from '../decide-times.ts'
import type { Callable } from './decide.ts'
import './tables.ts'

interface ShiftKey {
  communityId: string
  shiftId: string
}

/** A shift with its call, its leaders and the caller's own standing; undefined when there is none. */
export async function findCall(db: Db, { communityId, shiftId }: ShiftKey, residentId: string | undefined) {
  return db
    .selectFrom('shift as h')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('volunteer_setting as vs', (join) => join.on('vs.community_id', '=', communityId))
    .leftJoin('shift_call as c', (join) => join.on('c.community_id', '=', communityId).onRef('c.shift_id', '=', 'h.id'))
    .leftJoin('signup as s', (join) =>
      join
        .on('s.community_id', '=', communityId)
        .onRef('s.shift_id', '=', 'h.id')
        .on('s.resident_id', '=', residentId ?? ''),
    )
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shiftId)
    .select([
      'h.id as shift_id',
      'h.activity_id',
      'h.starts_at',
      'h.ends_at',
      'h.place',
      'h.task',
      'h.needed_skill',
      'h.capacity',
      'h.taken',
      'h.first_timer_places',
      'h.first_timers_until',
      'h.first_timers_taken',
      'h.closed_at',
      'h.role',
      'a.status as activity_status',
      'a.title',
      'a.least_age',
      'a.leader_id',
      'a.contact_name',
      'a.contact_phone',
      'g.leader_ids',
      'vs.settings',
      's.status as own_status',
      'c.id as call_id',
      'c.command_id',
      'c.status as call_status',
      'c.words',
      'c.called_by_name',
      'c.called_at',
      'c.people',
      'c.told',
      'c.version as call_version',
    ])
    .select(
      db
        .selectFrom('signup as p')
        .where('p.community_id', '=', communityId)
        .where('p.shift_id', '=', shiftId)
        .where('p.status', 'in', [...placedStatuses])
        .select(sql<string[] | null>`json_arrayagg(p.resident_id)`.as('n'))
        .as('placed'),
    )
    .executeTakeFirst()
}

export type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>

/** Around so many days the other shifts of a volunteer matter. */
const daysAround = 3
const mostRows = 20_000

interface Wanted extends ShiftKey {
  startsAt: Date
  endsAt: Date
  neededSkill: Skill | null
  limits: TimeLimits
}

/** Active volunteers with a name who can do it and never had to do with this shift, and what else they do around it. */
export async function findCallable(db: Db, shift: Wanted): Promise<Callable[]> {
  const { communityId, shiftId, startsAt, endsAt, neededSkill } = shift
  const rows = await db
    .selectFrom('volunteer as v')
    .leftJoin('signup as o', (join) =>
      join
        .on('o.community_id', '=', communityId)
        .onRef('o.resident_id', '=', 'v.resident_id')
        .on('o.status', 'in', ['waiting', 'confirmed', 'checked_in', 'attended'])
        .on('o.starts_at', '>', new Date(startsAt.getTime() - daysAround * 86_400_000))
        .on('o.starts_at', '<', new Date(endsAt.getTime() + daysAround * 86_400_000)),
    )
    .where('v.community_id', '=', communityId)
    .where('v.status', '=', 'active')
    .where('v.name', 'is not', null)
    .$if(neededSkill !== null, (query) =>
      query.where(sql<boolean>`json_contains(v.skills, ${JSON.stringify(neededSkill)})`),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('signup as own')
            .select('own.id')
            .where('own.community_id', '=', communityId)
            .where('own.shift_id', '=', shiftId)
            .whereRef('own.resident_id', '=', 'v.resident_id'),
        ),
      ),
    )
    .select(['v.resident_id', 'v.skills', 'v.birth_date', 'v.consents'])
    .select(['o.shift_id', 'o.starts_at', 'o.ends_at', 'o.status', 'o.role'])
    .orderBy('v.resident_id')
    .limit(mostRows)
    .execute()
  const found = new Map<string, Callable & { others: Callable['others'][number][] }>()
  for (const row of rows) {
    const who = found.get(row.resident_id) ?? {
      residentId: row.resident_id,
      volunteer: { status: 'active' as const, hasName: true, skills: row.skills },
      birthDate: row.birth_date satisfies Day | null,
      consents: row.consents,
      others: [],
      limits: shift.limits,
    }
    found.set(row.resident_id, who)
    const { shift_id: id, starts_at: from, ends_at: to, status, role } = row
    if (id !== null && from !== null && to !== null && status !== null && role !== null) {
      who.others.push({ shiftId: id, startsAt: from, endsAt: to, status: status satisfies SignupStatus, role })
    }
  }
  return [...found.values()]
}

export const limitsOf = (row: Pick<CallRow, 'settings'>): TimeLimits => ({
  ...defaultVolunteerSettings,
  ...row.settings,
})

interface Call extends ShiftKey {
  commandId: string
  words: string
  calledBy: string
  calledByName: string
  people: readonly string[]
}

/** The first call of a shift; false when somebody else's was faster. */
export async function insertCall(db: Db, call: Call, now: Date): Promise<boolean> {
  try {
    await db
      .insertInto('shift_call')
      .values({
        community_id: call.communityId,
        shift_id: call.shiftId,
        id: call.commandId,
        command_id: call.commandId,
        status: 'sending',
        words: call.words,
        called_by: call.calledBy,
        called_by_name: call.calledByName,
        first_called_at: now,
        called_at: now,
        people: json([...call.people]),
        told: 0,
        ended_at: null,
        version: 1,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Calls again: those who were not told yet, and who has come to be free since. False when somebody was faster. */
export async function callAgain(db: Db, call: Call & { version: number }, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shift_call')
    .set({
      command_id: call.commandId,
      status: 'sending',
      words: call.words,
      called_by: call.calledBy,
      called_by_name: call.calledByName,
      called_at: now,
      people: sql`json_merge_preserve(people, ${JSON.stringify(call.people)})`,
      ended_at: null,
      version: call.version + 1,
    })
    .where('community_id', '=', call.communityId)
    .where('shift_id', '=', call.shiftId)
    .where('version', '=', call.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
