import type { Day } from '../../../../shared/time.ts'

/** True on every day from `since` to `until`, both counted. */
export function isInForce({ since, until }: { since: Day; until: Day | null }, today: Day): boolean {
  return since <= today && (until === null || until >= today)
}
