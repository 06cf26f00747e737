export { recordAttendances, type Attendance } from './hours/record.ts'
export { entriesBetween, hoursOf, type HoursSum } from './hours/store.ts'
export { appendEntries, appendEntry } from './hours/append.ts'
export type { EntryDraft, LedgerEntry } from './hours/hash.ts'
