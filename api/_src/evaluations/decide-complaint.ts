import type { StaffRole } from '../../../shared/contract.ts'
import { ok, refuse, type Result } from '../../../shared/result.ts'
import { topLevel, type ComplaintKind, type ComplaintStatus } from '../../../shared/evaluations/evaluations.ts'

/** Digits of the area that answers on each level: community, street, district. */
export const digitsOfLevel = [12, 9, 6] as const

/** What decides over who sees a complaint and what can become of it. */
export interface ComplaintFacts {
  communityId: string
  status: ComplaintStatus
  firstLevel: number
  level: number
  accusedIds: readonly string[]
  byAccountId: string
  version: number
}

/** Whoever looks at it, by posts and by who they are. */
export interface Looking {
  accountId: string
  residentIds: readonly string[]
  posts: readonly { role: StaffRole; areaCode: string }[]
}

/** What is about the staff of a community begins with the level above them. */
export function firstLevelOf(about: ComplaintKind): number {
  return about === 'staff' ? 1 : 0
}

/** A post that answers on this level or above it. Dispatchers answer for streets and districts, not for a community. */
export function answersOn(post: { role: StaffRole; areaCode: string }, communityId: string, level: number): boolean {
  const digits = digitsOfLevel[level] ?? digitsOfLevel[topLevel]
  const isAbove = post.areaCode.length <= digits && communityId.startsWith(post.areaCode)
  const isDispatcher = post.role === 'dispatcher' && post.areaCode.length <= digitsOfLevel[1]
  return isAbove && (post.role === 'community_staff' || post.role === 'admin' || isDispatcher)
}

const isParty = (complaint: ComplaintFacts, by: Looking) =>
  complaint.byAccountId === by.accountId || by.residentIds.some((id) => complaint.accusedIds.includes(id))

/** Posts from where it began upwards see it; never who is accused, and not who complained: they have a page of their own. */
export function maySee(complaint: ComplaintFacts, by: Looking): boolean {
  return (
    !isParty(complaint, by) && by.posts.some((post) => answersOn(post, complaint.communityId, complaint.firstLevel))
  )
}

export function mayAnswer(complaint: ComplaintFacts, by: Looking): boolean {
  return (
    complaint.status === 'open' &&
    maySee(complaint, by) &&
    by.posts.some((post) => answersOn(post, complaint.communityId, complaint.level))
  )
}

/** Answered at the top there is nobody to rise to: it is closed with the answer. */
export function statusAfterAnswer(level: number): ComplaintStatus {
  return level >= topLevel ? 'closed' : 'answered'
}

/** What saying "enough" or "not enough" makes of it. */
export function judge(
  complaint: Pick<ComplaintFacts, 'status' | 'level' | 'version'>,
  version: number,
  satisfied: boolean,
): Result<{ status: ComplaintStatus; level: number }, 'conflict'> {
  if (complaint.status !== 'answered' || complaint.version !== version) return refuse('conflict')
  if (satisfied) return ok({ status: 'closed', level: complaint.level })
  return ok({ status: 'open', level: Math.min(topLevel, complaint.level + 1) })
}

/** Nobody answered in time: the level above has to. At the top it stays, and late. */
export function risen(level: number): { level: number; isLast: boolean } {
  const above = Math.min(topLevel, level + 1)
  return { level: above, isLast: level >= topLevel }
}
