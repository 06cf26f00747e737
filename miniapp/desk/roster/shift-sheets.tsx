import { useState } from 'react'
import type { RosterShift } from '../../../shared/people/roster-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { askToSubscribe } from '../../client/subscribe.ts'
import { useCommand } from '../../client/use-command.ts'
import { hoursWords } from '../../text/roster.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface SheetProps {
  shift: RosterShift
  onDone: () => void
  onClose: () => void
}

/** Nothing would reach this person: three ways out, each said in words. */
export function StartSheet({ shift, onDone, onClose }: SheetProps) {
  const start = useCommand('people.startShift')
  const [excuse, setExcuse] = useState('')
  async function begin(reason: string) {
    const answer = await start.run({ areaCode: shift.areaCode, shiftId: shift.shiftId, excuse: reason })
    if (answer?.ok !== true) return
    say('上班了')
    onDone()
  }
  async function allow() {
    if (await askToSubscribe(['help'])) await begin('')
    else say('没有允许，提醒还是收不到')
  }
  return (
    <Sheet title="现在叫不到您" line="有人求助时，值守台没开，微信提醒也用完了。" onClose={onClose}>
      <Btn
        text="允许求助提醒，再上班"
        kind="primary"
        size="l"
        wide
        isBusy={start.isBusy}
        onPress={() => void allow()}
      />
      <Btn text="打开值守台" wide icon="monitor" onPress={() => openPage('desk/index/index')} />
      <Field
        label="都不行？写明原因，搭班的人看得到"
        value={excuse}
        onInput={setExcuse}
        maxLength={100}
        placeholder="手机坏了，打社区座机"
        id="excuse"
      />
      {start.error === undefined ? null : <Notice kind="warn" text={start.error.message} />}
      <Btn
        text="就这样上班"
        wide
        disabled={excuse.trim() === ''}
        isBusy={start.isBusy}
        onPress={() => void begin(excuse.trim())}
      />
    </Sheet>
  )
}

/** The end of a shift, and what the next one must know. */
export function EndSheet({ shift, onDone, onClose }: SheetProps) {
  const end = useCommand('people.endShift')
  const [note, setNote] = useState('')
  const words = note.trim()
  async function handOver() {
    const answer = await end.run({ areaCode: shift.areaCode, shiftId: shift.shiftId, note: words })
    if (answer?.ok !== true) return
    say('交班了')
    onDone()
  }
  return (
    <Sheet
      title="交班"
      line={`${shift.areaName}，${hoursWords(shift)}。接班的人一上班就看到这几句。`}
      onClose={onClose}
    >
      <Field
        label="交代什么"
        value={note}
        onInput={setNote}
        maxLength={500}
        placeholder="谁家要回电，哪件事没办完"
        id="note"
      />
      {end.error === undefined ? null : <Notice kind="warn" text={end.error.message} />}
      <Btn
        text={words === '' ? '没有要交代的，交班' : '交班'}
        kind="primary"
        size="l"
        wide
        isBusy={end.isBusy}
        busyText="正在交班"
        onPress={() => void handOver()}
      />
      <Btn text="还没到" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
