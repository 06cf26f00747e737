import type { Me, StaffPost } from '../../shared/people/contract.ts'
import { relationWords, scopesInWords } from '../text/people.ts'

type Identity = Me['identities'][number]

/** Those who lent me parts of their account. */
export function actedFor(me: Pick<Me, 'identities'>): Identity[] {
  return me.identities.filter(({ relation }) => relation !== 'self')
}

/** `您是女儿，可以约服务、看记录`. */
export function actingWords({ relation, scopes }: Pick<Identity, 'relation' | 'scopes'>): string {
  return `您是${relationWords[relation]}，可以${scopesInWords(scopes)}`
}

/** `三网格网格员，梅园社区`; a post without a name of its own is named by its area alone. */
export function postWords({ postName, areaName }: Pick<StaffPost, 'postName' | 'areaName'>): string {
  return [postName, areaName].filter((part) => part !== '').join('，')
}

/** Who may give out binding codes: the desk and the grid workers, not those who dispatch for a street. */
export function issuesCodes(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return staff.some(({ role }) => role === 'community_staff' || role === 'grid_worker' || role === 'admin')
}

/** Who has a desk where help calls ring. */
export function hasDesk(staff: readonly Pick<StaffPost, 'role'>[]): boolean {
  return issuesCodes(staff) || staff.some(({ role }) => role === 'dispatcher')
}
