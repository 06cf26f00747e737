import type { HelpSettings, PlanRule } from './settings.ts'

const fewestSeconds = 15
const mostSeconds = 3600
const mostHours = 24

/**
 * The first field that cannot be as it stands, as a path (`rules.0.levels.2.seconds`); undefined when all is well.
 * Each level at most once and somewhere; a ring of 15 s to an hour; whole hours of a day; waits longer than nothing.
 */
export function wrongField(settings: HelpSettings): string | undefined {
  for (const [index, rule] of settings.rules.entries()) {
    const field = wrongInRule(rule)
    if (field !== undefined) return `rules.${index}.${field}`
  }
  const { secondsToProgress, takeOverGraceSeconds, handOverSeconds, heartbeatSeconds, reviewAfterSeconds } = settings
  for (const [name, seconds] of Object.entries(secondsToProgress)) {
    if (!isBetween(seconds, fewestSeconds, mostSeconds)) return `secondsToProgress.${name}`
  }
  for (const [name, seconds] of Object.entries({ handOverSeconds, heartbeatSeconds, reviewAfterSeconds })) {
    if (!isBetween(seconds, fewestSeconds, mostSeconds)) return name
  }
  // Whoever stands at the door must have the time to say so.
  if (!isBetween(takeOverGraceSeconds, fewestSeconds, 300)) return 'takeOverGraceSeconds'
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(settings.callBackBy) ? undefined : 'callBackBy'
}

function wrongInRule({ intents, fromHour, toHour, levels }: PlanRule): string | undefined {
  if (intents.length === 0 || new Set(intents).size < intents.length) return 'intents'
  if (!isBetween(fromHour, 0, mostHours)) return 'fromHour'
  if (!isBetween(toHour, 0, mostHours)) return 'toHour'
  const names = levels.map(({ level }) => level)
  if (names.length === 0 || new Set(names).size < names.length) return 'levels'
  // Whoever is first rings from the first second: a press that rings nowhere is none.
  if (levels[0]?.fromStart !== true) return 'levels.0.fromStart'
  const wrong = levels.findIndex(({ seconds }) => !isBetween(seconds, fewestSeconds, mostSeconds))
  return wrong < 0 ? undefined : `levels.${wrong}.seconds`
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
