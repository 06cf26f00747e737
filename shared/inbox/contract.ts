import * as z from 'zod/mini'
import { command, publicQuery, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, typedText } from '../schemas.ts'
import { topics } from './topics.ts'

export const InboxMessage = z.object({
  messageId: z.string(),
  communityId: CommunityId,
  topic: z.enum(topics),
  title: z.string(),
  body: z.string(),
  page: z.string(),
  at: Instant,
  read: z.boolean(),
})
export type InboxMessage = z.infer<typeof InboxMessage>

export const inboxContract = {
  'inbox.list': query({
    summary: 'Messages to me in every identity and post of mine, newest first, fifty at a time',
    callers: ['account'],
    input: z.object({ before: z.optional(Instant) }),
    output: z.object({ messages: z.array(InboxMessage), unread: Count }),
    errors: [],
    roundTrips: 2,
  }),
  'inbox.read': command({
    summary: 'Mark these messages as read',
    callers: ['account'],
    input: z.object({
      communityId: CommunityId,
      messageIds: z.array(z.string().check(z.maxLength(96))).check(z.minLength(1), z.maxLength(50)),
    }),
    output: z.object({}),
    errors: [],
    roundTrips: 2,
  }),
  'inbox.templates': publicQuery({
    summary: 'Subscribe-message templates a phone may ask for, by topic',
    input: z.object({}),
    output: z.object({ templates: z.array(z.object({ topic: z.enum(topics), templateId: z.string() })) }),
    errors: [],
    roundTrips: 0,
    cacheSeconds: 300,
  }),
  'inbox.subscribe': command({
    summary: 'The person accepted these templates once: one message more of each may be sent to WeChat',
    callers: ['account'],
    input: z.object({ id: Id, templateIds: z.array(typedText(64)).check(z.minLength(1), z.maxLength(5)) }),
    output: z.object({}),
    errors: [],
    roundTrips: 3,
  }),
} satisfies Contract
