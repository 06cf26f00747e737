import { setTimeout } from 'node:timers/promises'
import { DatabaseError } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { emptyHead, entryAfter, headAfter } from './chain.ts'
import type { EntryDraft, LedgerEntry } from './hash.ts'
import { headsFor, moveAccounts } from './heads.ts'
import './tables.ts'

/** Enough for a hundred who write for one volunteer at once: in every round one of them is done, the others spread out. */
const mostAttempts = 250

/**
 * Appends these lines, each to its volunteer's chain, in the order given. A line whose id or sign-up is in the ledger
 * already is left out, so that a repeat writes nothing twice. Answers with what was written now. Two who write for one
 * volunteer meet on the primary key, and the later goes again from the new head. Three round trips, one more for a
 * volunteer's first line ever. A crash in between leaves lines beyond the account: every reader counts them, and whoever
 * writes next, or the night's audit, moves the account.
 */
export async function appendEntries(
  db: Db,
  communityId: string,
  drafts: readonly EntryDraft[],
): Promise<readonly LedgerEntry[]> {
  const ordered = drafts.toSorted((a, b) =>
    a.resident_id < b.resident_id ? -1 : a.resident_id > b.resident_id ? 1 : 0,
  )
  const residentIds = [...new Set(ordered.map((draft) => draft.resident_id))]
  if (residentIds.length === 0) return []
  let left = ordered
  for (let attempt = 1; ; attempt += 1) {
    const before = await headsFor(db, communityId, residentIds)
    const heads = new Map(before)
    const entries = left.map((draft) => {
      const entry = entryAfter(heads.get(draft.resident_id) ?? emptyHead, draft)
      heads.set(draft.resident_id, headAfter(heads.get(draft.resident_id) ?? emptyHead, entry))
      return entry
    })
    if (await insertEntries(db, entries, attempt)) {
      await moveAccounts(db, communityId, heads)
      return entries
    }
    await setTimeout(Math.random() * Math.min(attempt * 4, 60))
    const written = await writtenAmong(db, communityId, left)
    left = left.filter((draft) => !written.has(draft.id) && !(draft.signup_id !== null && written.has(draft.signup_id)))
  }
}

/** Appends one line; undefined when it was in the ledger already. */
export async function appendEntry(db: Db, draft: EntryDraft): Promise<LedgerEntry | undefined> {
  const [entry] = await appendEntries(db, draft.community_id, [draft])
  return entry
}

/** False when somebody else wrote first. */
async function insertEntries(db: Db, entries: readonly LedgerEntry[], attempt: number): Promise<boolean> {
  if (entries.length === 0) return true
  try {
    await db
      .insertInto('hours_entry')
      .values([...entries])
      .execute()
    return true
  } catch (error) {
    const wasFaster = error instanceof DatabaseError && (error.duplicate || error.retryable)
    if (wasFaster && attempt < mostAttempts) return false
    throw error
  }
}

/** Which of these lines are in the ledger, by the id of the line or of its sign-up. */
async function writtenAmong(
  db: Db,
  communityId: string,
  drafts: readonly { id: string; signup_id: string | null }[],
): Promise<Set<string>> {
  const signupIds = drafts.flatMap(({ signup_id: signupId }) => signupId ?? [])
  if (drafts.length === 0) return new Set()
  const rows = await db
    .selectFrom('hours_entry')
    .select(['id', 'signup_id'])
    .where('community_id', '=', communityId)
    .where((eb) => {
      const byId = eb(
        'id',
        'in',
        drafts.map(({ id }) => id),
      )
      return signupIds.length === 0 ? byId : eb.or([byId, eb('signup_id', 'in', signupIds)])
    })
    .execute()
  return new Set(rows.flatMap((row) => [row.id, row.signup_id ?? row.id]))
}
