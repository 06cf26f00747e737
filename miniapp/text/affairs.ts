import type { NoticeKind } from '../../shared/affairs/contract.ts'

export const noticeKindWords: Readonly<Record<NoticeKind, string>> = {
  notice: '通知',
  public_affairs: '公开',
  activity: '活动',
  reminder: '提醒',
}
