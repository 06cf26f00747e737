import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayWord, weekdayWord } from '../../../shared/time.ts'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { shiftRoles } from '../../../shared/volunteering/lifecycle.ts'
import { skills, type Skill } from '../../../shared/volunteers/lifecycle.ts'
import { roleWords } from '../../text/activities.ts'
import { skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Field, Segmented, Switch } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Pick } from './pick.tsx'
import { dayShown, dayTyped, localToday, timeTyped } from './typed.ts'
import { weekdayOptions } from './weekdays.ts'

type Shift = PlanView['plan']['shifts'][number]
type Weekday = (typeof weekdayOptions)[number]['value']

const numberTyped = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : 0)
const numberShown = (count: number) => (count === 0 ? '' : String(count))

/** One shift. What cannot be read stays in its field and says so; nothing typed is lost. */
export function ShiftSheet({
  shift,
  place,
  onKeep,
  onRemove,
  onClose,
}: {
  shift: Shift
  /** Where the activity is: where the shift is too unless it says otherwise. */
  place: string
  onKeep: (shift: Shift) => void
  onRemove: () => void
  onClose: () => void
}) {
  const today = localToday()
  const [written, setWritten] = useState(shift)
  const [day, setDay] = useState(dayShown(shift.day, today))
  const [from, setFrom] = useState(shift.from)
  const [to, setTo] = useState(shift.to)
  const [until, setUntil] = useState(dayShown(shift.repeats?.untilDay ?? '', today))
  const [capacity, setCapacity] = useState(numberShown(shift.capacity))
  const [kept, setKept] = useState(numberShown(shift.firstTimerPlaces))
  const change = (part: Partial<Shift>) => setWritten((before) => ({ ...before, ...part }))

  const [theDay, theUntil] = [dayTyped(day, today), dayTyped(until, today)]
  const [begin, end] = [timeTyped(from), timeTyped(to)]
  const wrong = {
    day: day.trim() !== '' && theDay === undefined ? '像 12-5 这样填' : undefined,
    from: from.trim() !== '' && begin === undefined ? '像 9:30 这样填' : undefined,
    to: to.trim() !== '' && end === undefined ? '像 11:30 这样填' : undefined,
    until: until.trim() !== '' && theUntil === undefined ? '像 12-26 这样填' : undefined,
  }
  const { repeats, role } = written
  const isReadable = wrong.day === undefined && wrong.from === undefined && wrong.to === undefined
  const isReady = isReadable && (repeats === null || wrong.until === undefined)
  const keep = () =>
    onKeep({
      ...written,
      day: theDay ?? '',
      from: begin ?? '',
      to: end ?? '',
      capacity: numberTyped(capacity),
      firstTimerPlaces: role === 'volunteer' ? numberTyped(kept) : 0,
      neededSkill: role === 'volunteer' ? written.neededSkill : null,
      repeats: repeats && { ...repeats, untilDay: theUntil ?? '' },
    })
  return (
    <Sheet title={shift.task === '' ? '加一班' : `改“${shift.task}”`} onClose={onClose}>
      <Segmented
        label="要谁来"
        options={shiftRoles.map((one) => ({ value: one, text: roleWords[one] }))}
        value={role}
        onChange={(one) => change({ role: one })}
      />
      <Field
        id="task"
        label="做什么"
        value={written.task}
        placeholder={role === 'volunteer' ? '量血压' : '听讲座'}
        maxLength={40}
        onInput={(task) => change({ task })}
      />
      <Field
        id="day"
        label={theDay === undefined ? '哪一天' : `哪一天，${dayWord(theDay)} ${weekdayWord(theDay)}`}
        value={day}
        placeholder="12-5"
        maxLength={12}
        wrong={wrong.day}
        onInput={setDay}
      />
      <View className="flex g3 top-align">
        <View className="grow">
          <Field
            id="from"
            label="几点"
            value={from}
            placeholder="9:00"
            maxLength={6}
            wrong={wrong.from}
            onInput={setFrom}
          />
        </View>
        <View className="grow">
          <Field id="to" label="到几点" value={to} placeholder="11:00" maxLength={6} wrong={wrong.to} onInput={setTo} />
        </View>
      </View>
      <Field
        id="capacity"
        label="几个人"
        type="number"
        value={capacity}
        placeholder="4"
        maxLength={4}
        onInput={setCapacity}
      />
      <Field
        id="shift-place"
        label="在哪儿，不填就是活动的地方"
        value={written.place}
        placeholder={place === '' ? '社区卫生站门口' : place}
        maxLength={80}
        onInput={(value) => change({ place: value })}
      />
      {role === 'volunteer' ? (
        <>
          <Pick<Skill | ''>
            label="要会什么"
            options={[
              { value: '', text: '不用会什么' },
              ...skills.map((skill) => ({ value: skill, text: skillWords[skill].text })),
            ]}
            value={written.neededSkill ?? ''}
            onChange={(skill) => change({ neededSkill: skill === '' ? null : skill })}
          />
          <Field
            id="kept"
            label="头一天给没当过志愿者的留几位，可以不留"
            type="number"
            value={kept}
            placeholder="0"
            maxLength={4}
            onInput={setKept}
          />
        </>
      ) : null}
      <Rows>
        <Row
          title="每周都有"
          regular
          end={
            <Switch
              label="每周都有"
              isOn={repeats !== null}
              onChange={(isOn) =>
                change({ repeats: isOn ? { weekdays: firstWeekday(theDay), untilDay: '', skipsHolidays: true } : null })
              }
            />
          }
        />
      </Rows>
      {repeats === null ? null : (
        <>
          <CheckChips<Weekday>
            label="每周哪几天"
            options={weekdayOptions}
            values={weekdayOptions
              .map(({ value }) => value)
              .filter((one) => repeats.weekdays.indexOf(Number(one)) >= 0)}
            onChange={(values) => change({ repeats: { ...repeats, weekdays: values.map(Number) } })}
          />
          <Field
            id="until"
            label="到哪天为止，最多 26 周"
            value={until}
            placeholder="12-26"
            maxLength={12}
            wrong={wrong.until}
            onInput={setUntil}
          />
          <Rows>
            <Row
              title="放假的日子不办"
              regular
              end={
                <Switch
                  label="放假的日子不办"
                  isOn={repeats.skipsHolidays}
                  onChange={(skipsHolidays) => change({ repeats: { ...repeats, skipsHolidays } })}
                />
              }
            />
          </Rows>
        </>
      )}
      <Btn id="keep-shift" text="好了" kind="primary" size="l" wide disabled={!isReady} onPress={keep} />
      <Btn text="去掉这一班" kind="plain" size="l" wide onPress={onRemove} />
    </Sheet>
  )
}

function firstWeekday(day: string | undefined): number[] {
  return day === undefined ? [] : [new Date(`${day}T00:00:00.000Z`).getUTCDay()]
}
