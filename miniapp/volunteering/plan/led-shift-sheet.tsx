import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf, timeOf } from '../../../shared/time.ts'
import type { LedShift, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayAndWeekday } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { dayShown, dayTyped, localToday, timeTyped } from './typed.ts'

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
  const today = localToday()
  const command = useCommand('volunteering.changeShift')
  const [scope, setScope] = useState<Scope>('one')
  const [isCancelling, setCancelling] = useState(false)
  const [day, setDay] = useState(dayShown(dayOf(new Date(shift.startsAt)), today))
  const [from, setFrom] = useState(timeOf(new Date(shift.startsAt)))
  const [to, setTo] = useState(timeOf(new Date(shift.endsAt)))
  const [place, setPlace] = useState(shift.place)
  const [task, setTask] = useState(shift.task)
  const [capacity, setCapacity] = useState(String(shift.capacity))
  const [reason, setReason] = useState('')
  const [theDay, begin, end] = [dayTyped(day, today), timeTyped(from), timeTyped(to)]
  const count = /^\d{1,4}$/.test(capacity) ? Number(capacity) : 0
  const isReady = theDay !== undefined && begin !== undefined && end !== undefined && begin < end && count >= 1
  const tooFew = count < shift.taken

  const { communityId, activityId, version } = view
  const key = { communityId, activityId, version, shiftId: shift.shiftId, scope }
  const keep = async () => {
    if (theDay === undefined || begin === undefined || end === undefined) return
    const change = { day: theDay, from: begin, to: end, place, task, neededSkill: shift.neededSkill, capacity: count }
    const answer = await command.run({ id: command.id(), ...key, change: { kind: 'edit', ...change } })
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
        <>
          <Field
            id="led-day"
            label="哪一天"
            value={day}
            maxLength={12}
            wrong={theDay === undefined ? '像 12-5 这样填' : undefined}
            onInput={setDay}
          />
          <View className="flex g3">
            <View className="grow">
              <Field
                label="几点"
                value={from}
                maxLength={6}
                wrong={begin === undefined ? '像 9:30 这样填' : undefined}
                onInput={setFrom}
              />
            </View>
            <View className="grow">
              <Field
                label="到几点"
                value={to}
                maxLength={6}
                wrong={end === undefined ? '像 11:30 这样填' : undefined}
                onInput={setTo}
              />
            </View>
          </View>
          <Field label="在哪儿" value={place} maxLength={80} onInput={setPlace} />
          <Field label="做什么" value={task} maxLength={40} onInput={setTask} />
          <Field
            label="几个人"
            type="number"
            value={capacity}
            maxLength={4}
            wrong={tooFew ? `已经报了 ${shift.taken} 人` : undefined}
            onInput={setCapacity}
          />
        </>
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
            disabled={!isReady || tooFew || place.trim() === '' || task.trim() === ''}
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
