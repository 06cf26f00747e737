import * as z from 'zod/mini'
import { publicQuery, type Contract } from '../contract.ts'
import { CommunityId, Id, Instant } from '../schemas.ts'

export const noticeKinds = ['notice', 'public_affairs', 'activity', 'reminder'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const NoticeSummary = z.object({
  noticeId: Id,
  kind: z.enum(noticeKinds),
  title: z.string(),
  publishedAt: Instant,
  publisher: z.string(),
})
export type NoticeSummary = z.infer<typeof NoticeSummary>

export const affairsContract = {
  'affairs.notices': publicQuery({
    summary: 'Notices of a community in force, newest first',
    input: z.object({ communityId: CommunityId }),
    output: z.object({ notices: z.array(NoticeSummary) }),
    errors: [],
    roundTrips: 1,
    cacheSeconds: 60,
  }),
  'affairs.notice': publicQuery({
    summary: 'One notice, whole',
    input: z.object({ communityId: CommunityId, noticeId: Id }),
    output: z.extend(NoticeSummary, { paragraphs: z.array(z.string()) }),
    errors: ['not_found'],
    roundTrips: 1,
    cacheSeconds: 60,
  }),
} satisfies Contract
