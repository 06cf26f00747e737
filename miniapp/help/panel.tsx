import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import type { Intent } from '../../shared/help/lifecycle.ts'
import { secondsOf } from '../../shared/help/settings.ts'
import { dial } from '../client/navigate.ts'
import { intentWords } from '../text/help-intents.ts'
import { stepOf, stepWords, waitOf } from '../text/help.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from '../ui/marks.tsx'
import { PanelTop } from '../ui/page.tsx'
import { Steps } from '../ui/progress.tsx'
import { Say } from '../ui/say.tsx'

/** `求助`, `身体不适`; of somebody else's call whose it is. */
export function titleOf(intent: Intent, name?: string): string {
  if (name === undefined) return intentWords[intent]
  return intent === 'emergency' ? `${name}求助` : `${name}，${intentWords[intent]}`
}

/** The wide state on top of the help page: red while somebody is looked for, green as soon as somebody has it. */
function Panel({
  bar,
  title,
  line,
  step,
  lead,
  mark,
  isAnswered = false,
  children,
}: {
  /** In the navigation bar. */
  bar: string
  title: string
  line: string
  step: number
  lead?: ReactNode
  mark?: ReactNode
  isAnswered?: boolean
  children?: ReactNode
}) {
  return (
    <View
      className={`panel ${isAnswered ? 'panel--answered' : ''}`}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'region', 'aria-label': bar } : {})}
    >
      <PanelTop title={bar} />
      <View
        className="panel__state"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'status', 'aria-live': 'assertive' } : {})}
      >
        {lead}
        <View className="grow">
          <View className="t-display">
            <Text>{title}</Text>
          </View>
          <View className="say mt1">
            <Say>{line}</Say>
          </View>
        </View>
        {mark}
      </View>
      <Steps names={stepWords} current={step} />
      {children}
    </View>
  )
}

function PanelRing({ part, said, children }: { part: number; said: string; children: ReactNode }) {
  return (
    <View
      className="ring ring--l ring--on-help"
      style={{ '--p': Math.round(Math.max(0, Math.min(1, part)) * 100) } as never}
      ariaLabel={said}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : {})}
    >
      {children}
    </View>
  )
}

/** The ring of the first seconds fills within the time after which the phone is the better way. */
const secondsToFill = 5

export function SendingPanel({
  bar,
  seconds,
  isLate,
  isElder,
}: {
  bar: string
  seconds: number
  isLate: boolean
  isElder: boolean
}) {
  if (isLate) {
    return (
      <Panel
        bar={bar}
        title="还没送到"
        line={isElder ? '信号不好，请打电话' : '信号不好，手机还在一遍遍地发'}
        step={0}
        mark={
          <PanelRing part={0} said="没有信号">
            <Icon name="wifi-off" size="l" />
          </PanelRing>
        }
      />
    )
  }
  return (
    <Panel
      bar={bar}
      title="正在送达"
      line={isElder ? '手机会一直发' : '手机会一直发，直到社区收到'}
      step={0}
      mark={
        <PanelRing part={seconds / secondsToFill} said={`已经发了 ${seconds} 秒`}>
          <Text className="ring__n">{`${seconds} 秒`}</Text>
        </PanelRing>
      }
    />
  )
}

export function CallPanel({
  call,
  secondsLeft,
  isElder,
  isOthers,
}: {
  call: HelpCall
  secondsLeft: number
  isElder: boolean
  /** Somebody else's call: the mother's, the neighbour's. */
  isOthers: boolean
}) {
  const bar = titleOf(call.intent, isOthers ? call.residentName : undefined)
  const step = stepOf(call)
  const title = stepWords[step] ?? ''
  if (call.status === 'ringing' || call.responder === null) {
    const { number, unit } = waitOf(secondsLeft)
    return (
      <Panel
        bar={bar}
        title={title}
        line={isElder ? '社区收到了' : '社区收到了，铃在响'}
        step={step}
        mark={
          <PanelRing part={secondsLeft / secondsOf(call.ladder, call.level)} said={`还有 ${number} ${unit}`}>
            <Text className="ring__n">{`${number} ${unit}`}</Text>
          </PanelRing>
        }
      />
    )
  }
  const { name, post, phone } = call.responder
  return (
    <Panel
      bar={bar}
      title={isElder ? name : title}
      line={isElder ? title : `${name}，${post}`}
      step={step}
      lead={<Avatar name={name} size="l" />}
      isAnswered
    >
      {phone === null ? null : (
        <Btn
          text={`打给${name}`}
          kind="on-colour"
          size="l"
          wide
          icon="phone-call"
          className="mt4"
          onPress={() => dial(phone)}
        />
      )}
    </Panel>
  )
}

export function TakingBackPanel() {
  return <Panel bar="求助" title="正在告诉社区" line="说一声您没事，不用跑一趟" step={0} />
}
