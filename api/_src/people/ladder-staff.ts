import type { RosterPart } from '../../../shared/people/roster.ts'
import type { Db } from '../platform/db/tables.ts'
import type { WechatClient } from '../platform/wechat/client.ts'
import type { PostHolder } from './staffed-areas.ts'
import './tables.ts'

/** Somebody with a post, and by what a bell could reach this person now. */
export interface LadderMember extends PostHolder {
  onDuty: boolean
  /** The shift of a published roster that covers now. */
  shift: { part: RosterPart; startsAt: Date; endsAt: Date } | null
  /** When a desk of this person was last seen open. */
  deskSeenAt: Date | null
  /** How many WeChat messages about help calls can still be sent; 0 where no template carries them. */
  messagesLeft: number
}

export interface LadderArea {
  code: string
  name: string
  staff: readonly LadderMember[]
}

/** Where the look-up runs: a request's context and a tick's both fit. */
export interface LadderContext {
  db: Db
  now: Date
  wechat: Pick<WechatClient, 'templates'>
}

/**
 * These areas, and (`within`) every area at or below some others, with everybody who holds a post there, who of them is on duty, and by what each can be reached. One
 * statement, whatever the number of areas. Areas without staff are there too; codes that name no area are not.
 * Where a published roster covers now, its A and B are on duty (also those who hold their post in an area above, when
 * that is among `codes`); everywhere else everybody with a post.
 */
export async function ladderStaff(
  { db, now, wechat }: LadderContext,
  codes: readonly string[],
  within: readonly string[] = [],
): Promise<LadderArea[]> {
  if (codes.length + within.length === 0) return []
  const rows = await db
    .selectFrom('area')
    .leftJoin('staff_role', (join) =>
      join.onRef('staff_role.area_code', '=', 'area.code').on('staff_role.revoked_at', 'is', null),
    )
    .leftJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('presence', 'presence.account_id', 'staff_role.account_id')
    .leftJoin('message_quota', (join) =>
      join
        .onRef('message_quota.account_id', '=', 'staff_role.account_id')
        .on('message_quota.template_id', '=', wechat.templates.help?.templateId ?? ''),
    )
    .leftJoin('roster_shift', (join) =>
      join
        .onRef('roster_shift.area_code', '=', 'area.code')
        .on('roster_shift.ends_at', '>', now)
        .on('roster_shift.starts_at', '<=', now),
    )
    .select(['roster_shift.account_id as rostered_id', 'roster_shift.part'])
    .select(['roster_shift.starts_at as shift_starts_at', 'roster_shift.ends_at as shift_ends_at'])
    .select(['area.code', 'area.name', 'account.id as account_id', 'account.display_name', 'account.phone'])
    .select(['staff_role.role', 'staff_role.post_name', 'presence.desk_seen_at', 'message_quota.remaining'])
    .where((where) =>
      where.or([
        ...(codes.length > 0 ? [where('area.code', 'in', [...new Set(codes)])] : []),
        ...within.map((code) => where('area.code', 'like', `${code}%`)),
      ]),
    )
    .orderBy('area.code')
    .orderBy('account.id')
    .execute()
  const areas = new Map<string, Area>()
  // A person stands in several rows: one for each shift that covers now.
  const known = new Set<string>()
  for (const row of rows) {
    const area: Area = areas.get(row.code) ?? { code: row.code, name: row.name, staff: [], rostered: new Map() }
    areas.set(row.code, area)
    const { rostered_id: rostered, part, shift_starts_at: startsAt, shift_ends_at: endsAt } = row
    if (rostered !== null && part !== null && startsAt !== null && endsAt !== null)
      area.rostered.set(rostered, { part, startsAt, endsAt })
    if (row.account_id === null || row.role === null || row.post_name === null) continue
    const key = `${row.code} ${row.role} ${row.account_id}`
    if (known.has(key)) continue
    known.add(key)
    area.staff.push({
      accountId: row.account_id,
      name: row.display_name ?? '',
      phone: row.phone,
      role: row.role,
      areaCode: row.code,
      postName: row.post_name,
      onDuty: true,
      shift: null,
      deskSeenAt: row.desk_seen_at,
      messagesLeft: row.remaining ?? 0,
    })
  }
  const all = [...areas.values()]
  return all.map((area) => ({ code: area.code, name: area.name, staff: withRoster(area, all) }))
}

interface Area {
  code: string
  name: string
  staff: LadderMember[]
  rostered: Map<string, Exclude<LadderMember['shift'], null>>
}

/** A roster whose people have all lost their posts is no roster: nobody rings into an empty office. */
function withRoster({ code, staff, rostered }: Area, areas: readonly Area[]): LadderMember[] {
  const fromAbove = areas
    .filter((area) => area.code !== code && code.startsWith(area.code))
    .flatMap((area) => area.staff)
    .filter(({ accountId }) => rostered.has(accountId) && !staff.some((member) => member.accountId === accountId))
  const eligible = [...staff, ...fromAbove]
  if (!eligible.some(({ accountId }) => rostered.has(accountId))) return staff
  return eligible.map((member) => {
    const shift = rostered.get(member.accountId) ?? null
    return { ...member, onDuty: shift !== null, shift }
  })
}
