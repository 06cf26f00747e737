import { View } from '@tarojs/components'
import { dayWord } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { periodText, sumText } from '../../text/certificates.ts'
import { CallCommunity } from '../../ui/call-community.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'

/** Whose hours are about to be certified: everybody of the community may look and object. */
export default function PublicityPage() {
  return <Page title="时长公示">{<WhenBound rows={4}>{() => <List />}</WhenBound>}</Page>
}

function List() {
  const communityId = useMe()?.identity?.communityId
  const query = useQuery('records.publicity', communityId === undefined ? undefined : { communityId }, { keep: true })
  return (
    <QueryView
      query={query}
      rows={4}
      empty={{
        when: ({ lines }) => lines.length === 0,
        show: <Empty title="现在没有公示" line="有人要开服务证明，会先在这里公示，大家都能看。" />,
      }}
    >
      {({ lines }) => (
        <>
          <View className="quiet">
            <Say>这几位要开服务证明。您觉得哪里不对，就打电话给社区，社区会停下来核对。</Say>
          </View>
          <Section title="正在公示" note={`${lines.length} 位`} first>
            <Rows>
              {lines.map((line) => (
                <Row
                  key={line.certificateId}
                  title={`${line.name ?? `志愿者 ${line.volunteerNumber}`}：${sumText(line)}`}
                  note={`${periodText(line)}，公示到 ${dayWord(line.publicUntil)}`}
                />
              ))}
            </Rows>
          </Section>
          <CallCommunity />
        </>
      )}
    </QueryView>
  )
}
