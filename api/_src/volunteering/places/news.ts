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
    case 'cancelled': {
      const reason = row.history.at(-1)?.reason
      return {
        title: '这一班取消了',
        body: `${what}。${whenAndWhere(row)}。不用来了。${reason === undefined ? '' : `带队人说：${reason}`}`,
      }
    }
    case 'moved':
      return { title: '时间地点变了', body: `${what}。现在是${whenAndWhere(row)}。来不了请先退掉，让给别的邻居。` }
    case 'not_there':
      return {
        title: '带队人没见到您',
        body: `${what}。签到先撤掉了。您在的话，请找带队人说一声，再签一次。${whenAndWhere(row)}。`,
      }
    case 'shift_ended':
      return { title: '忘了签退', body: `${what}。按班次结束的时间记下了。时间不对，请告诉社区。` }
    default:
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
