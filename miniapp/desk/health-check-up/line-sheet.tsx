import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckUp, CheckUpLine, CheckUpMark } from '../../../shared/health/check-up-contract.ts'
import type { RingResult } from '../../../shared/health/lifecycle.ts'
import { dial } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { agreementWords, agreeText, clausesOf, lineWords } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const results: readonly { value: RingResult; text: string }[] = [
  { value: 'coming', text: '来' },
  { value: 'fetch', text: '要人接' },
  { value: 'not_coming', text: '不来' },
  { value: 'not_reached', text: '没打通' },
]

/** One person of a list: struck off before the invitation; rung, ticked off after it. */
export function LineSheet({
  checkUp,
  line,
  onClose,
  onDone,
}: {
  checkUp: CheckUp
  line: CheckUpLine
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, checkUpId } = checkUp
  const { residentId } = line
  const [result, setResult] = useState<RingResult | undefined>(undefined)
  const [note, setNote] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const mark = useCommand('health.markLine')
  const open = useCommand('health.openLine')
  const [person, setPerson] = useState<{ name: string; phone: string | null } | undefined>(undefined)
  const isInvited = checkUp.invitedAt !== null

  async function send(wanted: CheckUpMark) {
    const answer = await mark.run({ id: mark.id(), communityId, checkUpId, residentId, mark: wanted, agreed: isAgreed })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }
  async function ring() {
    const answer = await open.run({ communityId, checkUpId, residentId })
    if (answer?.ok !== true) return
    setPerson(answer.data)
    if (answer.data.phone !== null) dial(answer.data.phone)
  }

  const name = person?.name ?? line.maskedName
  const error = mark.error ?? open.error
  const keeps = result === 'coming' || result === 'fetch'
  return (
    <Sheet
      title={line.age === null ? name : `${name}，${line.age} 岁`}
      line={clausesOf(line.address, lineWords(line))}
      onClose={onClose}
    >
      {error === undefined ? null : <Notice kind="warn" text={error.message} />}
      {isInvited ? after() : before()}
      <Btn text="先不记" kind="plain" wide onPress={onClose} />
    </Sheet>
  )

  function before() {
    return (
      <Btn
        text={line.dropped ? '还是请' : '划掉，不请'}
        kind="secondary"
        size="l"
        wide
        isBusy={mark.isBusy}
        busyText="正在记"
        onPress={() => void send({ kind: 'listed', on: line.dropped })}
      />
    )
  }

  function agreement() {
    return line.agreed ? null : (
      <Choice
        many
        title={agreeText('check_up', 'staff')}
        note={agreementWords.check_up.note}
        isOn={isAgreed}
        onPress={() => setAgreed(!isAgreed)}
      />
    )
  }

  function after() {
    const isComing = line.answer === 'coming' || line.answer === 'fetch'
    return (
      <>
        <Btn
          text={person === undefined ? '看姓名，打电话' : person.phone === null ? '没有登记电话' : `打给${person.name}`}
          kind="secondary"
          wide
          icon="phone"
          disabled={person?.phone === null}
          isBusy={open.isBusy}
          busyText="正在打开"
          onPress={() => void ring()}
        />
        {isComing && result === undefined ? (
          <>
            {agreement()}
            {tick('attended', line.attended, '人到了', '没来，划掉“到了”')}
            {line.attended ? tick('collected', line.collected, '结果取走了', '还没取，划掉') : null}
          </>
        ) : null}
        {line.attended ? null : (
          <>
            <View className="chips-wrap">
              <Chips<RingResult | ''>
                label="电话里怎么说"
                options={results}
                value={result ?? ''}
                onChange={(value) => setResult(value === '' ? undefined : value)}
              />
            </View>
            {result === undefined ? null : (
              <>
                <Field
                  label="补一句"
                  value={note}
                  onInput={setNote}
                  maxLength={100}
                  placeholder="下午再打"
                  id="ring-note"
                />
                {keeps ? agreement() : null}
                <Btn
                  text={keeps && !line.agreed && !isAgreed ? '先点上面的同意' : '记下电话'}
                  kind="primary"
                  size="l"
                  wide
                  icon="check"
                  disabled={keeps && !line.agreed && !isAgreed}
                  isBusy={mark.isBusy}
                  busyText="正在记"
                  onPress={() => void send({ kind: 'rung', result, note: note.trim() })}
                />
              </>
            )}
          </>
        )}
      </>
    )
  }

  function tick(kind: 'attended' | 'collected', isOn: boolean, text: string, undo: string) {
    const isBlocked = !isOn && !line.agreed && !isAgreed
    return (
      <Btn
        text={isOn ? undo : text}
        kind={isOn ? 'secondary' : 'primary'}
        size="l"
        wide
        {...(isOn ? {} : { icon: 'check' })}
        disabled={isBlocked}
        isBusy={mark.isBusy}
        busyText="正在记"
        onPress={() => void send({ kind, on: !isOn })}
      />
    )
  }
}
