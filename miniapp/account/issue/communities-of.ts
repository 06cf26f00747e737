import type { StaffPost } from '../../../shared/people/contract.ts'
import { issuesCodes } from '../../../shared/people/rights.ts'

/** The communities in which these posts may look somebody up: their own, their grid's, or all of a larger area. */
export function communitiesOf<Community extends { communityId: string }>(
  staff: readonly Pick<StaffPost, 'role' | 'areaCode'>[],
  communities: readonly Community[],
): Community[] {
  const areas = staff.filter((post) => issuesCodes([post])).map(({ areaCode }) => areaCode)
  return communities.filter(({ communityId }) =>
    areas.some((area) => communityId.startsWith(area) || area.startsWith(communityId)),
  )
}
