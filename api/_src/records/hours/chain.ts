import { chainStart, entryHash, type EntryDraft, type LedgerEntry } from './hash.ts'

/** What a chain comes to at one of its lines: the same for everybody who reads the lines up to there. */
export interface Head {
  entries: number
  automaticMinutes: number
  addedMinutes: number
  lastHash: string
}

export const emptyHead: Head = { entries: 0, automaticMinutes: 0, addedMinutes: 0, lastHash: chainStart }

/** The head after one line more. */
export function headAfter(head: Head, entry: Pick<LedgerEntry, 'seq' | 'basis' | 'minutes' | 'hash'>): Head {
  const isAutomatic = entry.basis === 'automatic'
  return {
    entries: entry.seq,
    automaticMinutes: head.automaticMinutes + (isAutomatic ? entry.minutes : 0),
    addedMinutes: head.addedMinutes + (isAutomatic ? 0 : entry.minutes),
    lastHash: entry.hash,
  }
}

/** The line that continues the chain from this head. */
export function entryAfter(head: Head, draft: EntryDraft): LedgerEntry {
  const entry = { ...draft, seq: head.entries + 1, previous_hash: head.lastHash }
  return { ...entry, hash: entryHash(entry) }
}
