import type { RequestContext } from '../../platform/slice.ts'
import type { GroupStep, MemberStep } from './tables.ts'

/** What helpers of the handlers need of a request. */
export type Made = Pick<RequestContext, 'db' | 'now'>

export function stepOf(
  kind: GroupStep['kind'],
  version: number,
  by: { residentId: string | null; byName: string },
  now: Date,
  { words = '', to }: { words?: string; to?: { residentId: string; name: string } } = {},
): GroupStep {
  const concerned = to && { to: to.residentId, toName: to.name }
  return { version, kind, at: now.toISOString(), by: by.residentId, byName: by.byName, words, ...concerned }
}

export function memberStep(
  kind: MemberStep['kind'],
  version: number,
  { byName, words = '' }: { byName: string; words?: string },
  now: Date,
): MemberStep {
  return { version, kind, at: now.toISOString(), byName, words }
}
