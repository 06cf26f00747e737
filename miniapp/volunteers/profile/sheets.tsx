import { useState } from 'react'
import { addDays, dayOf, type Day } from '../../../shared/time.ts'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Lines, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface SheetProps {
  volunteer: VolunteerFile
  onClose: () => void
  onDone: () => void
}

const rests = [
  { days: 7, text: '一个星期' },
  { days: 30, text: '一个月' },
  { days: 90, text: '三个月' },
  { days: 365, text: '一年' },
] as const

/** Resting until a day: no call, no message about volunteering, and the number stays. */
export function RestSheet({ volunteer, onClose, onDone }: SheetProps) {
  const pause = useCommand('volunteers.pause')
  const today = dayOf(new Date())
  const [until, setUntil] = useState<Day>(addDays(today, 30))
  async function rest() {
    const answer = await pause.run({ person: volunteer.person, until })
    if (answer?.ok !== true) return
    say('歇着吧，到时候见')
    onDone()
  }
  return (
    <Sheet title="歇多久" line="歇着的时候不来问您，编号和时长都留着。到日子自己就恢复。" onClose={onClose}>
      {rests.map(({ days, text }) => {
        const day = addDays(today, days)
        return (
          <Choice
            key={days}
            title={text}
            note={`歇到 ${dayInFull(day)}`}
            isOn={until === day}
            onPress={() => setUntil(day)}
          />
        )
      })}
      <Places />
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

/** Whoever rests or leaves with places in shifts should give them back, so that somebody else can have them. */
function Places() {
  const mine = useQuery('volunteering.mine', {})
  const count = mine.data?.coming.length ?? 0
  if (count === 0) return null
  return (
    <>
      <Notice kind="warn" text={`您还报着 ${count} 个班次。来不了的先退掉，好让别人补上。`} />
      <Btn text="看看是哪几个" kind="secondary" wide onPress={() => openPage('volunteering/mine/index')} />
    </>
  )
}

/** Leaving, and what becomes of what is stored: said before, not after. */
export function LeaveSheet({ volunteer, onClose, onDone }: SheetProps) {
  const leave = useCommand('volunteers.leave')
  const [erase, setErase] = useState(false)
  async function go() {
    const answer = await leave.run({ person: volunteer.person, erase })
    if (answer?.ok !== true) return
    say(erase ? '退出了，资料删掉了' : '退出了，谢谢您')
    onDone()
  }
  return (
    <Sheet title="不做志愿者了" line="做过的服务，国家规定要留着记录，删不掉。" onClose={onClose}>
      <Choice
        title="退出，资料先留着"
        note="不再来问您，所有的同意都收回。哪天想回来，编号还是原来的。"
        isOn={!erase}
        onPress={() => setErase(false)}
      />
      <Choice
        title="退出，把资料删掉"
        note="证件号、生日、电话、住处、手艺、家长，现在就删，找不回来。"
        isOn={erase}
        onPress={() => setErase(true)}
      />
      {erase ? <Lines lines={['留下的只有：姓名、志愿者编号、做过的服务和时长、开过的证明。']} /> : null}
      <Places />
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
