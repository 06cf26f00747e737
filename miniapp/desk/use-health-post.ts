import type { StaffPost } from '../../shared/people/contract.ts'
import { useMe } from '../client/session.ts'

/** The community in which I work on health, and whether as a doctor. */
export function useHealthPost(): { communityId: string; isDoctor: boolean } | undefined {
  const me = useMe()
  const posts = (me?.staff ?? []).filter(({ areaCode }) => areaCode.length === 12)
  const post = find(posts, 'doctor') ?? find(posts, 'community_staff')
  return post && { communityId: post.areaCode, isDoctor: post.role === 'doctor' }
}

function find(posts: readonly StaffPost[], role: StaffPost['role']): StaffPost | undefined {
  return posts.find((post) => post.role === role)
}
