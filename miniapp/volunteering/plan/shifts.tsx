import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayWord } from '../../../shared/time.ts'
import type { PlanChoices, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { newId } from '../../client/new-id.ts'
import { dayAndWeekday, problemWords, roleWords } from '../../text/activities.ts'
import { skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { Pick } from './pick.tsx'
import { ShiftSheet } from './shift-sheet.tsx'
import { weekdayOptions } from './weekdays.ts'
import type { Draft } from './use-draft.ts'

type Shift = PlanView['plan']['shifts'][number]

const emptyShift = (plan: PlanView['plan']): Shift => {
  const last = plan.shifts[plan.shifts.length - 1]
  return {
    lineId: newId(),
    task: '',
    role: plan.kind === 'volunteering' ? 'volunteer' : 'participant',
    day: last?.day ?? '',
    from: last?.from ?? '',
    to: last?.to ?? '',
    place: '',
    neededSkill: null,
    capacity: 0,
    firstTimerPlaces: 0,
    repeats: null,
  }
}

/** Who is needed when: each line is a shift, or one that comes again every week. */
export function Shifts({ draft, choices }: { draft: Draft; choices: PlanChoices }) {
  const { plan, change, days } = draft
  const [open, setOpen] = useState<Shift | undefined>(undefined)
  const put = (shift: Shift) => {
    const isNew = plan.shifts.every(({ lineId }) => lineId !== shift.lineId)
    const shifts = plan.shifts.map((one) => (one.lineId === shift.lineId ? shift : one))
    change({ shifts: isNew ? [...shifts, shift] : shifts })
    setOpen(undefined)
  }
  const venue = plan.venue?.resourceId ?? ''
  return (
    <View className="col g4">
      {plan.shifts.length === 0 ? (
        <Notice text="一班就是一段时间、一件事、几个人。义诊可以有引导、接送、量血压三班。" />
      ) : (
        <Rows>
          {plan.shifts.map((shift) => (
            <Row
              key={shift.lineId}
              title={shift.task === '' ? '还没写做什么' : shift.task}
              note={shiftNote(shift, draft)}
              onPress={() => setOpen(shift)}
            />
          ))}
        </Rows>
      )}
      <Btn id="add-shift" text="加一班" kind="tint" icon="plus" wide onPress={() => setOpen(emptyShift(plan))} />
      {days.length < 2 ? null : (
        <View className="t-small quiet">
          <Text>
            {`一共 ${days.length} 班，${dayAndWeekday(days[0]?.startsAt ?? '')}到${dayAndWeekday(days[days.length - 1]?.startsAt ?? '')}。`}
          </Text>
        </View>
      )}
      {choices.venues.length === 0 ? null : (
        <Card pad>
          <Pick
            label="要不要订一间屋子，发布的时候一起订下"
            options={[
              { value: '', text: '不用' },
              ...choices.venues.map(({ resourceId, name }) => ({ value: resourceId, text: name })),
            ]}
            value={venue}
            onChange={(resourceId) => {
              const chosen = choices.venues.filter((one) => one.resourceId === resourceId)[0]
              change({ venue: chosen ?? null })
            }}
          />
        </Card>
      )}
      {open === undefined ? null : (
        <ShiftSheet
          key={open.lineId}
          shift={open}
          place={plan.place}
          onKeep={put}
          onRemove={() => {
            change({ shifts: plan.shifts.filter(({ lineId }) => lineId !== open.lineId) })
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </View>
  )
}

/** When, how many and whom; or what is still missing. */
function shiftNote(shift: Shift, { problems }: Draft): string {
  const wrong = problems.filter(({ lineId }) => lineId === shift.lineId).map(({ code }) => problemWords[code])
  if (wrong.length > 0) return `还差：${wrong.join('、')}`
  const { day, from, to, repeats, neededSkill, capacity, role } = shift
  const weekly = repeats
    ? `每${weekdayOptions
        .filter(({ value }) => repeats.weekdays.indexOf(Number(value)) >= 0)
        .map(({ text }) => text)
        .join('、')}`
    : day === ''
      ? '还没定哪天'
      : dayWord(day)
  const skill = neededSkill === null ? '' : `，${skillWords[neededSkill].text}`
  return `${weekly} ${from}–${to}，${capacity} 位，${roleWords[role]}${skill}`
}
