import { sql, type RawBuilder } from 'kysely'
import type { CareStep } from '../../../shared/homecare/schemas.ts'

/** One step of an application or an agreement, as its messages and timelines need it. */
export interface CareEntry<Kind extends string = string> {
  version: number
  kind: Kind
  at: string
  /** The account that did it; empty where the clock did. */
  by: string
  byName: string
  words: string
}

export function stepsOf(history: readonly CareEntry[]): CareStep[] {
  return history.map(({ kind, at, byName, words }) => ({ kind, at, byName, words }))
}

/**
 * In an update's `set`, before `version`: the history with an entry that carries the version the row is about to have.
 * Servers assign from left to right.
 */
export function appendNext<Kind extends string>(
  entry: Omit<CareEntry<Kind>, 'version'>,
): RawBuilder<CareEntry<Kind>[]> {
  return sql<
    CareEntry<Kind>[]
  >`json_merge_preserve(history, json_set(${JSON.stringify([entry])}, '$[0].version', version + 1))`
}
