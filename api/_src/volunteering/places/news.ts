import { dayOf, dayWord, timeOf, weekdayWord } from '../../../../shared/time.ts'
import type { DeliverySource, Message, PendingRow } from '../../platform/deliver/source.ts'
import { markTold, untoldSignups, type NewsRow } from './store-news.ts'

function whenAndWhere({ startsAt, place }: NewsRow): string {
  const day = dayOf(startsAt)
  return `${dayWord(day)} ${weekdayWord(day)} ${timeOf(startsAt)}，${place}`
}

/** The words of one message. Only how things stand now is told: who has left need not hear of the place they had. */
function wordsOf(row: NewsRow): { title: string; body: string } | undefined {
  const what = `${row.title}，${row.task}`
  switch (row.history.at(-1)?.step) {
    case 'waiting':
      if (row.status !== 'waiting') return undefined
      return {
        title: `候补第 ${row.position ?? 1} 位`,
        body: `${what}。${whenAndWhere(row)}。有人退出自动补上，会发消息告诉您。`,
      }
    case 'confirmed':
      return { title: '报上了', body: `${what}。${whenAndWhere(row)}。来不了请先退掉，让给候补的邻居。` }
    case 'promoted':
      return { title: '候补补上了', body: `${what}，有您的位置了。${whenAndWhere(row)}。来不了请先退掉。` }
    case 'withdrawn':
      return { title: '退掉了', body: `${what}。${whenAndWhere(row)}。这一班不用来了，想来随时再报。` }
    case undefined:
      return undefined
  }
}

/** What must be said about a sign-up, to the one who signed up. */
export function newsOf(row: NewsRow): PendingRow {
  const words = wordsOf(row)
  const message: Message | undefined = words && {
    recipient: { kind: 'resident', id: row.residentId },
    topic: 'volunteering',
    ...words,
    page: `/volunteering/activity/index?id=${row.activityId}`,
  }
  return {
    communityId: row.communityId,
    id: row.id,
    version: row.version,
    messages: message ? [{ ...message, version: row.version }] : [],
  }
}

/** Sign-ups are their own outbox. */
export const signupNews: DeliverySource = {
  name: 'signup',
  pending: async (db, scope, limit) => (await untoldSignups(db, scope, limit)).map(newsOf),
  markNotified: markTold,
}
