import { objectionDays } from '../../../../shared/records/hours.ts'
import { refuse, ok, type Result } from '../../../../shared/result.ts'
import { addDays, instantOf, type Day } from '../../../../shared/time.ts'
import type { ObjectionRow } from './store-objections.ts'
import type { ObjectionStep } from './tables-staff.ts'

/** The day by which an objection is answered, and when who answers is reminded: two working days before, at nine. */
export function objectionDates(
  today: Day,
  workingDayAfter: (day: Day, count: number) => Day,
): { dueOn: Day; remindAt: Date } {
  const remindOn = workingDayAfter(today, objectionDays - 2)
  return { dueOn: workingDayAfter(today, objectionDays), remindAt: instantOf(remindOn, '09:00') }
}

/** So many of one person may wait for an answer. */
const mostOpen = 5

/** One objection to each line at a time, and no flood of them. */
export function mayObject(open: readonly { seq: number | null }[], seq: number | null): Result<null, 'objection_open'> {
  const isOpen = seq !== null && open.some((one) => one.seq === seq)
  return isOpen || open.length >= mostOpen ? refuse('objection_open') : ok(null)
}

/** What time does with an open objection: a reminder before the day, and after it the word that nobody answered. */
export function dueStep(
  row: Pick<ObjectionRow, 'status' | 'due_on'>,
  now: Date,
): { kind: ObjectionStep['kind']; dueAt: Date | null } | undefined {
  if (row.status !== 'open') return undefined
  const end = instantOf(addDays(row.due_on, 1))
  return now < end ? { kind: 'reminded', dueAt: end } : { kind: 'overdue', dueAt: null }
}

/** Answers an open one for the version that was read. `repeat`: this very answer is there. */
export function replyTo(
  row: Pick<ObjectionRow, 'status' | 'version' | 'reply'>,
  version: number,
  { upheld, words }: { upheld: boolean; words: string },
): Result<'upheld' | 'rejected' | 'repeat', 'conflict'> {
  if (row.status === 'open') return row.version === version ? ok(upheld ? 'upheld' : 'rejected') : refuse('conflict')
  const isSame = row.reply === words && (row.status === 'rejected') !== upheld
  return isSame ? ok('repeat') : refuse('conflict')
}
