import { useState } from 'react'
import { addDays, dayOf, dayPhrase } from '../../../shared/time.ts'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayInFull } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface SheetProps {
  volunteer: VolunteerFile
  onClose: () => void
  onDone: () => void
}

const recentDays = 7

/** The guardian signed a sheet of paper: when, and that I saw it. */
export function PaperSheet({ volunteer, onClose, onDone }: SheetProps) {
  const note = useCommand('volunteers.guardianPaper')
  const today = dayOf(new Date())
  const [signedOn, setSignedOn] = useState(today)
  const days = Array.from({ length: recentDays }, (_, back) => addDays(today, -back))
  async function keep() {
    const answer = await note.run({ person: volunteer.person, signedOn })
    if (answer?.ok !== true) return
    say('记下了，可以报名了')
    onDone()
  }
  return (
    <Sheet
      title={`${volunteer.guardian?.name ?? '家长'}签过字了`}
      line="看过签了字的同意书再记。同意书请收好，记录里写您的名字。"
      onClose={onClose}
    >
      <Chips
        label="哪天签的"
        options={days.map((day) => ({ value: day, text: day === today ? '今天签的' : dayPhrase(day, today) }))}
        value={signedOn}
        onChange={setSignedOn}
      />
      {note.error ? <Notice kind="warn" text={note.error.message} /> : null}
      <Btn
        text="我看过签字，记下来"
        kind="primary"
        size="l"
        wide
        isBusy={note.isBusy}
        busyText="正在记"
        onPress={() => void keep()}
      />
      <Btn text="先不记" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

const restDays = [30, 90, 180] as const

export function RestSheet({ volunteer, onClose, onDone }: SheetProps) {
  const pause = useCommand('volunteers.pause')
  const today = dayOf(new Date())
  const [days, setDays] = useState<number>(restDays[0])
  async function rest() {
    const answer = await pause.run({ person: volunteer.person, until: addDays(today, days) })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }
  return (
    <Sheet title="本人想歇多久" line="到日子自己恢复，编号和时长都留着。" onClose={onClose}>
      {restDays.map((one) => (
        <Choice
          key={one}
          title={`歇到 ${dayInFull(addDays(today, one))}`}
          isOn={days === one}
          onPress={() => setDays(one)}
        />
      ))}
      {pause.error ? <Notice kind="warn" text={pause.error.message} /> : null}
      <Btn
        text="就歇到那天"
        kind="primary"
        size="l"
        wide
        isBusy={pause.isBusy}
        busyText="正在记"
        onPress={() => void rest()}
      />
      <Btn text="先不歇" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

export function LeaveSheet({ volunteer, onClose, onDone }: SheetProps) {
  const leave = useCommand('volunteers.leave')
  const [erase, setErase] = useState(volunteer.status === 'left')
  async function go() {
    const answer = await leave.run({ person: volunteer.person, erase })
    if (answer?.ok !== true) return
    say('办好了')
    onDone()
  }
  return (
    <Sheet title="本人说不做了" line="先跟本人讲清楚：做过的服务按规定要留着，姓名和编号也在记录里。" onClose={onClose}>
      <Choice title="退出，资料先留着" note="想回来，编号还是原来的" isOn={!erase} onPress={() => setErase(false)} />
      <Choice
        title="退出，把资料删掉"
        note="证件号、生日、电话、住处、手艺、家长，找不回来"
        isOn={erase}
        onPress={() => setErase(true)}
      />
      {leave.error ? <Notice kind="warn" text={leave.error.message} /> : null}
      <Btn
        text={erase ? '退出，删掉资料' : '退出'}
        kind="danger"
        size="l"
        wide
        isBusy={leave.isBusy}
        busyText="正在办"
        onPress={() => void go()}
      />
      <Btn text="先不退" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
