import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import type { Day } from '../../../../shared/time.ts'
import { dayHeading, exceptionWords } from '../../../text/offering.ts'
import { Btn } from '../../../ui/btn.tsx'
import { Field } from '../../../ui/forms.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Lines, Notice } from '../../../ui/states.tsx'
import { whoseWords, type OfferingData } from '../use-offering.ts'
import { markedDay } from './days.ts'

const lines = { rest: '这天休息。', work: '这天照工作日办事。', closed: '这天停一停。', plain: '平常的一天。' } as const

/** One day: what it is here, and what the community may make of it. */
export function DaySheet({
  day,
  data,
  onClose,
  onChange,
  onException,
}: {
  day: Day
  data: OfferingData
  onClose: () => void
  onChange: (change: OfferingChange, done: string) => void
  onException: () => void
}) {
  const marked = markedDay(day, data)
  const own = data.holidays.filter((one) => one.day === day)[0]
  const works = marked.kind === 'work' || marked.kind === 'plain' || marked.kind === 'closed'
  const [name, setName] = useState('')
  const isPast = day < data.today
  const set = (kind: 'holiday' | 'workday') =>
    onChange(
      { kind: 'holiday', holiday: { day, kind, name: name.trim() } },
      kind === 'holiday' ? '这天休息' : '这天照常办',
    )
  return (
    <Sheet
      title={dayHeading(day)}
      line={marked.word === '' ? lines[marked.kind] : `${marked.word}。${lines[marked.kind]}`}
      onClose={onClose}
    >
      <Lines lines={marked.exceptions.map((one) => exceptionWords(one, whoseWords(data, one)))} />
      {data.mayChange && !isPast ? (
        <View className="col g3">
          {own === undefined ? (
            <>
              <Field
                label={works ? '这天要休息，叫什么' : '这天要办事，叫什么'}
                value={name}
                onInput={setName}
                placeholder={works ? '社区休息日' : '便民服务日'}
                maxLength={20}
                id="day-name"
              />
              <Btn
                text={works ? '整个社区这天休息' : '整个社区这天照常办'}
                kind="primary"
                wide
                disabled={name.trim() === ''}
                onPress={() => set(works ? 'holiday' : 'workday')}
              />
            </>
          ) : (
            <Btn
              text="不改了，照国家的日历来"
              wide
              onPress={() => onChange({ kind: 'holiday_removed', day }, '照日历来了')}
            />
          )}
          <Btn text="只停一处，或者谁不在" kind="tint" wide onPress={onException} />
        </View>
      ) : isPast ? (
        <Notice text="过去的日子只能看。" />
      ) : null}
      <Btn text="好了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
