import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { focusGroups, type FocusGroup } from '../../../shared/health/lifecycle.ts'
import { addDays, dayOf, dayWord, weekdayWord, type Day } from '../../../shared/time.ts'
import { replacePage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { focusWords } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Chips, Choice, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'

const daysOffered = 14
const mostDays = 7
const times = [
  { value: '07:30–10:00', text: '7:30–10:00' },
  { value: '08:00–11:30', text: '8:00–11:30' },
  { value: '14:00–17:00', text: '14:00–17:00' },
] as const
const ages = [
  { value: '60', text: '60 岁以上' },
  { value: '65', text: '65 岁以上' },
  { value: '80', text: '80 岁以上' },
  { value: '35', text: '35 到 64 岁' },
  { value: '0', text: '都请' },
] as const
const ringDays = [
  { value: 2, text: '2 天' },
  { value: 3, text: '3 天' },
  { value: 5, text: '5 天' },
]

/** Days, place, what to bring, and whom to ask. Nobody is told before the list was seen. */
export function Plan({ communityId, isDoctor }: { communityId: string; isDoctor: boolean }) {
  const [tomorrow] = useState(() => addDays(dayOf(new Date()), 1))
  const offered = Array.from({ length: daysOffered }, (_, index) => addDays(tomorrow, index))
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState('社区卫生站')
  const [bring, setBring] = useState('空腹来，带身份证和医保卡')
  const [days, setDays] = useState<readonly Day[]>([])
  const [time, setTime] = useState<(typeof times)[number]['value']>('07:30–10:00')
  const [age, setAge] = useState<(typeof ages)[number]['value']>('65')
  const [livingAlone, setLivingAlone] = useState(false)
  const [focus, setFocus] = useState<FocusGroup | 'any'>('any')
  const [ringAfterDays, setRingAfterDays] = useState(3)
  const [gridCode, setGridCode] = useState('')
  const grids = useQuery('health.grids', { communityId }).data?.grids ?? []
  const plan = useCommand('health.planCheckUp')
  const isReady = title.trim() !== '' && place.trim() !== '' && days.length > 0

  async function make() {
    const [from = '', to = ''] = time.split('–')
    const answer = await plan.run({
      id: plan.id(),
      communityId,
      title: title.trim(),
      place: place.trim(),
      bring: bring.trim(),
      days: [...days],
      from,
      to,
      filter: {
        ageFrom: Number(age),
        ageTo: age === '35' ? 64 : 120,
        livingAlone,
        focus: focus === 'any' ? null : focus,
        gridCode: gridCode === '' ? null : gridCode,
      },
      ringAfterDays,
    })
    if (answer?.ok !== true) return
    replacePage('desk/health-check-up/index', { community: communityId, id: answer.data.checkUpId })
  }

  return (
    <>
      <Card pad className="col g4">
        <Field
          label="叫什么"
          value={title}
          onInput={setTitle}
          maxLength={40}
          placeholder="65 岁以上免费体检"
          id="title"
        />
        <Field label="在哪里" value={place} onInput={setPlace} maxLength={60} placeholder="社区卫生站" id="place" />
        <Field label="要注意什么" value={bring} onInput={setBring} maxLength={120} placeholder="空腹来" id="bring" />
        <CheckChips
          label="哪几天，最多 7 天"
          options={offered.map((day) => ({
            value: day,
            text: `${dayWord(day)} ${weekdayWord(day).replace('星期', '周')}`,
          }))}
          values={days}
          onChange={(chosen) => setDays(offered.filter((day) => chosen.includes(day)).slice(0, mostDays))}
        />
        <Label text="几点" />
        <View className="chips-wrap">
          <Chips label="几点" options={times} value={time} onChange={setTime} />
        </View>
      </Card>
      <Section title="请谁">
        <Card pad className="col g3 chips-wrap">
          <Label text="多大年纪" />
          <Chips label="多大年纪" options={ages} value={age} onChange={setAge} />
          <Choice many title="只请一个人住的" isOn={livingAlone} onPress={() => setLivingAlone(!livingAlone)} />
          {focus === 'any' && grids.length > 1 ? (
            <>
              <Label text="哪个网格" />
              <Chips
                label="哪个网格"
                options={[
                  { value: '', text: '全社区' },
                  ...grids.map((one) => ({ value: one.gridCode, text: one.name })),
                ]}
                value={gridCode}
                onChange={setGridCode}
              />
            </>
          ) : null}
          {isDoctor ? (
            <>
              <Label text="只请我签的、有这个毛病的" />
              <Chips
                label="只请我签的、有这个毛病的"
                options={[
                  { value: 'any' as const, text: '不管老毛病' },
                  ...focusGroups.map((value) => ({ value, text: focusWords[value] })),
                ]}
                value={focus}
                onChange={setFocus}
              />
              {focus === 'any' ? null : <Notice text="只请您签的、点过头的居民。这份名单只有您看得到。" />}
            </>
          ) : null}
        </Card>
      </Section>
      <Section title="几天没回话就打电话">
        <Segmented label="几天没回话就打电话" options={ringDays} value={ringAfterDays} onChange={setRingAfterDays} />
        <Notice text="80 岁以上没有微信的，请的当天就打。" />
      </Section>
      {plan.error === undefined ? null : <Notice kind="warn" text={plan.error.message} />}
      <Btn
        text={isReady ? '排名单，先看一看' : '先写名字、选日子'}
        kind="primary"
        size="l"
        wide
        disabled={!isReady}
        isBusy={plan.isBusy}
        busyText="正在排"
        onPress={() => void make()}
      />
    </>
  )
}

function Label({ text }: { text: string }) {
  return (
    <View className="field__label">
      <Text>{text}</Text>
    </View>
  )
}
