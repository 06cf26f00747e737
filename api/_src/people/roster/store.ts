import { sql } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { areaAbove, dutyRoles } from './decide.ts'
import './tables.ts'

interface Looking {
  areaCode: string
  week: Day
  /** Where this account has posts: these areas and the ones right below are offered too. */
  own: readonly string[]
  /** The template by which a help message would reach somebody; none where messages are not set up. */
  templateId: string | undefined
}

/**
 * Everything about an area but its shifts, in one statement: its hours, the plan of the week, who may be on the roster
 * (people with a post here or right above) and whether they can be reached; and the areas one may go to from here.
 */
export async function rosterArea(db: Db, { areaCode, week, own, templateId }: Looking) {
  const above = areaAbove(areaCode)
  const parents = [...own, areaCode]
  const rows = await db
    .selectFrom('area')
    .leftJoin('roster_area', 'roster_area.area_code', 'area.code')
    .leftJoin('roster_week', (join) =>
      join
        .onRef('roster_week.area_code', '=', 'area.code')
        .on('roster_week.area_code', '=', areaCode)
        .on('roster_week.week', '=', week),
    )
    .leftJoin('staff_role', (join) =>
      join
        .onRef('staff_role.area_code', '=', 'area.code')
        .on('staff_role.area_code', 'in', above === null ? [areaCode] : [areaCode, above])
        .on('staff_role.revoked_at', 'is', null)
        .on('staff_role.role', 'in', [...dutyRoles]),
    )
    .leftJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('presence', 'presence.account_id', 'account.id')
    .leftJoin('message_quota', (join) =>
      join.onRef('message_quota.account_id', '=', 'account.id').on('message_quota.template_id', '=', templateId ?? ''),
    )
    .select(['area.code', 'area.name', 'roster_area.covered_from', 'roster_area.covered_to', 'roster_area.findings'])
    .select(['roster_area.version', 'roster_week.version as week_version', 'roster_week.entries'])
    .select(['roster_week.published_at', 'roster_week.history', 'account.id as account_id', 'account.display_name'])
    .select(['staff_role.post_name', 'presence.desk_seen_at', 'message_quota.remaining'])
    .where((where) =>
      where.or([
        where('area.code', 'in', above === null ? parents : [...parents, above]),
        where('area.parent_code', 'in', parents),
      ]),
    )
    .orderBy('area.code')
    .orderBy('account.id')
    .execute()
  const areas = new Map(rows.map(({ code, name, findings }) => [code, { code, name, red: findings?.gaps.length ?? 0 }]))
  const here = rows.find(({ code }) => code === areaCode)
  return (
    here && {
      name: here.name,
      areas: [...areas.values()],
      /** Null before anything was planned here. */
      version: here.version,
      covered:
        here.covered_from === null || here.covered_to === null
          ? undefined
          : { from: here.covered_from, to: here.covered_to },
      plan: {
        version: here.week_version ?? 0,
        entries: here.entries ?? [],
        publishedAt: here.published_at,
        history: here.history ?? [],
      },
      people: peopleIn(rows),
    }
  )
}

export type RosterArea = NonNullable<Awaited<ReturnType<typeof rosterArea>>>

/** One line a person, whatever number of posts they hold; the post nearest to the area names them. */
function peopleIn(
  rows: readonly {
    account_id: string | null
    display_name: string | null
    post_name: string | null
    desk_seen_at: Date | null
    remaining: number | null
  }[],
) {
  const people = new Map<
    string,
    { accountId: string; name: string; postName: string; deskSeenAt: Date | null; messagesLeft: number | null }
  >()
  for (const row of rows) {
    if (row.account_id === null) continue
    people.set(row.account_id, {
      accountId: row.account_id,
      name: row.display_name ?? '',
      postName: row.post_name ?? '',
      deskSeenAt: row.desk_seen_at,
      messagesLeft: row.remaining,
    })
  }
  return [...people.values()]
}

/** The published shifts of an area in this time, and whoever's own of the next days anywhere; with swaps asked for them. */
export async function shiftRows(
  db: Db,
  where: { areaCode: string; from: Date; to: Date; mine?: { accountId: string; from: Date; to: Date } },
) {
  const { mine } = where
  return db
    .selectFrom('roster_shift as shift')
    .innerJoin('account', 'account.id', 'shift.account_id')
    .innerJoin('area', 'area.code', 'shift.area_code')
    .leftJoin('roster_swap as swap', (join) =>
      join.onRef('swap.area_code', '=', 'shift.area_code').onRef('swap.shift_id', '=', 'shift.id'),
    )
    .leftJoin('account as asker', 'asker.id', 'swap.asked_by')
    .leftJoin('account as asked', 'asked.id', 'swap.asked_of')
    .select(['shift.area_code', 'shift.id', 'shift.part', 'shift.account_id', 'shift.starts_at', 'shift.ends_at'])
    .select(['shift.started_at', 'shift.ended_at', 'shift.channel', 'shift.excuse', 'shift.note'])
    .select(['account.display_name as name', 'area.name as area_name'])
    .select([
      'swap.id as swap_id',
      'swap.in_return_id',
      'swap.asked_by',
      'swap.asked_of',
      'swap.status',
      'swap.asked_at',
    ])
    .select(['asker.display_name as asker_name', 'asked.display_name as asked_name'])
    .where((or) =>
      or.or([
        or.and([
          or('shift.area_code', '=', where.areaCode),
          or('shift.ends_at', '>', where.from),
          or('shift.starts_at', '<', where.to),
        ]),
        ...(mine === undefined
          ? []
          : [
              or.and([
                or('shift.account_id', '=', mine.accountId),
                or('shift.ends_at', '>', mine.from),
                or('shift.starts_at', '<', mine.to),
              ]),
            ]),
      ]),
    )
    .orderBy('shift.starts_at')
    .orderBy('shift.part')
    .orderBy('swap.asked_at')
    .execute()
}

