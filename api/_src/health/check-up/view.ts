import type { CheckUp, CheckUpLine, MyCheckUp } from '../../../../shared/health/check-up-contract.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { ageOn, dayOf } from '../../../../shared/time.ts'
import { isOver, mustRing } from './decide.ts'
import type { CheckUpRow, ListedLine, countLines, invitationsOf } from './store.ts'

/** An invitation as its person sees it; what was noted needs the agreement. */
export function myCheckUp(
  row: Awaited<ReturnType<typeof invitationsOf>>[number],
  agreed: boolean,
  now: Date,
): MyCheckUp {
  const answer = agreed || row.answer === 'not_coming' ? row.answer : null
  return {
    checkUpId: row.id,
    title: row.title,
    place: row.place,
    bring: row.bring,
    days: row.days,
    from: row.from_time,
    to: row.to_time,
    answer,
    answeredByName: answer === null ? '' : row.answered_by_name,
    answeredRelation: answer === null ? null : row.answered_relation,
    attended: agreed && row.attended_at !== null,
    collected: agreed && row.collected_at !== null,
    over: isOver(row.last_day, now),
  }
}

type Counts = Omit<Awaited<ReturnType<typeof countLines>>[number], 'check_up_id'>

const nobody: Counts = { people: 0, coming: 0, notComing: 0, fetch: 0, toRing: 0, attended: 0, collected: 0 }

export function checkUpView(row: CheckUpRow, counts: Counts = nobody): CheckUp {
  const { people, coming, notComing, fetch, toRing, attended, collected } = counts
  return {
    communityId: row.community_id,
    checkUpId: row.id,
    title: row.title,
    place: row.place,
    bring: row.bring,
    days: row.days,
    from: row.from_time,
    to: row.to_time,
    filter: row.filter,
    ringAfterDays: row.ring_after_days,
    madeByName: row.made_by_name,
    invitedAt: row.invited_at?.toISOString() ?? null,
    invitedByName: row.invited_by_name ?? '',
    people,
    coming,
    notComing,
    fetch,
    toRing,
    attended,
    collected,
  }
}

export function lineView(row: ListedLine, now: Date): CheckUpLine {
  const state = { status: row.status, answer: row.answer, ringAt: row.ring_at }
  return {
    residentId: row.resident_id,
    maskedName: maskName(row.resident_name),
    age: row.birth_date === null ? null : ageOn(row.birth_date, dayOf(now)),
    address: row.address,
    dropped: row.status === 'dropped',
    answer: row.answer,
    answeredByName: row.answered_by_name,
    answeredRelation: row.answered_relation,
    mustRing: mustRing(state, now),
    ringResult: row.ring_result,
    ringNote: row.ring_note,
    rungByName: row.rung_by_name,
    agreed: row.check_up_agreed === 1,
    attended: row.attended_at !== null,
    collected: row.collected_at !== null,
  }
}

/** The counts of a list that is at hand. */
export function countsOf(lines: readonly CheckUpLine[]): Counts {
  const count = (is: (line: CheckUpLine) => boolean) => lines.filter(is).length
  return {
    people: count(({ dropped }) => !dropped),
    coming: count(({ answer }) => answer === 'coming'),
    notComing: count(({ answer }) => answer === 'not_coming'),
    fetch: count(({ answer }) => answer === 'fetch'),
    toRing: count((line) => line.mustRing),
    attended: count((line) => line.attended),
    collected: count((line) => line.collected),
  }
}
