import type { StaffedArea } from '../people/index.ts'
import { careRoles } from './person.ts'

/** The accounts that work on home care for somebody of this grid: the grid's, else the community's. */
export function staffFor(areas: readonly StaffedArea[], gridCode: string): string[] {
  for (const code of [gridCode, gridCode.slice(0, 12)]) {
    const staff = areas.find((area) => area.code === code)?.staff ?? []
    const working = staff.filter(({ role }) => careRoles.includes(role))
    if (working.length > 0) return working.map(({ accountId }) => accountId)
  }
  return []
}
