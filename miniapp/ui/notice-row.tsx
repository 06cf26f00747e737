import type { NoticeSummary } from '../../shared/affairs/contract.ts'
import { dayOf, dayWord } from '../../shared/time.ts'
import { openPage } from '../client/navigate.ts'
import { noticeKindWords } from '../text/affairs.ts'
import { Row } from './layout.tsx'
import { Pill } from './marks.tsx'

/** One notice in a list: what warns ends with its word, the others with an arrow. */
export function NoticeRow({ notice, communityId }: { notice: NoticeSummary; communityId: string }) {
  const { noticeId, kind, title, publishedAt, publisher } = notice
  const published = dayOf(new Date(publishedAt))
  const day = published === dayOf(new Date()) ? '今天' : dayWord(published)
  const word = noticeKindWords[kind]
  return (
    <Row
      title={title}
      note={`${day}，${publisher}`}
      {...(kind === 'reminder' ? { end: <Pill text={word} kind="warn" icon="bell" /> } : {})}
      onPress={() => openPage('affairs/notice/index', { community: communityId, id: noticeId })}
    />
  )
}
