import { addDays, dayOf, timeOf, type Day } from '../../../shared/time.ts'
import type { LedShift, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import type { PlanProblemCode } from '../../../shared/volunteering/plan.ts'
import { problemWords } from '../../text/activities.ts'
import type { CallError } from '../../client/request.ts'
import { movedOn } from './typed.ts'

type OneMore = Pick<LedShift, 'role' | 'task' | 'place' | 'neededSkill' | 'capacity'> & {
  day: Day
  from: string
  to: string
}

/** One more shift as it will most likely be: like the last one, a week later, or the next such weekday to come. */
export function oneMoreLike({ shifts, plan }: Pick<PlanView, 'shifts' | 'plan'>, today: Day): OneMore {
  const standing = shifts.filter(({ cancelled }) => !cancelled)
  const known = standing.length > 0 ? standing : shifts
  const last = known[known.length - 1]
  if (!last) {
    const none = { day: '', from: '', to: '', task: '', neededSkill: null }
    return { ...none, role: 'participant', place: plan.place, capacity: 0 }
  }
  const { role, task, place, neededSkill, capacity } = last
  const startsAt = new Date(last.startsAt)
  const [moved] = movedOn([{ day: addDays(dayOf(startsAt), 7), repeats: null }], today)
  const times = { from: timeOf(startsAt), to: timeOf(new Date(last.endsAt)) }
  return { role, task, place, neededSkill, capacity, day: moved?.day ?? '', ...times }
}

/** Why it was not added, in words that name what is to be mended. */
export function refusalWords({ code, message, details }: Pick<CallError, 'code' | 'message' | 'details'>): string {
  if (code === 'shift_past') return '这个时间已经过了。请换一个以后的时间。'
  if (code !== 'activity_incomplete') return message
  const { problems = [] } = (details ?? {}) as { problems?: readonly { code: PlanProblemCode }[] }
  return problems.length === 0 ? message : `还不能加：${problems.map((one) => problemWords[one.code]).join('、')}。`
}
