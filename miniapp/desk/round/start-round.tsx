import { useState } from 'react'
import { roundGroups, roundReasons, type RoundGroup, type RoundReason } from '../../../shared/help/wellness.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupWords, reasonWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Segmented } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'

/** By when it is to be done; a moment that has passed today means tomorrow. */
function dueOptions(now: Date) {
  const today = dayOf(now)
  return [
    { value: 'noon', text: '今天中午', at: instantOf(today, '12:00') },
    { value: 'evening', text: '今天 18 点', at: instantOf(today, '18:00') },
    { value: 'tomorrow', text: '明天 18 点', at: instantOf(addDays(today, 1), '18:00') },
  ].filter(({ at }) => at > now)
}

/** Why, whom, and by when; the number of people stands on the button before it is pressed. */
export function StartRound({ isFirst }: { isFirst: boolean }) {
  const me = useMe()
  const [now] = useState(() => new Date())
  const areas = (me?.staff ?? []).filter(({ areaCode, role }) => areaCode.length >= 12 && role !== 'doctor')
  const dues = dueOptions(now)
  const [reason, setReason] = useState<RoundReason>('heat')
  const [groups, setGroups] = useState<readonly RoundGroup[]>(['living_alone', 'over_80'])
  const [due, setDue] = useState(dues[0]?.value ?? 'tomorrow')
  const areaCode = areas[0]?.areaCode
  const preview = useQuery(
    'help.previewRound',
    areaCode === undefined || groups.length === 0 ? undefined : { areaCode, groups: [...groups] },
  )
  const start = useCommand('help.startRound')
  const count = groups.length === 0 ? 0 : preview.data?.count

  async function go() {
    const dueAt = dues.find(({ value }) => value === due)?.at
    if (areaCode === undefined || dueAt === undefined) return
    const input = { id: start.id(), areaCode, reason, groups: [...groups], dueAt: dueAt.toISOString() }
    const answer = await start.run(input)
    if (answer?.ok !== true) return
    openPage('desk/round/index', { community: answer.data.communityId, id: answer.data.roundId })
  }

  if (areaCode === undefined) return <Notice text="挨家问由网格和社区来开。进度这里都看得到。" />
  return (
    <Section title="开一轮" note={areas[0]?.areaName ?? ''} first={isFirst}>
      <Chips
        label="为什么问"
        options={roundReasons.map((value) => ({ value, text: reasonWords[value].text }))}
        value={reason}
        onChange={setReason}
      />
      <Notice text={`问什么：${reasonWords[reason].ask}`} />
      {roundGroups.map((group) => {
        const isOn = groups.includes(group)
        return (
          <Choice
            key={group}
            many
            title={groupWords[group].text}
            note={groupWords[group].note}
            isOn={isOn}
            onPress={() => setGroups(isOn ? groups.filter((one) => one !== group) : [...groups, group])}
          />
        )
      })}
      <Segmented label="什么时候问完" options={dues} value={due} onChange={setDue} />
      {start.error === undefined ? null : <Notice kind="warn" text={start.error.message} />}
      <Btn
        text={count === undefined ? '开始问' : count === 0 ? '名单里没有人' : `开始问，${count} 个人`}
        kind="primary"
        size="l"
        wide
        icon="phone-call"
        disabled={count === 0}
        isBusy={start.isBusy}
        busyText="正在排名单"
        onPress={() => void go()}
      />
    </Section>
  )
}
