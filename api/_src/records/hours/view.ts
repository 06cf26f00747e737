import type { Addition, HoursEntry, HoursLedger, Objection } from '../../../../shared/records/hours-contract.ts'
import { starOf } from '../../../../shared/records/stars.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { groupedBy } from './grouped.ts'
import { isAboutSelf, mayDecide } from './rights.ts'
import type { AdditionRow } from './store-additions.ts'
import type { LedgerLine, LedgerPage } from './store-ledger.ts'
import type { ObjectionRow } from './store-objections.ts'

/** A page of a ledger; `limit` is the page's own, of which one line more was asked for. */
export function toLedger(page: LedgerPage, limit: number, name: string): HoursLedger {
  const shown = page.lines.slice(0, limit)
  const last = shown.at(-1)
  return {
    name,
    volunteerNumber: page.volunteerNumber,
    totalMinutes: page.totalMinutes,
    automaticMinutes: page.automaticMinutes,
    addedMinutes: page.addedMinutes,
    star: starOf(page.totalMinutes, page.starHours),
    entries: shown.map(toEntry),
    next: page.lines.length > limit && last ? { shownOn: last.shown_on, seq: last.seq } : null,
  }
}

function toEntry(line: LedgerLine): HoursEntry {
  return {
    seq: line.seq,
    kind: line.kind,
    basis: line.basis,
    minutes: line.minutes,
    serviceDay: line.service_day,
    shownOn: line.shown_on,
    monthMinutes: line.month_minutes,
    title: line.title,
    content: line.content,
    place: line.place,
    organiserName: line.organiser_name,
    personInCharge: line.person_in_charge,
    checkedInAt: line.checked_in_at?.toISOString() ?? null,
    checkedOutAt: line.checked_out_at?.toISOString() ?? null,
    checkOutWasForgotten: line.check_out_was_forgotten === 1,
    correctsSeq: line.corrects_seq,
    reason: line.reason,
    enteredByName: line.entered_by_name,
    confirmedByName: line.confirmed_by_name,
    enteredAt: line.entered_at.toISOString(),
  }
}

/** One batch, seen by somebody: its rows differ in the volunteer alone. */
export function toAddition(rows: readonly [AdditionRow, ...AdditionRow[]], actor: Actor): Addition {
  const [row] = rows
  const residentIds = rows.map((each) => each.resident_id)
  const isOther = row.proposed_by !== actor.accountId && !isAboutSelf(actor, row.community_id, residentIds)
  return {
    batchId: row.batch_id,
    kind: row.kind,
    status: row.status,
    people: rows.map((each) => ({
      residentId: each.resident_id,
      volunteerNumber: each.volunteer_number,
      name: each.volunteer_name,
      minutes: each.minutes,
    })),
    correctsSeq: row.corrects_seq,
    objectionId: row.objection_id,
    serviceDay: row.service_day,
    title: row.title,
    content: row.content,
    place: row.place,
    organiserName: row.organiser_name,
    personInCharge: row.person_in_charge,
    reason: row.reason,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionWords: row.decision_words,
    mayDecide: row.status === 'proposed' && isOther && mayDecide(actor, row.community_id),
  }
}

/** Rows as batches, in the order in which the first of each comes. */
export function toAdditions(rows: readonly AdditionRow[], actor: Actor): Addition[] {
  return [...groupedBy(rows, (row) => row.batch_id).values()].flatMap(([first, ...others]) =>
    first ? [toAddition([first, ...others], actor)] : [],
  )
}

export function toObjection(row: ObjectionRow, now: Date): Objection {
  return {
    id: row.id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    seq: row.seq,
    serviceDay: row.service_day,
    title: row.title,
    minutes: row.minutes,
    words: row.words,
    status: row.status,
    openedAt: row.opened_at.toISOString(),
    dueOn: row.due_on,
    isOverdue: row.status === 'open' && dayOf(now) > row.due_on,
    reply: row.reply,
    repliedByName: row.replied_by_name,
    version: row.version,
  }
}
