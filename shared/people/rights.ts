import type { Me, StaffPost } from './contract.ts'

/*
 * What an account may do, as far as entries on a page depend on it. The server decides by itself on every call; this
 * only keeps a page from offering what would be refused.
 */

/** Those who lent me parts of their account. */
export function actedFor(me: Pick<Me, 'identities'>): Me['identities'] {
  return me.identities.filter(({ relation }) => relation !== 'self')
}

/** Who may give out binding codes: the desk and the grid workers, not those who dispatch for a street. */
export function issuesCodes(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return staff.some(({ role }) => role === 'community_staff' || role === 'grid_worker' || role === 'admin')
}

/** Who works on family doctors and check-ups. */
export function hasHealthDesk(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return staff.some(({ role }) => role === 'doctor' || role === 'community_staff')
}

/** Who has a desk where help calls ring. */
export function hasDesk(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return issuesCodes(staff) || staff.some(({ role }) => role === 'dispatcher')
}
