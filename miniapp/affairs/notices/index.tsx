import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { CommunityChoice } from '../../ui/community-choice.tsx'
import { openPage } from '../../client/navigate.ts'
import { noticeKindWords, noticeLine } from '../../text/affairs.ts'
import { useState } from 'react'
import { Row, Rows } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView, Skeleton } from '../../ui/states.tsx'

/** Notices of my community, newest first; somebody unknown chooses whose to read. */
export default function NoticesPage() {
  const me = useFreshMe()
  const [picked, setPicked] = useState<string | undefined>(undefined)
  const communityId = (me.data?.identity ?? me.data?.identities[0])?.communityId ?? picked
  const isStranger = me.data !== undefined || me.error !== undefined
  return (
    <Page title="社区通知">
      {communityId !== undefined ? (
        <NoticeList communityId={communityId} />
      ) : isStranger ? (
        <CommunityChoice title="看哪个社区的" chosen={undefined} onChoose={setPicked} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}

function NoticeList({ communityId }: { communityId: string }) {
  const notices = useQuery('affairs.notices', { communityId }, { keep: true })
  return (
    <QueryView
      query={notices}
      rows={5}
      empty={{
        when: ({ notices: all }) => all.length === 0,
        show: <Empty title="眼下没有通知" line="停水停电、义诊、年审，社区都会写在这里。" />,
      }}
    >
      {({ notices: all }) => (
        <Rows>
          {all.map((notice) => (
            <Row
              key={notice.noticeId}
              title={notice.title}
              note={noticeLine(notice, new Date())}
              {...(notice.kind === 'reminder'
                ? { end: <Pill text={noticeKindWords.reminder} kind="warn" icon="bell" /> }
                : {})}
              onPress={() => openPage('affairs/notice/index', { community: communityId, id: notice.noticeId })}
            />
          ))}
        </Rows>
      )}
    </QueryView>
  )
}
