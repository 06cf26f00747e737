import type { ActivityLine, PlanView } from '../../../../shared/volunteering/activities-contract.ts'
import { planProblems, shiftDaysOf, type ShiftDay } from '../../../../shared/volunteering/plan.ts'
import type { ActivityPlan, PlannedShift } from '../../../../shared/volunteering/plan-schemas.ts'
import { dayOf, timeOf } from '../../../../shared/time.ts'
import type { ServiceKind } from '../../../../shared/volunteers/lifecycle.ts'
import type { ActivityKind } from '../../../../shared/volunteering/lifecycle.ts'
import { movesOf, type Asker } from './decide.ts'
import type { PlanColumns } from './store.ts'
import type { ActivityRow, ActivityWithShifts, LedShiftRow, LineRow } from './store-view.ts'

const kindIcons: Readonly<Record<Exclude<ActivityKind, 'volunteering'>, string>> = {
  culture: 'music',
  lecture: 'glasses',
  festival: 'smile',
  donation: 'hand-heart',
}
const categoryIcons: Readonly<Record<ServiceKind, string>> = {
  elder_care: 'house-heart',
  environment: 'leaf',
  culture: 'brush',
  safety: 'shield-check',
  children: 'pencil-line',
  health: 'stethoscope',
}

/** The columns a plan fills; times are those of its first and last shift. */
export function columnsOf(plan: ActivityPlan, days: readonly ShiftDay[]): PlanColumns {
  const ends = days.map(({ endsAt }) => endsAt.getTime())
  return {
    group_id: plan.groupId,
    category: plan.category,
    kind: plan.kind,
    title: plan.title,
    line: plan.line,
    icon: plan.kind === 'volunteering' ? categoryIcons[plan.category] : kindIcons[plan.kind],
    place: plan.place,
    description: plan.description,
    risk_notice: plan.riskNotice,
    insured: plan.insured ? 1 : 0,
    is_risky: plan.isRisky ? 1 : 0,
    least_age: plan.leastAge,
    contact_name: plan.contactName,
    contact_phone: plan.contactPhone,
    organiser_name: plan.organiserName,
    leader_id: plan.leaderId,
    starts_at: days[0]?.startsAt ?? null,
    ends_at: ends.length === 0 ? null : new Date(Math.max(...ends)),
  }
}

export const toDays = (days: readonly ShiftDay[]): PlanView['days'] =>
  days.map(({ lineId, startsAt, endsAt }) => ({
    lineId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }))

/** The shifts as they were found when the plan was handed in. */
export function madeDays({ plan }: Pick<ActivityRow, 'plan'>): ShiftDay[] | undefined {
  return plan?.made?.map(({ lineId, startsAt, endsAt }) => ({
    lineId,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  }))
}

/** An activity in a list of those who make it. */
export function toLine(row: LineRow): ActivityLine {
  return {
    ...toHead(row),
    capacity: row.capacity ?? 0,
    taken: row.taken ?? 0,
    shiftCount: row.shiftCount ?? 0,
  }
}

function toHead(row: ActivityRow) {
  return {
    communityId: row.communityId,
    activityId: row.activityId,
    status: row.status,
    kind: row.kind,
    category: row.category,
    title: row.title,
    icon: row.icon,
    groupName: row.groupName,
    madeByName: row.madeByName,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
  }
}

/** An activity as those see it who make, lead or review it. `isHoliday` matters to a draft alone. */
export function toPlanView(
  { activity, shifts, leaderName }: ActivityWithShifts,
  asker: Asker,
  now: Date,
): Omit<PlanView, 'mayWrite'> & { mayWrite: boolean } {
  const plan = planOf(activity, shifts)
  const isWriting = activity.status === 'draft' || activity.status === 'in_review'
  // A draft that was not handed in yet is counted without its holidays: saving it tells the days exactly.
  const days = isWriting ? (madeDays(activity) ?? shiftDaysOf(plan, () => false)) : []
  const coming = shifts.filter(({ endsAt, isCancelled }) => endsAt > now && !isCancelled)
  const sum = (of: (shift: LedShiftRow) => number) => coming.reduce((total, shift) => total + of(shift), 0)
  const { status, version, endsAt } = activity
  return {
    ...toHead(activity),
    capacity: sum(({ capacity }) => capacity),
    taken: sum(({ taken }) => taken),
    shiftCount: coming.length,
    version,
    plan,
    leaderName,
    days: toDays(days),
    problems: isWriting ? planProblems(plan, days, now) : [],
    shifts: shifts.map((shift) => ({
      shiftId: shift.shiftId,
      seriesId: shift.seriesId,
      role: shift.role,
      task: shift.task,
      place: shift.place,
      startsAt: shift.startsAt.toISOString(),
      endsAt: shift.endsAt.toISOString(),
      neededSkill: shift.neededSkill,
      capacity: shift.capacity,
      taken: shift.taken,
      waiting: shift.waiting,
      cancelled: shift.isCancelled,
    })),
    story: (activity.history ?? []).map(({ at, step, byName, words = '' }) => ({ at, step, byName, words })),
    moves: movesOf({ status, version, endsAt, writerIds: activity.writerIds ?? [] }, asker, now),
    mayWrite: asker.steers && status === 'draft',
  }
}

/** The plan as it was written; of a row from before there were plans, what its shifts say. */
function planOf(row: ActivityRow, shifts: readonly LedShiftRow[]): ActivityPlan {
  if (row.plan) {
    const { made: _, ...plan } = row.plan
    return plan
  }
  return {
    groupId: row.groupId,
    kind: row.kind,
    category: row.category,
    title: row.title,
    line: row.line,
    place: row.place,
    description: row.description,
    riskNotice: row.riskNotice,
    isRisky: row.isRisky === 1,
    insured: row.insured === 1,
    leastAge: row.leastAge,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    organiserName: row.organiserName,
    leaderId: row.leaderId,
    venue: null,
    shifts: shifts.slice(0, mostLines).map((shift) => toPlanned(row, shift)),
  }
}

const mostLines = 20

function toPlanned(row: ActivityRow, shift: LedShiftRow): PlannedShift {
  return {
    lineId: shift.shiftId,
    task: shift.task,
    role: shift.role,
    day: dayOf(shift.startsAt),
    from: timeOf(shift.startsAt),
    to: timeOf(shift.endsAt),
    place: shift.place === row.place ? '' : shift.place,
    neededSkill: shift.neededSkill,
    capacity: shift.capacity,
    firstTimerPlaces: shift.firstTimerPlaces,
    repeats: null,
  }
}
