import type { StaffRole } from '../../../../shared/contract.ts'
import { staffedAreas, type StaffedArea } from '../../people/index.ts'
import type { Db } from '../../platform/db/tables.ts'

const digitsOfLevels = [12, 9, 6, 4]

/** Who holds a post at these communities and at the levels above. */
export async function staffAbove(db: Db, communityIds: readonly string[]): Promise<readonly StaffedArea[]> {
  const codes = communityIds.flatMap((communityId) => digitsOfLevels.map((digits) => communityId.slice(0, digits)))
  return staffedAreas(db, [...new Set(codes)])
}

/** The accounts with one of these roles at the community, or at the next level above where somebody holds one. */
export function staffWith(areas: readonly StaffedArea[], communityId: string, roles: readonly StaffRole[]): string[] {
  for (const digits of digitsOfLevels) {
    const staff = areas.find(({ code }) => code === communityId.slice(0, digits))?.staff ?? []
    const found = staff.filter(({ role }) => roles.includes(role))
    if (found.length > 0) return [...new Set(found.map(({ accountId }) => accountId))]
  }
  return []
}
