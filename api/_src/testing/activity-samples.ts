import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { activitiesContract } from '../../../shared/volunteering/activities-contract.ts'
import { newId } from '../platform/ids.ts'
import { shiftWords, wholePlan } from './activities.ts'

/** For every endpoint of an activity's making an input that aims at the one the elder signed up for. */
export function activitySamples(
  communityId: string,
  { activityId, shiftId }: { activityId: string; shiftId: string },
): { [Name in keyof typeof activitiesContract]: Input<Endpoints[Name]> } {
  const key = { communityId, activityId }
  const plan = wholePlan(newId(), { title: '骗人的活动' })
  return {
    'volunteering.leading': {},
    'volunteering.deskActivities': { communityId },
    'volunteering.deskWaiting': {},
    'volunteering.planChoices': { communityId },
    'volunteering.plan': key,
    'volunteering.saveDraft': { ...key, version: 1, plan },
    'volunteering.moveActivity': { ...key, id: newId(), version: 1, act: { move: 'cancel', words: '骗人的' } },
    'volunteering.changeActivity': {
      ...key,
      version: 1,
      description: '骗人的',
      riskNotice: '',
      contactName: '骗子',
      contactPhone: '13900000000',
      leaderId: null,
    },
    'volunteering.changeShift': {
      ...key,
      id: newId(),
      version: 1,
      shiftId,
      scope: 'one',
      change: { kind: 'cancel', words: '骗人的' },
    },
    'volunteering.addShift': { ...key, id: newId(), version: 1, role: 'volunteer', ...shiftWords() },
  }
}
