import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Roster } from '../../../shared/people/roster-contract.ts'
import {
  daysFrom,
  rosterParts,
  rosterProblems,
  shiftPatterns,
  weekOf,
  type Hours,
  type RosterEntry,
} from '../../../shared/people/roster.ts'
import { addDays, dayOf, type Day } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { weekday } from '../../text/days.ts'
import { partWords, problemWords, shiftWords, weekWords } from '../../text/roster.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Lines, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Week } from './week.tsx'

/** The hours a roster may promise, in the words of its shifts. */
const coverages: readonly { value: string; text: string; hours: Hours }[] = [
  { value: '08:00-16:00', text: '白天 8:00–16:00', hours: { from: '08:00', to: '16:00' } },
  { value: '08:00-24:00', text: '早晚 8:00–24:00', hours: { from: '08:00', to: '24:00' } },
  { value: '00:00-24:00', text: '一天到晚', hours: { from: '00:00', to: '24:00' } },
]

type Cell = Hours & { day: Day }
const isSame = (one: Cell, other: Cell) => one.day === other.day && one.from === other.from

/** Planning a week: tap a shift, choose who; what is missing is told all along, by the rules the server publishes by. */
export function Planner({
  data,
  isWide,
  onEnd,
}: {
  data: Roster
  isWide: boolean
  onEnd: (isChanged: boolean) => void
}) {
  const me = useMe()
  const save = useCommand('people.saveRoster')
  const publish = useCommand('people.publishRoster')
  const [entries, setEntries] = useState<readonly RosterEntry[]>(data.plan.entries)
  const [covered, setCovered] = useState<Hours>(data.covered)
  const [cell, setCell] = useState<Cell | undefined>(undefined)
  // Grows with every change that is kept: the next one is made from there.
  const [version, setVersion] = useState(data.plan.version)
  const [wrong, setWrong] = useState<string | undefined>(undefined)

  const now = new Date(data.now)
  const days = daysFrom(data.week, 7)
  const problems = rosterProblems(entries, covered, days, now)
  const nameOf = (accountId: string) => data.people.find((one) => one.accountId === accountId)?.name ?? '不在岗了'
  const patterns = shiftPatterns.filter(({ from, to }) => from < covered.to && covered.from < to)
  const area = { areaCode: data.area.code, week: data.week }

  async function keep(): Promise<number | undefined> {
    setWrong(undefined)
    const people = new Set(data.people.map(({ accountId }) => accountId))
    const kept = entries.filter(({ accountId }) => people.has(accountId))
    const answer = await save.run({ ...area, version, covered, entries: kept })
    if (answer?.ok !== true) {
      setWrong(answer?.error.message)
      return undefined
    }
    setVersion(answer.data.version)
    return answer.data.version
  }
  async function keepOnly() {
    if ((await keep()) === undefined) return
    say('存好了，还没发布')
    onEnd(true)
  }
  async function publishNow() {
    const kept = await keep()
    if (kept === undefined) return
    const answer = await publish.run({ ...area, version: kept })
    if (answer?.ok === true) {
      say('发布了')
      onEnd(true)
    } else setWrong(answer?.error.message)
  }
  async function likeLastWeek() {
    const answer = await call('people.roster', { areaCode: data.area.code, week: addDays(data.week, -7) })
    if (!answer.ok) return setWrong(answer.error.message)
    const { entries: last } = answer.data.plan
    if (last.length === 0) return setWrong('上周没有排班，照不了。')
    return setEntries(last.map((entry) => ({ ...entry, day: addDays(entry.day, 7) })))
  }

  return (
    <Section title={`排班，${weekWords(data.week)}`} note={data.area.name} first>
      <View className="chips-wrap">
        <Chips
          label="哪些钟头一定要有人"
          options={coverages}
          value={`${covered.from}-${covered.to}`}
          onChange={(value) => setCovered(coverages.find((one) => one.value === value)?.hours ?? covered)}
        />
      </View>
      {problems.length === 0 ? (
        <Notice kind="ok" text="每个钟头都有人，可以发布。" />
      ) : (
        <Notice
          kind="warn"
          text={`还有 ${problems.length} 处要补：${problems
            .slice(0, 3)
            .map((problem) => problemWords(problem, dayOf(now)))
            .join('；')}${problems.length > 3 ? '……' : '。'}`}
        />
      )}
      <Btn text="照上周排" kind="tint" wide={!isWide} icon="history" onPress={() => void likeLastWeek()} />
      <Week
        days={days.filter((day) => day >= dayOf(now) || data.week !== weekOf(dayOf(now)))}
        today={dayOf(now)}
        places={entries.map((entry) => ({ ...entry, name: nameOf(entry.accountId) }))}
        problems={problems}
        me={me?.accountId}
        now={now.getTime()}
        isWide={isWide}
        patterns={patterns}
        onChoose={setCell}
      />
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      <View className="flex g3 stack">
        <View className="grow">
          <Btn
            text="先存着"
            wide
            isBusy={save.isBusy && !publish.isBusy}
            busyText="正在存"
            onPress={() => void keepOnly()}
          />
        </View>
        <View className="grow">
          <Btn
            text="发布"
            kind="primary"
            wide
            disabled={problems.length > 0}
            isBusy={publish.isBusy}
            busyText="正在发布"
            onPress={() => void publishNow()}
          />
        </View>
      </View>
      <Btn text="不排了" kind="plain" wide onPress={() => onEnd(version !== data.plan.version)} />
      {cell === undefined ? null : (
        <CellSheet
          cell={cell}
          entries={entries}
          people={data.people}
          onClose={() => setCell(undefined)}
          onChange={(part, accountId) => {
            const rest = entries.filter((entry) => !(isSame(entry, cell) && entry.part === part))
            const { day, from, to } = cell
            setEntries(accountId === '' ? rest : [...rest, { day, from, to, part, accountId }])
          }}
        />
      )}
    </Section>
  )
}

function CellSheet({
  cell,
  entries,
  people,
  onClose,
  onChange,
}: {
  cell: Cell
  entries: readonly RosterEntry[]
  people: Roster['people']
  onClose: () => void
  onChange: (part: RosterEntry['part'], accountId: string) => void
}) {
  const chosen = (part: RosterEntry['part']) =>
    entries.find((entry) => isSame(entry, cell) && entry.part === part)?.accountId ?? ''
  return (
    <Sheet title={`${weekday(cell.day)}，${shiftWords(cell)}`} onClose={onClose}>
      {rosterParts.map((part) => (
        <View key={part} className="col g1 chips-wrap">
          <View className="strong">
            <Text>{partWords[part]}</Text>
          </View>
          <Chips
            label={partWords[part]}
            options={[
              ...people.map(({ accountId, name, ready }) => ({
                value: accountId,
                text: ready ? name : `${name}，叫不到`,
              })),
              { value: '', text: '不排' },
            ]}
            value={chosen(part)}
            onChange={(accountId) => onChange(part, accountId)}
          />
        </View>
      ))}
      {people.length === 0 ? <Lines lines={['这里还没有人有岗位。']} /> : null}
      <Btn text="好" kind="primary" size="l" wide onPress={onClose} />
    </Sheet>
  )
}
