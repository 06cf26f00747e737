import { Text, View } from '@tarojs/components'
import { useQuery } from '../client/use-query.ts'
import { turnWords } from '../text/counter.ts'
import { Card } from '../ui/layout.tsx'
import { Pill } from '../ui/marks.tsx'
import { Say } from '../ui/say.tsx'
import { Notice, QueryView } from '../ui/states.tsx'

const pollMilliseconds = 5000

/** My number and how far it is, asked for again while somebody looks. */
export function MyTurn({ communityId, ticketId }: { communityId: string; ticketId: string }) {
  const query = useQuery('booking.myTurn', { communityId, ticketId }, { pollMilliseconds })
  return (
    <QueryView query={query} rows={1}>
      {(turn) => {
        const isCalled = turn.status === 'called'
        return (
          <Card pad className="col g2">
            <View className="flex between">
              <View className="grow quiet">
                <Say>{`${turn.providerName}，${turn.serviceName}`}</Say>
              </View>
              {isCalled ? <Pill text="轮到您了" kind="warn" icon="megaphone" /> : null}
            </View>
            <View className="spoken" ariaLabel={`您的号 ${turn.number.split('').join(' ')}`}>
              <Text>{turn.number}</Text>
            </View>
            <View className="t-title" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
              <Say>{turnWords(turn)}</Say>
            </View>
            {turn.wasMissed && turn.status === 'waiting' ? (
              <Notice kind="warn" text="刚才叫过您没在，往后排了一次。请留在大厅里。" />
            ) : null}
          </Card>
        )
      }}
    </QueryView>
  )
}
