import type { inboxContract } from '../../../shared/inbox/contract.ts'
import { topics } from '../../../shared/inbox/topics.ts'
import { ok } from '../../../shared/result.ts'
import { listInbox, markRead } from '../platform/deliver/inbox-store.ts'
import { grantQuota } from '../platform/deliver/quota-store.ts'
import type { Handlers } from '../platform/slice.ts'
import { inboxScopeOf } from './scope.ts'

const pageSize = 50

export const inboxHandlers: Handlers<typeof inboxContract> = {
  'inbox.list': async ({ before }, { db, actor }) => {
    const scope = {
      ...inboxScopeOf(actor),
      before: before === undefined ? undefined : new Date(before),
      limit: pageSize,
    }
    const { messages, unread } = await listInbox(db, scope)
    return ok({
      unread,
      messages: messages.map(({ id, createdAt, readAt, ...message }) => ({
        ...message,
        messageId: id,
        at: createdAt.toISOString(),
        read: readAt !== null,
      })),
    })
  },

  'inbox.read': async ({ communityId, messageIds }, { db, actor, now }) => {
    const { communityIds, recipientIds } = inboxScopeOf(actor)
    if (communityIds.includes(communityId)) await markRead(db, { communityId, recipientIds, messageIds, now })
    return ok({})
  },

  'inbox.templates': async (_, { wechat }) =>
    ok({
      templates: topics.flatMap((topic) => {
        const template = wechat.templates[topic]
        return template === undefined ? [] : [{ topic, templateId: template.templateId }]
      }),
    }),

  'inbox.subscribe': async ({ id, templateIds }, { db, actor, wechat }) => {
    const ours = new Set(Object.values(wechat.templates).map((template) => template.templateId))
    const known = templateIds.filter((templateId) => ours.has(templateId))
    await grantQuota(db, { accountId: actor.accountId, templateIds: known, commandId: id })
    return ok({})
  },
}
