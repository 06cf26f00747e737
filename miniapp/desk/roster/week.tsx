import { Text, View } from '@tarojs/components'
import type { Hours, RosterPart, RosterProblem } from '../../../shared/people/roster.ts'
import type { RosterShift } from '../../../shared/people/roster-contract.ts'
import type { Day } from '../../../shared/time.ts'
import { weekday } from '../../text/days.ts'
import { hoursWords, stateOf } from '../../text/roster.ts'
import { Icon } from '../../ui/icon.tsx'
import { Row } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'

/** One person's place in the week that is shown: published, or only planned. */
export interface Place extends Hours {
  day: Day
  part: RosterPart
  accountId: string
  name: string
  shift?: RosterShift
}

interface Group extends Hours {
  day: Day
  A: Place | undefined
  B: Place | undefined
}

interface WeekProps {
  days: readonly Day[]
  today: Day
  places: readonly Place[]
  problems: readonly RosterProblem[]
  me: string | undefined
  now: number
  isWide: boolean
  /** While planning: every shift of the day can be chosen, also the empty ones. */
  onChoose?: (cell: Hours & { day: Day }) => void
  patterns?: readonly Hours[]
}

/** A week: seven columns on a wide screen, one day under the other on a phone. */
export function Week(props: WeekProps) {
  const { days, isWide } = props
  const shown = days.map((day) => ({ day, groups: groupsOf(day, props) }))
  if (isWide) {
    return (
      <View className="roster-week">
        {shown.map(({ day, groups }) => (
          <View key={day} className="card" {...dayGroup(day)}>
            <View className="card--pad roster-day">
              <DayName day={day} today={props.today} />
            </View>
            {groups.map((group) => (
              <Cell key={group.from} group={group} {...props} />
            ))}
          </View>
        ))}
      </View>
    )
  }
  return (
    <>
      {shown
        .filter(({ groups }) => groups.length > 0)
        .map(({ day, groups }) => (
          <View key={day} className="card rows" {...dayGroup(day)}>
            {groups.map((group, index) => (
              <Line key={group.from} group={group} isFirst={index === 0} {...props} />
            ))}
          </View>
        ))}
    </>
  )
}

/** The shifts of a day in their order, and where something is missing. */
function groupsOf(day: Day, { places, problems, patterns = [] }: WeekProps): Group[] {
  const own = places.filter((place) => place.day === day)
  const gaps = problems.filter((problem) => problem.day === day && problem.kind === 'gap')
  const unplanned = gaps.filter((gap) => !own.some((one) => one.from === gap.from))
  const hours: Hours[] = []
  for (const { from, to } of [...own, ...patterns, ...unplanned])
    if (!hours.some((known) => known.from === from)) hours.push({ from, to })
  hours.sort((one, other) => (one.from < other.from ? -1 : 1))
  return hours.map(({ from, to }) => {
    const there = own.filter((place) => place.from === from)
    const holder = (wanted: RosterPart) => there.find(({ part }) => part === wanted)
    return { day, from, to, A: holder('A'), B: holder('B') }
  })
}

function DayName({ day, today }: { day: Day; today: Day }) {
  return (
    <View className="flex g2 wrap">
      <Text className={day === today ? 'strong green' : 'strong'}>{day === today ? '今天' : weekday(day)}</Text>
      <Text className="quiet num">{`${Number(day.slice(8))} 日`}</Text>
    </View>
  )
}

/** A gap that is shown: it counts only where the rules say so. */
function isMissing(group: Group, problems: readonly RosterProblem[]): boolean {
  return (
    group.A === undefined &&
    problems.some(
      ({ kind, day, from, to }) => kind === 'gap' && day === group.day && from < group.to && group.from < to,
    )
  )
}

/** In the browser the day is said once, for all that belongs to it. */
function dayGroup(day: Day) {
  return process.env.TARO_ENV === 'h5'
    ? { role: 'group', 'aria-label': `${weekday(day)} ${Number(day.slice(8))} 日` }
    : {}
}

const spoken = (group: Group) =>
  `${weekday(group.day)} ${hoursWords(group)}，A 岗${group.A?.name ?? '没有人'}，B 岗${group.B?.name ?? '没有人'}`

function Cell({ group, problems, me, now, onChoose }: { group: Group } & WeekProps) {
  const missing = isMissing(group, problems)
  const state = group.A?.shift === undefined ? undefined : stateOf(group.A.shift, now)
  const names = `roster-cell ${missing ? 'roster-cell--off' : ''}`
  const inside = (
    <>
      <View className="t-small quiet num">
        <Text>{hoursWords(group)}</Text>
      </View>
      {missing ? (
        <View className="flex g1 strong">
          <Icon name="triangle-alert" size="s" />
          <Text>没有 A 岗</Text>
        </View>
      ) : (
        <View className={group.A?.accountId === me ? 'strong green' : 'strong'}>
          <Text>{group.A === undefined ? '空着' : `A ${group.A.name}`}</Text>
        </View>
      )}
      <View className={group.B?.accountId === me ? 'green' : 'quiet'}>
        <Text>{group.B === undefined ? '没有 B 岗' : `B ${group.B.name}`}</Text>
      </View>
      {state === undefined ? null : <Pill {...state} />}
    </>
  )
  if (onChoose === undefined) return <View className={names}>{inside}</View>
  return (
    <Press className={names} label={spoken(group)} contentSpeaks onPress={() => onChoose(group)}>
      {inside}
    </Press>
  )
}

function Line({ group, isFirst, problems, me, now, today, onChoose }: { group: Group; isFirst: boolean } & WeekProps) {
  const missing = isMissing(group, problems)
  const state = group.A?.shift === undefined ? undefined : stateOf(group.A.shift, now)
  const isMine = me !== undefined && (group.A?.accountId === me || group.B?.accountId === me)
  const first = group.A === undefined ? '空着' : group.A.name
  return (
    <Row
      lead={
        <View className={`datebox ${isFirst ? '' : 'roster-none'}`} ariaHidden={!isFirst}>
          {isFirst ? (
            <>
              <Text>{group.day === today ? '今天' : weekday(group.day)}</Text>
              <Text className="datebox__day">{String(Number(group.day.slice(8)))}</Text>
            </>
          ) : null}
        </View>
      }
      title={missing ? '没有 A 岗' : isMine && group.A?.accountId === me ? `${first}，您` : first}
      note={`${hoursWords(group)}，${
        group.B === undefined ? '没有 B 岗' : `B 岗 ${group.B.name}${group.B.accountId === me ? '，您' : ''}`
      }`}
      {...(missing
        ? { end: <Pill text="要补" kind="warn" icon="triangle-alert" /> }
        : state === undefined
          ? {}
          : { end: <Pill {...state} /> })}
      {...(onChoose === undefined
        ? {}
        : {
            onPress: () => onChoose(group),
            ...(process.env.TARO_ENV === 'h5' ? {} : { label: spoken(group) }),
          })}
    />
  )
}
