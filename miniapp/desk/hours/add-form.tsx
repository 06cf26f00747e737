import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { mostAddedMinutes } from '../../../shared/records/hours.ts'
import { dayOf, dayWord, type Day } from '../../../shared/time.ts'
import { newId } from '../../client/new-id.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayIn, minutesIn } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { FindVolunteer } from './find-volunteer.tsx'

interface Person {
  residentId: string
  name: string
}

/** What a volunteer said is missing. */
export interface Preset {
  person: Person
  day: Day
  title: string
  objectionId: string
}

const mostPeople = 30
const fields = {
  title: { label: '做了什么', placeholder: '比如 楼道清洁', longest: 40 },
  content: { label: '具体做的', placeholder: '比如 扫三个单元的楼道', longest: 80 },
  place: { label: '在哪儿', placeholder: '比如 3 栋', longest: 80 },
  organiserName: { label: '谁组织的', placeholder: '比如 银发互助队', longest: 60 },
  personInCharge: { label: '负责人', placeholder: '比如 李敏', longest: 40 },
} as const
type FieldName = keyof typeof fields
const fieldNames = Object.keys(fields) as FieldName[]

/** Hours that no check-in gave: for whom, which day, what, how long, and why. A second person confirms. */
export function AddForm({ communityId, preset, onDone }: { communityId: string; preset?: Preset; onDone: () => void }) {
  const me = useMe()
  const add = useCommand('records.addHours')
  const [people, setPeople] = useState<readonly Person[]>(preset === undefined ? [] : [preset.person])
  const [dayWords, setDayWords] = useState(preset === undefined ? '' : dayWord(preset.day))
  const [hours, setHours] = useState('')
  const [reason, setReason] = useState('')
  const [texts, setTexts] = useState<Record<FieldName, string>>({
    title: preset?.title ?? '',
    content: '',
    place: '',
    organiserName: '',
    personInCharge: me?.displayName ?? '',
  })
  const [isChecked, setChecked] = useState(false)
  /** One id for each line, the same when it is sent again. */
  const ids = useRef<Record<string, string>>({})
  const day = dayIn(dayWords, dayOf(new Date()))
  const minutes = minutesIn(hours, mostAddedMinutes)
  const isEmpty = (name: FieldName) => texts[name].trim() === ''
  const missing =
    people.length === 0 ||
    day === undefined ||
    minutes === undefined ||
    minutes === 0 ||
    reason.trim() === '' ||
    fieldNames.some(isEmpty)

  async function send() {
    setChecked(true)
    if (missing || day === undefined || minutes === undefined) return
    const answer = await add.run({
      id: add.id(),
      communityId,
      people: people.map(({ residentId }) => ({ id: (ids.current[residentId] ??= newId()), residentId })),
      day,
      minutes,
      title: texts.title.trim(),
      content: texts.content.trim(),
      place: texts.place.trim(),
      organiserName: texts.organiserName.trim(),
      personInCharge: texts.personInCharge.trim(),
      reason: reason.trim(),
      objectionId: preset?.objectionId ?? null,
    })
    if (answer?.ok !== true) return
    ids.current = {}
    say('提上去了，等另一位同事核对')
    onDone()
  }

  return (
    <Section title="补录一笔" note="要另一位同事核对" first>
      <Card pad className="col g3">
        {people.length === 0 ? null : (
          <Rows>
            {people.map(({ residentId, name }) => (
              <Row
                key={residentId}
                lead={<Avatar name={name} size="s" />}
                title={name}
                end={
                  <Btn
                    text="去掉"
                    kind="text"
                    label={`去掉${name}`}
                    onPress={() => setPeople(people.filter((person) => person.residentId !== residentId))}
                  />
                }
              />
            ))}
          </Rows>
        )}
        {people.length >= mostPeople ? null : (
          <FindVolunteer
            communityId={communityId}
            onFound={({ residentId, name }) => {
              if (people.every((person) => person.residentId !== residentId)) {
                setPeople([...people, { residentId, name }])
              }
            }}
          />
        )}
        {isChecked && people.length === 0 ? <Notice text="先找到是哪位志愿者。" /> : null}
        <Field
          label="哪一天"
          value={dayWords}
          onInput={setDayWords}
          placeholder="比如 11 月 3 日"
          wrong={isChecked && day === undefined ? '写清是几月几日，不能是以后的' : undefined}
          maxLength={16}
          id="add-day"
        />
        <Field
          label="几小时"
          value={hours}
          onInput={setHours}
          placeholder="比如 2.5"
          wrong={isChecked && (minutes === undefined || minutes === 0) ? '写个数，最多 12 小时' : undefined}
          maxLength={5}
          id="add-hours"
        />
        {fieldNames.map((name) => (
          <Field
            key={name}
            label={fields[name].label}
            value={texts[name]}
            onInput={(value) => setTexts({ ...texts, [name]: value })}
            placeholder={fields[name].placeholder}
            wrong={isChecked && isEmpty(name) ? '这一项要写' : undefined}
            maxLength={fields[name].longest}
            id={`add-${name}`}
          />
        ))}
        <LongField
          label="为什么没有签到"
          value={reason}
          onInput={setReason}
          placeholder="比如 手机没电，队长在场"
          maxLength={200}
          id="add-reason"
        />
        {isChecked && reason.trim() === '' ? <Notice text="写一句为什么，核对的人要看。" /> : null}
        {add.error === undefined ? null : <Notice kind="warn" text={add.error.message} />}
        <Btn
          text="提上去核对"
          kind="primary"
          size="l"
          wide
          isBusy={add.isBusy}
          busyText="正在提"
          onPress={() => void send()}
        />
        <View className="t-small quiet">
          <Say>自己的时长，请同事来补。</Say>
        </View>
      </Card>
    </Section>
  )
}
