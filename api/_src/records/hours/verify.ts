import type { HoursProblem } from '../../../../shared/records/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { emptyHead, headAfter, type Head } from './chain.ts'
import { groupedBy } from './grouped.ts'
import { entryHash, type LedgerEntry } from './hash.ts'
import { accountsAfter, entriesOfRange } from './store-verify.ts'

export interface Problem {
  residentId: string
  problem: HoursProblem
  /** The first line that is not as it was written; null when it is the account. */
  seq: number | null
}

/** What one ledger is: its head, and what is wrong with it, if anything. */
export interface Verdict {
  head: Head
  problem: Omit<Problem, 'residentId'> | undefined
}

/**
 * Recomputes one chain from its lines, which come in the order of their numbers, and holds it against the account. Lines
 * beyond the account are those of somebody who is writing, or was cut off: they belong to it. Without an account there
 * may be no line.
 */
export function verifyChain(account: Head | undefined, entries: readonly LedgerEntry[]): Verdict {
  let head = emptyHead
  const accountIsWrong = { problem: 'account' as const, seq: null }
  const wrong = (problem: HoursProblem, seq: number): Verdict => ({ head, problem: { problem, seq } })
  if (!account) return { head, problem: entries.length === 0 ? undefined : accountIsWrong }
  if (account.entries === 0 && !isSame(account, head)) return { head, problem: accountIsWrong }
  for (const entry of entries) {
    const seq = head.entries + 1
    if (entry.seq !== seq) return wrong('missing', seq)
    if (entry.hash !== entryHash(entry)) return wrong('changed', seq)
    if (entry.previous_hash !== head.lastHash) return wrong('unlinked', seq)
    head = headAfter(head, entry)
    if (seq === account.entries && !isSame(account, head)) return { head, problem: accountIsWrong }
  }
  return head.entries < account.entries ? wrong('missing', head.entries + 1) : { head, problem: undefined }
}

function isSame(one: Head, other: Head): boolean {
  return (
    one.entries === other.entries &&
    one.lastHash === other.lastHash &&
    one.automaticMinutes === other.automaticMinutes &&
    one.addedMinutes === other.addedMinutes
  )
}

export interface Portion {
  volunteers: number
  entries: number
  problems: Problem[]
  /** Sound ledgers, and how far their accounts stand. */
  sound: { residentId: string; head: Head; accountEntries: number }[]
  /** The last volunteer of this portion; null when there is nobody after. */
  next: string | null
}

/** So many volunteers at most in one portion, and so many lines, unless one volunteer alone has more. */
const mostVolunteers = 200
const mostEntries = 2_000

/** Recomputes the ledgers of the volunteers after `after`, as many as one portion holds, or of one. Two round trips. */
export async function verifyPortion(
  db: Db,
  communityId: string,
  { after, only }: { after: string; only?: string },
): Promise<Portion> {
  const accounts = await accountsAfter(
    db,
    communityId,
    { after, ...(only === undefined ? {} : { only }) },
    mostVolunteers,
  )
  const chosen = accounts.slice(0, portionOf(accounts.map(({ head }) => head.entries)))
  const isLast = chosen.length === accounts.length && accounts.length < mostVolunteers
  // The range, not the names: a line of somebody without an account lies in it too.
  const to = only ?? (isLast ? undefined : chosen.at(-1)?.residentId)
  const entries = await entriesOfRange(db, communityId, {
    after,
    ...(to === undefined ? {} : { to }),
    ...(only && { only }),
  })
  const lines = groupedBy(entries, (entry) => entry.resident_id)
  const heads = new Map(chosen.map(({ residentId, head }) => [residentId, head]))
  const portion: Portion = { volunteers: 0, entries: entries.length, problems: [], sound: [], next: null }
  for (const residentId of new Set([...heads.keys(), ...lines.keys()])) {
    const account = heads.get(residentId)
    const { head, problem } = verifyChain(account, lines.get(residentId) ?? [])
    portion.volunteers += 1
    if (problem) portion.problems.push({ residentId, ...problem })
    else portion.sound.push({ residentId, head, accountEntries: account?.entries ?? 0 })
  }
  return { ...portion, next: isLast || only !== undefined ? null : (to ?? null) }
}

/** How many of the first volunteers fit into one portion: one at least. */
function portionOf(entries: readonly number[]): number {
  let sum = 0
  for (const [index, count] of entries.entries()) {
    sum += count
    if (sum > mostEntries) return Math.max(1, index)
  }
  return entries.length
}
