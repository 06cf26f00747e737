import type { StaffRole } from '../../../shared/contract.ts'
import type { Db } from '../platform/db/tables.ts'

/** Somebody who holds a post in force. */
export interface PostHolder {
  accountId: string
  name: string
  phone: string | null
  role: StaffRole
  areaCode: string
  /** `三网格网格员`. */
  postName: string
}

export interface StaffedArea {
  code: string
  name: string
  staff: readonly PostHolder[]
}

/**
 * These areas, and (`within`) every area at or below some others, with who holds a post there. One statement, so that
 * a desk learns names and people in one round trip. Areas without staff are there too.
 */
export async function staffedAreas(
  db: Db,
  codes: readonly string[],
  within: readonly string[] = [],
): Promise<StaffedArea[]> {
  if (codes.length + within.length === 0) return []
  const rows = await db
    .selectFrom('area')
    .leftJoin('staff_role', (join) =>
      join.onRef('staff_role.area_code', '=', 'area.code').on('staff_role.revoked_at', 'is', null),
    )
    .leftJoin('account', 'account.id', 'staff_role.account_id')
    .select(['area.code', 'area.name', 'account.id as account_id', 'account.display_name', 'account.phone'])
    .select(['staff_role.role', 'staff_role.post_name'])
    .where((where) =>
      where.or([
        ...(codes.length > 0 ? [where('area.code', 'in', codes)] : []),
        ...within.map((code) => where('area.code', 'like', `${code}%`)),
      ]),
    )
    .orderBy('area.code')
    .orderBy('account.id')
    .execute()
  const areas = new Map<string, { code: string; name: string; staff: PostHolder[] }>()
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
    })
  }
  return [...areas.values()]
}

/** The accounts that hold one of these posts for somebody of this grid: the grid's, else the community's. */
export function staffFor(areas: readonly StaffedArea[], gridCode: string, roles: readonly StaffRole[]): string[] {
  for (const code of [gridCode, gridCode.slice(0, 12)]) {
    const staff = areas.find((area) => area.code === code)?.staff ?? []
    const working = staff.filter(({ role }) => roles.includes(role))
    if (working.length > 0) return working.map(({ accountId }) => accountId)
  }
  return []
}