export type ShiftRow = Awaited<ReturnType<typeof shiftRows>>[number]

/** A shift as the rules see it; the statement gives one row for each swap, this gives each shift once. */
export function shiftsOf(rows: readonly ShiftRow[], areaCode: string) {
  const shifts = new Map(
    rows
      .filter((row) => row.area_code === areaCode)
      .map((row) => [
        row.id,
        { id: row.id, part: row.part, accountId: row.account_id, startsAt: row.starts_at, endsAt: row.ends_at },
      ]),
  )
  return [...shifts.values()]
}

/** One shift, and by what its person can be reached. */
export async function shiftToStart(db: Db, areaCode: string, id: string, templateId: string | undefined) {
  const row = await db
    .selectFrom('roster_shift as shift')
    .leftJoin('presence', 'presence.account_id', 'shift.account_id')
    .leftJoin('message_quota', (join) =>
      join
        .onRef('message_quota.account_id', '=', 'shift.account_id')
        .on('message_quota.template_id', '=', templateId ?? ''),
    )
    .select(['shift.account_id', 'shift.starts_at', 'shift.ends_at', 'shift.started_at', 'shift.ended_at'])
    .select(['shift.channel', 'shift.note', 'presence.desk_seen_at', 'message_quota.remaining'])
    .where('shift.area_code', '=', areaCode)
    .where('shift.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      accountId: row.account_id,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      channel: row.channel,
      note: row.note,
      deskSeenAt: row.desk_seen_at,
      messagesLeft: row.remaining,
    }
  )
}

/** What was handed over last in this area, before a moment. */
export async function lastHandover(db: Db, areaCode: string, before: Date) {
  const row = await db
    .selectFrom('roster_shift as shift')
    .innerJoin('account', 'account.id', 'shift.account_id')
    .select(['shift.note', 'shift.ended_at', 'account.display_name'])
    .where('shift.area_code', '=', areaCode)
    .where('shift.ended_at', '<=', before)
    .where('shift.note', '!=', '')
    .orderBy('shift.ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ended_at ? { note: row.note, name: row.display_name, at: row.ended_at.toISOString() } : null
}

/** A swap, and the state of its area that an agreement is decided on. */
export async function swapToAnswer(db: Db, areaCode: string, id: string) {
  const row = await db
    .selectFrom('roster_swap as swap')
    .innerJoin('roster_area as area', 'area.area_code', 'swap.area_code')
    .select(['swap.shift_id', 'swap.in_return_id', 'swap.asked_by', 'swap.asked_of', 'swap.status', 'area.version'])
    .select('swap.told_in')
    .where('swap.area_code', '=', areaCode)
    .where('swap.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      shiftId: row.shift_id,
      inReturnId: row.in_return_id,
      askedBy: row.asked_by,
      askedOf: row.asked_of,
      status: row.status,
      version: row.version,
      toldIn: row.told_in,
    }
  )
}

/** Areas whose check is due, oldest first: one range of one index. */
export async function areasToCheck(db: Db, now: Date, limit: number) {
  return db
    .selectFrom('roster_area')
    .select(['area_code', 'covered_from', 'covered_to', 'check_due_at'])
    .where('check_due_at', '<=', now)
    .orderBy('check_due_at')
    .limit(limit)
    .execute()
}

/**
 * The coming shifts of these areas, with whether each person still holds a post there or right above, and whether
 * anything would reach them. One statement.
 */
export async function comingShifts(
  db: Db,
  areaCodes: readonly string[],
  { from, to }: { from: Date; to: Date },
  templateId: string | undefined,
) {
  const rows = await db
    .selectFrom('roster_shift as shift')
    .select(['shift.area_code', 'shift.id', 'shift.part', 'shift.account_id', 'shift.starts_at', 'shift.ends_at'])
    .select((select) => [
      select
        .exists(
          select
            .selectFrom('staff_role')
            .select('staff_role.role')
            .whereRef('staff_role.account_id', '=', 'shift.account_id')
            .where('staff_role.revoked_at', 'is', null)
            .where('staff_role.role', 'in', [...dutyRoles])
            .where(sql<boolean>`shift.area_code like concat(staff_role.area_code, '%')`),
        )
        .as('has_post'),
      select
        .exists(
          select
            .selectFrom('message_quota')
            .select('message_quota.remaining')
            .whereRef('message_quota.account_id', '=', 'shift.account_id')
            .where('message_quota.template_id', '=', templateId ?? '')
            .where('message_quota.remaining', '>', 0),
        )
        .as('has_messages'),
    ])
    .where('shift.area_code', 'in', areaCodes)
    .where('shift.ends_at', '>', from)
    .where('shift.starts_at', '<', to)
    .execute()
  return rows.map((row) => ({
    areaCode: row.area_code,
    id: row.id,
    part: row.part,
    accountId: row.account_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isReady: Boolean(row.has_post) && Boolean(row.has_messages),
  }))
}
