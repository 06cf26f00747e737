import type { Figures } from '../../../../shared/help/report-contract.ts'
import { levels, type Level } from '../../../../shared/help/lifecycle.ts'
import { dayOf, timeOf } from '../../../../shared/time.ts'
import type { Call, HistoryEntry } from '../call.ts'
import type { HelpFigureTable } from './tables.ts'

type CallFacts = Pick<
  Call,
  'communityId' | 'id' | 'version' | 'gridCode' | 'raisedAt' | 'status' | 'outcome' | 'rating' | 'history'
>

/** What a report counts of one call. */
export function figureOf(call: CallFacts): HelpFigureTable {
  const { raisedAt, history } = call
  const first = (kind: HistoryEntry['kind']) => history.find((entry) => entry.kind === kind)
  const answer = first('acknowledged')
  const end = first('closed') ?? first('cancelled')
  return {
    community_id: call.communityId,
    call_id: call.id,
    version: call.version,
    grid_code: call.gridCode,
    raised_at: raisedAt,
    month: dayOf(raisedAt).slice(0, 7),
    hour: Number(timeOf(raisedAt).slice(0, 2)),
    level: answer === undefined ? null : levelAt(history, answer),
    answer_seconds: secondsTo(raisedAt, answer),
    arrival_seconds: secondsTo(raisedAt, first('arrived')),
    waited_seconds: secondsTo(raisedAt, answer ?? end),
    withdrawn: Number(answer === undefined && end?.kind === 'cancelled'),
    mistaken: Number(call.outcome === 'pressed_by_mistake' || end?.kind === 'cancelled'),
    reopened: history.filter(({ kind }) => kind === 'reopened').length,
    rating: call.rating,
  }
}

/** 60.2 s is more than 60: begun seconds count whole. */
function secondsTo(raisedAt: Date, entry: HistoryEntry | undefined): number | null {
  return entry === undefined ? null : Math.max(0, Math.ceil((Date.parse(entry.at) - raisedAt.getTime()) / 1000))
}

/** The highest level that had been rung before this entry. */
function levelAt(history: readonly HistoryEntry[], answer: HistoryEntry): Level {
  const before = history.slice(0, history.indexOf(answer))
  const rung = before.flatMap(({ kind, level, toLevel }) => (kind === 'risen' ? (toLevel ?? []) : (level ?? [])))
  return levels[Math.max(0, ...rung.map((level) => levels.indexOf(level)))] ?? 'grid'
}

/** Some calls counted together, as the store sums them up. */
export interface FigureGroup extends Figures {
  level: Level | null
  hour: number
  gridCode: string
  month: string
}

const nothing: Figures = {
  calls: 0,
  withdrawn: 0,
  answered: 0,
  within15Seconds: 0,
  within60Seconds: 0,
  within180Seconds: 0,
  arrived: 0,
  within45Minutes: 0,
  within60Minutes: 0,
  slowestAnswerSeconds: null,
  pressedByMistake: 0,
  reopened: 0,
  rated: 0,
  ratedGood: 0,
}

/** All of these together. */
export function summed(groups: readonly Figures[]): Figures {
  const total = { ...nothing }
  for (const group of groups) {
    for (const [name, value] of Object.entries(group) as [keyof Figures, number | null][]) {
      if (!(name in nothing) || name === 'slowestAnswerSeconds') continue
      total[name] += value ?? 0
    }
    const slowest = group.slowestAnswerSeconds
    if (slowest !== null) total.slowestAnswerSeconds = Math.max(total.slowestAnswerSeconds ?? 0, slowest)
  }
  return total
}

/** One line per value of `key`, in the order of the values. Calls without one (never answered) stand in none. */
export function linesBy<Key extends 'level' | 'hour' | 'gridCode' | 'month'>(groups: readonly FigureGroup[], key: Key) {
  const values = new Map<NonNullable<FigureGroup[Key]>, FigureGroup[]>()
  for (const group of groups) {
    const value = group[key]
    if (value === null) continue
    const known = values.get(value)
    if (known) known.push(group)
    else values.set(value, [group])
  }
  return [...values]
    .map(([value, own]) => ({ value, figures: summed(own) }))
    .toSorted(
      (one, other) => order(one.value) - order(other.value) || String(one.value).localeCompare(String(other.value)),
    )
}

function order(value: string | number): number {
  return typeof value === 'number' ? value : (levels as readonly string[]).indexOf(value)
}
