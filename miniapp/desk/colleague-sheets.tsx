import { View } from '@tarojs/components'
import { useState } from 'react'
import { dutyMark, handOverReasons, shiftWords, takeOverReasons } from '../text/desk.ts'
import { Btn } from '../ui/btn.tsx'
import { Choice, Chips, Field } from '../ui/forms.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { Ask } from './act-sheets.tsx'
import type { DeskData } from './use-desk.ts'

type Colleague = DeskData['onDuty'][number]

export function TakeOverSheet({ call, isBusy, onAnswer, onClose }: Ask<[reason: string]>) {
  const [reason, setReason] = useState<string>(takeOverReasons[0])
  const name = call.responderName ?? '同事'
  return (
    <Sheet
      title={`从${name}手里接过来`}
      line={`${name}有 ${call.planSeconds.takeOverGrace} 秒说一声“我接着办”，不说就归您。`}
      onClose={onClose}
    >
      <Why reasons={takeOverReasons} value={reason} onChange={setReason} />
      <Btn
        text="我来接手"
        kind="primary"
        size="l"
        wide
        isBusy={isBusy}
        busyText="正在告诉对方"
        disabled={reason.trim() === ''}
        onPress={() => onAnswer(reason.trim())}
      />
      <Btn text="不接了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

export function HandOverSheet({
  people,
  isBusy,
  onAnswer,
  onClose,
}: Ask<[accountId: string, reason: string]> & { people: readonly Colleague[] }) {
  const others = people.filter(({ me }) => !me)
  const [to, setTo] = useState(others[0]?.accountId)
  const [reason, setReason] = useState<string>(handOverReasons[0])
  return (
    <Sheet title="转交给谁" line="对方点了“我来接”才算转过去，这之前还是您的。" onClose={onClose}>
      <People people={others} value={to} onChange={setTo} />
      <Why reasons={handOverReasons} value={reason} onChange={setReason} />
      <Btn
        text="请他接手"
        kind="primary"
        size="l"
        wide
        isBusy={isBusy}
        busyText="正在告诉对方"
        disabled={to === undefined || reason.trim() === ''}
        onPress={() => to !== undefined && onAnswer(to, reason.trim())}
      />
      <Btn text="不转了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

/** `me`: somebody who does not have the call and may come along. */
export function HelperSheet({
  call,
  people,
  me,
  isBusy,
  onAnswer,
  onClose,
}: Ask<[accountId: string]> & { people: readonly Colleague[]; me: Colleague | undefined }) {
  const known = call.helpers.map(({ name }) => name)
  const others = people.filter(
    (one) => !known.includes(one.name) && one.name !== call.responderName && (me ? one.me : !one.me),
  )
  const [to, setTo] = useState(others[0]?.accountId)
  return (
    <Sheet
      title={me ? '我也去' : '叫谁一起去'}
      line={`求助还是${call.mine ? '您' : (call.responderName ?? '同事')}的，多一个人帮忙。`}
      onClose={onClose}
    >
      <People people={others} value={to} onChange={setTo} />
      <Btn
        text={me ? '我也去' : '叫上'}
        kind="primary"
        size="l"
        wide
        isBusy={isBusy}
        busyText="正在告诉对方"
        disabled={to === undefined}
        onPress={() => to !== undefined && onAnswer(to)}
      />
      <Btn text="不用了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function People({
  people,
  value,
  onChange,
}: {
  people: readonly Colleague[]
  value: string | undefined
  onChange: (accountId: string) => void
}) {
  if (people.length === 0) return <View className="quiet">这会儿没有别人在班上。可以打电话叫人。</View>
  return (
    <View className="col g2 outcomes">
      {people.map((person) => (
        <Choice
          key={person.accountId}
          title={person.name}
          note={[person.post, person.shift ? shiftWords(person.shift) : '', dutyMark(person).text]
            .filter(Boolean)
            .join('，')}
          lead={<Avatar name={person.name} />}
          isOn={person.accountId === value}
          onPress={() => onChange(person.accountId)}
        />
      ))}
    </View>
  )
}

function Why({
  reasons,
  value,
  onChange,
}: {
  reasons: readonly string[]
  value: string
  onChange: (reason: string) => void
}) {
  return (
    <>
      <Chips
        label="为什么"
        value={value}
        onChange={onChange}
        options={reasons.map((reason) => ({ value: reason, text: reason }))}
      />
      <Field label="为什么" value={value} onInput={onChange} maxLength={100} />
    </>
  )
}
