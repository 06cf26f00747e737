import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { clockOf } from '../../shared/time.ts'
import { eventWords, newestFirst, nextRiseWords } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/layout.tsx'
import { Press } from '../ui/press.tsx'
import { Timeline } from '../ui/progress.tsx'
import type { Acts } from './acts.tsx'
import { mayAct } from './call-acts.ts'

/** What happened, newest first, what happens next by itself, and a line of one's own. */
export function Story({ call, acts, className = '' }: { call: DeskCall; acts: Acts; className?: string }) {
  const happened = newestFirst(
    call.events.map((event, index) => ({
      what: eventWords(event, '老人', call.events.slice(0, index)).replace(/^老人/, ''),
      time: clockOf(new Date(event.at)),
      now: index === call.events.length - 1,
      ...(event.kind === 'raised' || event.kind === 'pressed_again' ? { kind: 'help' as const } : {}),
    })),
  )
  const next =
    isOpen(call.status) && call.dueAt !== null
      ? [
          {
            what: call.status === 'ringing' ? `没人接就${nextRiseWords(call)}` : `没动静就${nextRiseWords(call)}`,
            time: clockOf(new Date(call.dueAt)),
            kind: 'next' as const,
          },
        ]
      : []
  return (
    <Card pad className={className}>
      <View className="section__title">
        <Text>经过</Text>
      </View>
      <View className="mt3 story__moments">
        <Timeline moments={[...next, ...happened]} />
      </View>
      {mayAct(call, 'note') ? (
        <Press className="input input--soft note mt3" label="记一笔" onPress={() => acts.run('note', call)}>
          <Icon name="pencil-line" className="quiet" />
          <Text className="quiet">记一笔</Text>
        </Press>
      ) : null}
    </Card>
  )
}
