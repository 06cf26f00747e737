import type { Db } from '../platform/db/tables.ts'
import type { WechatClient } from '../platform/wechat/client.ts'
import type { PostHolder } from './staffed-areas.ts'
import './tables.ts'

/** Somebody with a post, and by what a bell could reach this person now. */
export interface LadderMember extends PostHolder {
  onDuty: boolean
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
 * These areas with everybody who holds a post there, who of them is on duty, and by what each can be reached. One
 * statement, whatever the number of areas. Areas without staff are there too; codes that name no area are not.
 */
export async function ladderStaff({ db, wechat }: LadderContext, codes: readonly string[]): Promise<LadderArea[]> {
  if (codes.length === 0) return []
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
    .select(['area.code', 'area.name', 'account.id as account_id', 'account.display_name', 'account.phone'])
    .select(['staff_role.role', 'staff_role.post_name', 'presence.desk_seen_at', 'message_quota.remaining'])
    .where('area.code', 'in', [...new Set(codes)])
    .orderBy('area.code')
    .orderBy('account.id')
    .execute()
  const areas = new Map<string, { code: string; name: string; staff: LadderMember[] }>()
  for (const row of rows) {
    const area = areas.get(row.code) ?? { code: row.code, name: row.name, staff: [] }
    areas.set(row.code, area)
    if (row.account_id === null || row.role === null || row.post_name === null) continue
    area.staff.push({
      accountId: row.account_id,
      name: row.display_name ?? '',
      phone: row.phone,
      role: row.role,
      areaCode: row.code,
      postName: row.post_name,
      onDuty: true,
      deskSeenAt: row.desk_seen_at,
      messagesLeft: row.remaining ?? 0,
    })
  }
  return [...areas.values()]
}
