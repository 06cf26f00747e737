import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskCall } from '../../shared/help/contract.ts'
import { outcomes, type Outcome } from '../../shared/help/lifecycle.ts'
import { outcomeWords } from '../text/help.ts'
import { Btn } from '../ui/btn.tsx'
import { Field, Choice, Chips } from '../ui/forms.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { actsOf, nextAct, type Act, type Desk } from './use-desk.ts'

const minuteChoices = ['3', '5', '10', '15', '20', '30'] as const

/** What each act is called; taking over a call that stands still has its own words. */
function actWords(act: Act, call: DeskCall): string {
  if (act === 'acknowledge' && call.stalled) return call.mine ? '还在处理' : '我来接'
  return { acknowledge: '接警', setOut: '出发', arrive: '到达', close: '结束', calledBack: '打过电话了' }[act]
}

/** The acts of one call, and the questions two of them ask first. */
export function useActs(desk: Desk) {
  const [asks, setAsks] = useState<{ act: 'setOut' | 'close'; call: DeskCall } | undefined>(undefined)
  const { moves } = desk
  function run(act: Act, call: DeskCall) {
    if (act === 'setOut' || act === 'close') setAsks({ act, call })
    else void moves[act](call)
  }
  const done = () => setAsks(undefined)
  async function move(moving: Promise<boolean>) {
    if (await moving) done()
  }
  const sheet =
    asks === undefined ? null : asks.act === 'setOut' ? (
      <MinutesSheet onClose={done} onAnswer={(minutes) => void move(moves.setOut(asks.call, minutes))} />
    ) : (
      <OutcomeSheet
        call={asks.call}
        isBusy={moves.isBusy}
        onClose={done}
        onAnswer={(outcome, note) => void move(moves.close(asks.call, outcome, note))}
      />
    )
  return { run, sheet, isAsking: asks !== undefined }
}
export type Acts = ReturnType<typeof useActs>

/** All four steps side by side; what cannot be done now stays visible. */
export function ActRow({ call, acts, isBusy }: { call: DeskCall; acts: Acts; isBusy: boolean }) {
  const may = actsOf(call)
  if (may.calledBack) {
    return (
      <Btn
        text="打过电话了"
        kind="primary"
        size="l"
        wide
        icon="phone-call"
        onPress={() => acts.run('calledBack', call)}
        isBusy={isBusy}
      />
    )
  }
  return (
    <View className="acts mt4">
      {(['acknowledge', 'setOut', 'arrive', 'close'] as const).map((act) => (
        <Btn
          key={act}
          text={actWords(act, call)}
          kind={act === 'acknowledge' ? 'help' : act === nextAct(call) ? 'primary' : 'secondary'}
          size="l"
          disabled={!may[act] || isBusy}
          onPress={() => acts.run(act, call)}
          {...(act === 'acknowledge' ? { icon: 'bell-ring', id: 'acknowledge' } : {})}
        />
      ))}
    </View>
  )
}

/** The way out of a call that was settled by telephone, beside the next step. */
export function EarlyEnd({ call, acts, isBusy }: { call: DeskCall; acts: Acts; isBusy: boolean }) {
  if (!actsOf(call).close || nextAct(call) === 'close') return null
  return (
    <Btn
      text="结束"
      kind="secondary"
      size="xl"
      disabled={isBusy}
      label="结束，电话里说好了"
      onPress={() => acts.run('close', call)}
    />
  )
}

/** The next step alone, for a thumb. */
export function MainAct({ call, acts, isBusy }: { call: DeskCall; acts: Acts; isBusy: boolean }) {
  const act = nextAct(call)
  if (act === undefined) return null
  return (
    <Btn
      text={actWords(act, call)}
      kind={act === 'acknowledge' ? 'help' : 'primary'}
      size="xl"
      className="grow"
      isBusy={isBusy}
      onPress={() => acts.run(act, call)}
      {...(act === 'acknowledge' ? { icon: 'bell-ring' } : {})}
      id="main-act"
    />
  )
}

function MinutesSheet({ onAnswer, onClose }: { onAnswer: (minutes: number) => void; onClose: () => void }) {
  const [minutes, setMinutes] = useState<(typeof minuteChoices)[number]>('5')
  return (
    <Sheet title="几分钟能到" line="老人和家里人会看到。" onClose={onClose}>
      <Chips
        label="几分钟能到"
        value={minutes}
        onChange={setMinutes}
        options={minuteChoices.map((value) => ({ value, text: `${value} 分钟` }))}
      />
      <Btn text="现在出发" kind="primary" size="l" wide onPress={() => onAnswer(Number(minutes))} />
      <Btn text="先不出发" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function OutcomeSheet({
  call,
  isBusy,
  onAnswer,
  onClose,
}: {
  call: DeskCall
  isBusy: boolean
  onAnswer: (outcome: Outcome, note: string) => void
  onClose: () => void
}) {
  const [outcome, setOutcome] = useState<Outcome>(call.status === 'on_site' ? 'helped_on_site' : 'helped_by_phone')
  const [note, setNote] = useState('')
  return (
    <Sheet title={`${call.residentName}这次怎么样`} onClose={onClose}>
      <View className="col g2">
        {outcomes.map((value) => (
          <Choice key={value} title={outcomeWords[value]} isOn={value === outcome} onPress={() => setOutcome(value)} />
        ))}
      </View>
      <Field
        label="记一笔，老人和家里人看得到"
        placeholder="血压量过了，没有大碍。"
        value={note}
        onInput={setNote}
        maxLength={200}
      />
      <Btn
        text="结束这次求助"
        kind="primary"
        size="l"
        wide
        busyText="正在记下"
        isBusy={isBusy}
        onPress={() => onAnswer(outcome, note)}
      />
      <Btn text="还没结束" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

export function KeyCap({ text }: { text: string }) {
  return <Text className="key">{text}</Text>
}
