import { Text, View } from '@tarojs/components'
import { dayOf, dayPhrase, timeOf } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { noticeKindWords } from '../../text/affairs.ts'
import { CallCommunity } from '../../ui/call-community.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { ReadAloud } from '../../ui/read-aloud.tsx'
import { Say } from '../../ui/say.tsx'
import { QueryView } from '../../ui/states.tsx'

/** One notice, whole; read aloud in the elder version. */
export default function NoticePage() {
  const [communityId, noticeId] = [useParameter('community'), useParameter('id')]
  const notice = useQuery('affairs.notice', { communityId, noticeId }, { keep: true })
  return (
    <Page title="社区通知">
      <QueryView query={notice} rows={4}>
        {({ kind, title, publishedAt, publisher, paragraphs }) => {
          const at = new Date(publishedAt)
          const when = `${dayPhrase(dayOf(at), dayOf(new Date()))} ${timeOf(at)}`
          return (
            <>
              <ReadAloud sentences={[`${title}。`, ...paragraphs]} />
              <Card pad className="col g4">
                <View className="col g2">
                  <View
                    className="t-heading"
                    {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}
                  >
                    <Say>{title}</Say>
                  </View>
                  <View className="flex g2 wrap t-small quiet">
                    <Pill
                      text={noticeKindWords[kind]}
                      {...(kind === 'reminder' ? { kind: 'warn' as const, icon: 'bell' } : {})}
                    />
                    <Text>{publisher}</Text>
                    <Text className="num">{when}</Text>
                  </View>
                </View>
                {paragraphs.map((paragraph, index) => (
                  <View key={index}>
                    <Text>{paragraph}</Text>
                  </View>
                ))}
              </Card>
              <CallCommunity />
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}
