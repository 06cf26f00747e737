import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { pointsContract } from '../../../shared/records/points-contract.ts'
import type { evaluationsContract } from '../../../shared/evaluations/contract.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'

type Names = keyof typeof pointsContract | keyof typeof evaluationsContract

/** Well-formed inputs for points, gifts, evaluations, commendations and complaints, aimed at the elder's community. */
export function evaluationSamples(
  { elder }: Cast,
  { shiftId, activityId }: { shiftId: string; activityId: string },
): { [Name in Names]: Input<Endpoints[Name]> } {
  const { communityId, residentId } = elder.person
  const gift = { name: '雨伞', words: '', icon: 'umbrella', points: 30, stockChange: 1, offered: true } as const
  const words = '等了一个小时。'
  return {
    'records.points': {},
    'records.gifts': {},
    'records.redeem': { id: newId(), giftId: newId() },
    'records.cancelRedemption': { communityId, redemptionId: newId() },
    'records.deskGifts': { communityId },
    'records.saveGift': { id: newId(), communityId, giftId: newId(), version: 0, ...gift },
    'records.handOver': { id: newId(), communityId, number: '123456' },
    'records.ranking': { period: 'month' },
    'records.hideFromRanking': { hidden: true },
    'evaluations.toEvaluate': {},
    'evaluations.said': {},
    'evaluations.commendations': {},
    'evaluations.evaluation': { communityId, shiftId },
    'evaluations.evaluate': { id: newId(), shiftId, activity: { score: 1, words }, leader: null, thanks: null },
    'evaluations.evaluateVolunteers': {
      id: newId(),
      communityId,
      shiftId,
      volunteers: [{ residentId, quality: 'poor', words }],
    },
    'evaluations.commend': {
      id: newId(),
      communityId,
      shiftId: null,
      volunteerNumber: '12345678',
      name: '热心志愿者',
      grantedOn: '2026-11-20',
      granter: '梅园社区',
      reason: '',
    },
    'evaluations.decideCommendation': { communityId, commendationId: newId(), version: 1, confirmed: true },
    'evaluations.honours': {},
    'evaluations.complaints': {},
    'evaluations.complain': { id: newId(), about: 'activity', aboutId: activityId, words },
    'evaluations.judgeAnswer': { complaintId: newId(), version: 2, satisfied: true, words: '' },
    'evaluations.deskComplaints': {},
    'evaluations.answerComplaint': { communityId, complaintId: newId(), version: 1, answer: '已经改了。' },
    'evaluations.deskCommendations': { communityId },
    'evaluations.lowEvaluations': { communityId },
    'evaluations.averages': { communityId },
  }
}
