import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import type { PersonRef } from '../../shared/schemas.ts'
import { dayOf } from '../../shared/time.ts'
import { openPage } from '../client/navigate.ts'
import { newId } from '../client/new-id.ts'
import { useQuery } from '../client/use-query.ts'
import { useValue } from '../client/value-store.ts'
import { wellPress } from '../client/well-press.ts'
import { momentWords, signWords } from '../text/care.ts'
import { Btn } from '../ui/btn.tsx'
import { Card, Row } from '../ui/layout.tsx'
import { Say } from '../ui/say.tsx'
import { say } from '../ui/toast.tsx'

/**
 * One big 我平安 for a person whom the community looks after, or asks after just now; nothing for everybody else. The
 * press is kept on the phone until the server has it.
 */
export function Well({ person }: { person: PersonRef }) {
  const wellness = useQuery('help.wellness', { person }, { keep: true })
  const { input, receipt } = useValue(wellPress.state)
  useEffect(() => wellPress.resume(), [])
  useEffect(
    () =>
      wellPress.state.subscribe(() => {
        if (wellPress.state.get().receipt !== undefined) say('收到了，大家都放心')
      }),
    [],
  )
  const plan = wellness.data?.plan ?? null
  if (plan?.status === 'proposed') {
    return (
      <Row
        className="card"
        title={`${plan.setByName}想让您报平安`}
        note="点这里看看，同意了才开始"
        onPress={() => openPage('account/wellness/index')}
      />
    )
  }
  if (wellness.data?.showsButton !== true) return null
  const today = dayOf(new Date())
  // What this phone just said is newer than what it was told.
  const said = receipt !== undefined && receipt.at > wellness.data.now ? receipt.at : undefined
  const isAsked = plan !== null && plan.step !== 'waiting' && said === undefined
  const sign = said === undefined ? (plan?.lastSign ?? null) : { at: said, kind: 'said_well' as const }
  const line = isAsked
    ? '还没收到您的平安。点一下，社区就不打电话了。'
    : sign === null || dayOf(new Date(sign.at)) !== today
      ? '点一下，社区和家里人就放心。'
      : `${momentWords(sign.at, today)} ${signWords[sign.kind]}，放心了。`
  return (
    <Card pad className="col g3">
      <View className={isAsked ? 'strong' : 'quiet'}>
        <Say>{line}</Say>
      </View>
      <Btn
        text="我平安"
        kind={isAsked || sign === null || dayOf(new Date(sign.at)) !== today ? 'primary' : 'tint'}
        size="xl"
        wide
        icon="house-heart"
        isBusy={input !== undefined}
        busyText="正在告诉社区"
        onPress={() => wellPress.start({ id: newId(), person })}
      />
      {input !== undefined ? <Text className="t-small quiet">没有网也记下了，一有网就送到。</Text> : null}
    </Card>
  )
}
