import type { NoticeKind, NoticeSummary } from '../../shared/affairs/contract.ts'
import { dayOf, dayWord } from '../../shared/time.ts'

export const noticeKindWords: Readonly<Record<NoticeKind, string>> = {
  notice: '通知',
  public_affairs: '公开',
  activity: '活动',
  reminder: '提醒',
}

/** When and by whom a notice was published: `今天，梅园社区`. */
export function noticeLine(
  { publishedAt, publisher }: Pick<NoticeSummary, 'publishedAt' | 'publisher'>,
  now: Date,
): string {
  const published = dayOf(new Date(publishedAt))
  return `${published === dayOf(now) ? '今天' : dayWord(published)}，${publisher}`
}
