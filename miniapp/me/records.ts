import type { Me, StaffPost } from '../../shared/people/contract.ts'
import { scopesInWords } from '../text/people.ts'

type Identity = Me['identities'][number]

/** Those who lent me parts of their account. */
export function actedFor(me: Pick<Me, 'identities'>): Identity[] {
  return me.identities.filter(({ relation }) => relation !== 'self')
}

/** `能约服务、看记录`. */
export function actingWords({ scopes }: Pick<Identity, 'scopes'>): string {
  return `能${scopesInWords(scopes)}`
}

/** `梅园社区，三网格网格员`; a post whose name begins with its area is not named twice. */
export function postWords({ postName, areaName }: Pick<StaffPost, 'postName' | 'areaName'>): string {
  if (postName === '' || postName.startsWith(areaName)) return postName === '' ? areaName : postName
  return `${areaName}，${postName}`
}

/** Who may give out binding codes: the desk and the grid workers, not those who dispatch for a street. */
export function issuesCodes(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return staff.some(({ role }) => role === 'community_staff' || role === 'grid_worker' || role === 'admin')
}

/** Who has a desk where help calls ring. */
export function hasDesk(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return issuesCodes(staff) || staff.some(({ role }) => role === 'dispatcher')
}
