import type { Level } from './lifecycle.ts'

export const drillStatuses = ['running', 'passed', 'failed'] as const
export type DrillStatus = (typeof drillStatuses)[number]

/**
 * What a drill finds out about one area: somebody said "收到"; nobody has a post there; nobody could be reached (no desk
 * open, no message went out); only messages went out and no desk was open; a desk was open and nobody answered.
 */
export const legResults = [
  'waiting',
  'running',
  'passed',
  'no_staff',
  'nobody_reachable',
  'no_desk',
  'not_confirmed',
] as const
export type LegResult = (typeof legResults)[number]

/** What became of the drill's message to one person on WeChat. */
export const drillDeliveries = ['sent', 'no_quota', 'no_account', 'failed', 'pending'] as const
export type DrillDelivery = (typeof drillDeliveries)[number]

/** Seconds each level has to say "收到"; a drill is silent, so nobody is hurried. */
export const secondsPerDrillLevel = 300

/** Days after which an elder is asked to test the button again. */
export const daysBetweenTests = 30

export const testStatuses = ['waiting', 'answered', 'lapsed'] as const
export type TestStatus = (typeof testStatuses)[number]

/** True for a result that somebody must do something about. */
export function isFailed(result: LegResult): boolean {
  return result !== 'waiting' && result !== 'running' && result !== 'passed'
}

/** In the order in which a call climbs. */
export const drillLevels: readonly Level[] = ['grid', 'community', 'street', 'district']
