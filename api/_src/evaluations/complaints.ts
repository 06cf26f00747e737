import type { DeskComplaint, MyComplaint } from '../../../shared/evaluations/contract.ts'
import { complaintDays, topLevel } from '../../../shared/evaluations/evaluations.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../shared/time.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'
import { publicKindOf, workingDayAfter } from '../platform/working-days.ts'
import { mayAnswer, risen, type Looking } from './decide-complaint.ts'
import { dueComplaints, moveComplaint, type ComplaintRow } from './store-complaint.ts'

/** By when somebody answers what reached them now. */
export function answerBy(now: Date): { due_day: Day; due_at: Date } {
  const dueDay = workingDayAfter(dayOf(now), complaintDays, publicKindOf)
  return { due_day: dueDay, due_at: instantOf(addDays(dueDay, 1)) }
}

export const lookingAs = ({ accountId, identities, staff }: Actor): Looking => ({
  accountId,
  residentIds: identities.flatMap(({ residentId, relation }) => (relation === 'self' ? [residentId] : [])),
  posts: staff,
})

const perPass = 100

/** Complaints that nobody answered in time go to the level above; at the top they stay, late. One query when none is due. */
export async function advanceComplaints(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await dueComplaints(db, communityIds, now, perPass)
    for (const complaint of due) {
      const { level, isLast } = risen(complaint.level)
      const change = isLast ? { due_at: null } : { level, ...answerBy(now) }
      await moveComplaint(db, complaint, change, {
        at: now.toISOString(),
        step: 'risen',
        byName: '',
        words: '',
        level,
      })
    }
    if (due.length < perPass) return
  }
}

const shown = (row: ComplaintRow) => ({
  complaintId: row.id,
  communityId: row.communityId,
  about: row.about,
  aboutName: row.aboutName,
  words: row.words,
  status: row.status,
  level: row.level,
  openedAt: row.openedAt.toISOString(),
  dueDay: row.status === 'open' ? row.dueDay : null,
  answer: row.answer,
  answeredByName: row.answeredByName,
  version: row.version,
})

export const myView = (row: ComplaintRow): MyComplaint => ({
  ...shown(row),
  mayRise: row.status === 'answered' && row.level < topLevel,
})

export function deskView(row: ComplaintRow, by: Looking, now: Date): DeskComplaint {
  const before = row.history.flatMap((step, index) => {
    const next = row.history[index + 1]
    if (step.step !== 'answered' || next?.step !== 'not_satisfied') return []
    return [{ answer: step.words, byName: step.byName, notSatisfied: next.words }]
  })
  const isLate = row.status === 'open' && row.dueDay !== null && now >= instantOf(addDays(row.dueDay, 1))
  return {
    ...shown(row),
    byName: row.byName,
    late: isLate || (row.status === 'open' && row.level > row.firstLevel),
    before,
    mayAnswer: mayAnswer(row, by),
  }
}
