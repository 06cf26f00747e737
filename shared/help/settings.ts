import { timeOf } from '../time.ts'
import type { Intent, Level } from './lifecycle.ts'

/** One rung of an escalation plan. */
export interface PlanLevel {
  level: Level
  /** Seconds this level has alone before the next one is rung as well. */
  seconds: number
  /** Rung from the first second, beside the first level, so that a grid whose worker is away is heard. */
  fromStart: boolean
}

/** Who is rung when, for some intents and hours of the day. */
export interface PlanRule {
  intents: readonly Intent[]
  /** Local hours, `from` included, `to` excluded; 22 to 6 goes over midnight; equal means the whole day. */
  fromHour: number
  toHour: number
  levels: readonly PlanLevel[]
  /** Family whom the resident allowed to press for help. */
  ringsFamily: boolean
  /** Neighbours who agreed to come, those with a key among them (delegation scopes `come` and `key`). */
  ringsNeighbours: boolean
}

/** How long whoever has a call may take for the next step; then one level more is rung ("没有动静"). */
export interface ProgressLimits {
  acknowledged: number
  en_route: number
  /** Between two signs of life from whoever is with the person. */
  on_site: number
}

/** What a community may set. No Chinese rule names these times (standards §3): they are our service promise. */
export interface HelpSettings {
  /** The first that fits holds; where none fits, the default. */
  rules: readonly PlanRule[]
  secondsToProgress: ProgressLimits
  /** How long the responder may object when somebody takes over. */
  takeOverGraceSeconds: number
  /** How long somebody may think about a call that is handed over. */
  handOverSeconds: number
  /** A desk that was silent for longer is not there. */
  heartbeatSeconds: number
  /** Local time of the next day by which somebody asks how it went. */
  callBackBy: string
  /** Calls answered later than this are reviewed one by one (TSA: above 180 s). */
  reviewAfterSeconds: number
}

/** The part of the settings that a call keeps for its whole life, as they stood when it was raised. */
export interface Plan extends Omit<PlanRule, 'intents' | 'fromHour' | 'toHour'> {
  secondsToProgress: ProgressLimits
  takeOverGraceSeconds: number
  handOverSeconds: number
  heartbeatSeconds: number
  callBackBy: string
}

const fourLevels = (seconds: number): readonly PlanLevel[] => [
  { level: 'grid', seconds, fromStart: true },
  { level: 'community', seconds, fromStart: true },
  { level: 'street', seconds, fromStart: false },
  { level: 'district', seconds, fromStart: false },
]

/** TSA expects an answer within 60 s; what is not urgent gets five minutes a level and no neighbours. */
const urgent: PlanRule = {
  intents: ['emergency', 'unwell'],
  fromHour: 0,
  toHour: 0,
  levels: fourLevels(60),
  ringsFamily: true,
  ringsNeighbours: true,
}
const calm: PlanRule = {
  intents: ['daily_help', 'question', 'call_family'],
  fromHour: 0,
  toHour: 0,
  levels: fourLevels(300),
  ringsFamily: false,
  ringsNeighbours: false,
}
/** "Find my family": the community's desk, and the family itself. */
const findFamily: PlanRule = { ...calm, intents: ['call_family'], ringsFamily: true }

export const defaultSettings: HelpSettings = {
  rules: [urgent, findFamily, calm],
  secondsToProgress: { acknowledged: 5 * 60, en_route: 20 * 60, on_site: 15 * 60 },
  takeOverGraceSeconds: 20,
  handOverSeconds: 60,
  heartbeatSeconds: 30,
  callBackBy: '12:00',
  reviewAfterSeconds: 180,
}

function fits({ intents, fromHour, toHour }: PlanRule, intent: Intent, hour: number): boolean {
  if (!intents.includes(intent)) return false
  if (fromHour === toHour) return true
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour
}

/** The plan a call raised at `at` keeps: the community's rule for this intent and hour, else the default one. */
export function planFor(settings: HelpSettings, intent: Intent, at: Date): Plan {
  const hour = Number(timeOf(at).slice(0, 2))
  const rule = [...settings.rules, ...defaultSettings.rules].find((one) => fits(one, intent, hour)) ?? urgent
  const { levels, ringsFamily, ringsNeighbours } = rule
  const { secondsToProgress, takeOverGraceSeconds, handOverSeconds, heartbeatSeconds, callBackBy } = settings
  return {
    levels,
    ringsFamily,
    ringsNeighbours,
    secondsToProgress,
    takeOverGraceSeconds,
    handOverSeconds,
    heartbeatSeconds,
    callBackBy,
  }
}

type Rungs = readonly Pick<PlanLevel, 'level'>[]

/** The level rung after this one; the ladder loops. */
export function nextLevel(ladder: Rungs, level: Level): Level {
  const at = ladder.findIndex((rung) => rung.level === level)
  return ladder[(at + 1) % ladder.length]?.level ?? level
}

/** Seconds a level has alone; a level that is not on the ladder has as long as the first. */
export function secondsOf(ladder: readonly Pick<PlanLevel, 'level' | 'seconds'>[], level: Level): number {
  return (ladder.find((rung) => rung.level === level) ?? ladder[0])?.seconds ?? 60
}
