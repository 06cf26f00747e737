import { useState } from 'react'
import { dayOf, timeOf } from '../../../shared/time.ts'
import type { LedShift, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayAndWeekday } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { ShiftFields, useShiftTyped } from './shift-fields.tsx'

type Scope = 'one' | 'later'

/** Moves, changes or cancels one shift, or it and all later ones of its week. Whoever signed up is told. */
export function LedShiftSheet({
  view,
  shift,
  onClose,
  onDone,
}: {
  view: PlanView
  shift: LedShift
  onClose: () => void
  onDone: (words: string) => void
}) {
  const command = useCommand('volunteering.changeShift')
  const [scope, setScope] = useState<Scope>('one')
  const [isCancelling, setCancelling] = useState(false)
  const [reason, setReason] = useState('')
  const [startsAt, endsAt] = [new Date(shift.startsAt), new Date(shift.endsAt)]
  const times = { day: dayOf(startsAt), from: timeOf(startsAt), to: timeOf(endsAt) }
  const typed = useShiftTyped({ ...times, place: shift.place, task: shift.task, capacity: shift.capacity }, shift.taken)
  const { communityId, activityId, version } = view
  const key = { communityId, activityId, version, shiftId: shift.shiftId, scope }
  const keep = async () => {
    if (!typed.words) return
    const change = { kind: 'edit' as const, ...typed.words, neededSkill: shift.neededSkill }
    const answer = await command.run({ id: command.id(), ...key, change })
    if (answer?.ok) onDone('改好了')
  }
  const cancel = async () => {
    const answer = await command.run({ id: command.id(), ...key, change: { kind: 'cancel', words: reason } })
    if (answer?.ok) onDone('取消了，都通知了')
  }
  return (
    <Sheet title={`${dayAndWeekday(shift.startsAt)}，${shift.task}`} onClose={onClose}>
      {shift.seriesId === null ? null : (
        <Segmented<Scope>
          label="改哪几班"
          options={[
            { value: 'one', text: '只这一班' },
            { value: 'later', text: '这班和后面的' },
          ]}
          value={scope}
          onChange={setScope}
        />
      )}
      {isCancelling ? (
        <Field id="why" label="为什么取消，报了名的人会看到" value={reason} maxLength={200} onInput={setReason} />
      ) : (
        <ShiftFields id="led" shift={typed} />
      )}
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      {isCancelling ? (
        <>
          <Btn
            id="cancel-shift"
            text="取消这一班"
            kind="danger"
            size="l"
            wide
            disabled={reason.trim() === ''}
            isBusy={command.isBusy}
            busyText="正在通知"
            onPress={() => void cancel()}
          />
          <Btn text="先不取消" kind="plain" size="l" wide onPress={() => setCancelling(false)} />
        </>
      ) : (
        <>
          <Btn
            id="keep-led-shift"
            text={shift.taken + shift.waiting === 0 ? '改好了' : '改好了，通知大家'}
            kind="primary"
            size="l"
            wide
            disabled={typed.words === undefined}
            isBusy={command.isBusy}
            busyText="正在改"
            onPress={() => void keep()}
          />
          <Btn text="取消这一班" kind="plain" size="l" wide onPress={() => setCancelling(true)} />
        </>
      )}
    </Sheet>
  )
}
