import type { InboxMessage } from '../../../shared/inbox/contract.ts'
import type { Topic } from '../../../shared/inbox/topics.ts'
import { dayOf, type Day } from '../../../shared/time.ts'

export const topicIcons: Readonly<Record<Topic, string>> = {
  booking: 'calendar-check',
  volunteering: 'hand-heart',
  help: 'bell-ring',
  notice: 'megaphone',
}

/** Messages under their days, in the order given. */
export function byDay(messages: readonly InboxMessage[]): { day: Day; messages: InboxMessage[] }[] {
  const days: { day: Day; messages: InboxMessage[] }[] = []
  for (const message of messages) {
    const day = dayOf(new Date(message.at))
    const last = days[days.length - 1]
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}

/** The server keeps messages by community, so they are marked as read by community. */
export function unreadByCommunity(messages: readonly InboxMessage[]): { communityId: string; messageIds: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const { communityId, messageId, read } of messages) {
    if (read) continue
    const known = groups.get(communityId)
    if (known) known.push(messageId)
    else groups.set(communityId, [messageId])
  }
  return [...groups].map(([communityId, messageIds]) => ({ communityId, messageIds }))
}

/** An older page behind what is known; a message that is in both stands once. */
export function withOlder(known: readonly InboxMessage[], older: readonly InboxMessage[]): InboxMessage[] {
  const ids = new Set(known.map(({ communityId, messageId }) => `${communityId}:${messageId}`))
  return [...known, ...older.filter(({ communityId, messageId }) => !ids.has(`${communityId}:${messageId}`))]
}
