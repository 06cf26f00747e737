import type { NoticeSummary } from '../../shared/affairs/contract.ts'
import { dayOf, dayPhrase } from '../../shared/time.ts'
import { openPage } from '../client/navigate.ts'
import { noticeKindWords } from '../text/affairs.ts'
import { Row } from './layout.tsx'
import { Pill } from './marks.tsx'

/** One notice in a list: what warns ends with its word, the others with an arrow. */
export function NoticeRow({ notice, communityId }: { notice: NoticeSummary; communityId: string }) {
  const { noticeId, kind, title, publishedAt, publisher } = notice
  const day = dayPhrase(dayOf(new Date(publishedAt)), dayOf(new Date()))
  const word = noticeKindWords[kind]
  return (
    <Row
      title={title}
      note={`${day}，${publisher}`}
      label={`${word}：${title}，${day}，${publisher}`}
      {...(kind === 'reminder' ? { end: <Pill text={word} kind="warn" icon="bell" /> } : {})}
      onPress={() => openPage('affairs/notice/index', { community: communityId, id: noticeId })}
    />
  )
}
