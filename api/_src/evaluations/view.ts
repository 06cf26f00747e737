import type { ShiftEvaluation } from '../../../shared/evaluations/contract.ts'
import type { Day } from '../../../shared/time.ts'
import { averageOf, evaluatedVolunteers, isOpenForEvaluation, mayEvaluate, mayThank, qualityOf } from './decide.ts'
import type { saidOfShift, ShiftView } from './store-shift.ts'

type Said = Awaited<ReturnType<typeof saidOfShift>>

const average = (scores: readonly number[]) =>
  averageOf(
    scores.length,
    scores.length === 0 ? null : String(scores.reduce((sum, score) => sum + score, 0) / scores.length),
  )

/** One shift as whoever was there, was served or leads it evaluates it. `said` only for who leads it. */
export function shiftView(
  { communityId, shiftId, fromId }: { communityId: string; shiftId: string; fromId: string },
  shift: ShiftView,
  untilDay: Day,
  said: Said | undefined,
  now: Date,
): ShiftEvaluation {
  const rating = (kept: { score: number | null; words: string } | undefined) =>
    kept === undefined || kept.score === null ? null : { score: kept.score, words: kept.words }
  const evaluated = evaluatedVolunteers(shift, fromId)
  return {
    shiftId,
    communityId,
    activityId: shift.activityId,
    activityTitle: shift.title,
    task: shift.task,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
    leaderName: shift.leaderName,
    untilDay,
    open: isOpenForEvaluation(shift.endsAt, untilDay, now),
    mine: mayEvaluate(shift, fromId)
      ? {
          activity: rating(shift.said.activity),
          leader: rating(shift.said.leader),
          mayRateLeader: shift.leaderIds.length > 0,
        }
      : null,
    thanks: mayThank(shift, fromId) ? { words: shift.said.thanks?.words ?? '' } : null,
    leading:
      said === undefined
        ? null
        : {
            volunteers: shift.present
              .filter(({ residentId }) => evaluated.has(residentId))
              .map(({ residentId, name, volunteerNumber, score, words }) => ({
                residentId,
                name: name ?? '志愿者',
                volunteerNumber: volunteerNumber ?? '',
                mine: score === null ? null : { quality: qualityOf(score), words: words ?? '' },
              })),
            activity: average(said.activity),
            leader: average(said.leader),
            words: said.words,
          },
  }
}
