import type { Input } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import type { TestServer } from './server.ts'

/** A letter's words, made of nothing that another part of the town says. */
export const letterOf = (words: string) => ({
  hospital: '青溪区人民医院',
  department: '心内科',
  reason: words,
  letter: `${words}，请贵院看一看。`,
  followUpDays: 7,
})

export const checkUpPlan = {
  title: '65 岁以上免费体检',
  place: '社区卫生站',
  bring: '空腹来，带身份证',
  days: ['2026-12-01', '2026-12-02'],
  from: '07:30',
  to: '10:00',
  filter: { ageFrom: 65, ageTo: 120, livingAlone: false, focus: null, gridCode: null },
  ringAfterDays: 3,
}

/** The elder has a family doctor, an invitation and a letter. */
export async function makeElderHealth({ app }: Pick<TestServer, 'app'>, { elder, doctor }: Cast) {
  const { person } = elder
  const { communityId } = person
  for (const purpose of ['doctor', 'check_up', 'referral'] as const) {
    await callOk(app, elder.token, 'health.agree', { id: newId(), person, purpose, agreed: true })
  }
  const applicationId = newId()
  const doctorId = doctor.accountId
  const wanted = { id: applicationId, person, doctorId, focus: ['hypertension' as const], note: '' }
  await callOk(app, elder.token, 'health.applyDoctor', wanted)
  const decision = { kind: 'accept' } as const
  await callOk(app, doctor.token, 'health.decideApplication', { ...person, applicationId, decision })
  const checkUpId = newId()
  await callOk(app, doctor.token, 'health.planCheckUp', { id: checkUpId, communityId, ...checkUpPlan })
  await callOk(app, doctor.token, 'health.inviteCheckUp', { communityId, checkUpId })
  const referralId = newId()
  const letter = { id: referralId, person, agreed: false, ...letterOf('血压一直高') }
  await callOk(app, doctor.token, 'health.writeReferral', letter)
  return { applicationId, checkUpId, referralId }
}

type HealthEndpoint = Extract<EndpointName, `health.${string}`>

export function healthSamples(
  { elder: { person }, doctor }: Cast,
  { applicationId, checkUpId, referralId }: Awaited<ReturnType<typeof makeElderHealth>>,
): { [Name in HealthEndpoint]: Input<Endpoints[Name]> } {
  const { communityId, residentId } = person
  return {
    'health.mine': { person },
    'health.agree': { id: newId(), person, purpose: 'referral', agreed: false },
    'health.doctors': { person },
    'health.applyDoctor': { id: newId(), person, doctorId: doctor.accountId, focus: ['diabetes'], note: '' },
    'health.leaveDoctor': { person, what: 'doctor' },
    'health.setFocus': { person, focus: ['diabetes'] },
    'health.practice': { communityId },
    'health.patient': person,
    'health.decideApplication': { ...person, applicationId, decision: { kind: 'accept' } },
    'health.answerCheckUp': { id: newId(), person, checkUpId, answer: 'coming', agreed: true },
    'health.checkUps': { communityId },
    'health.grids': { communityId },
    'health.planCheckUp': { id: newId(), communityId, ...checkUpPlan },
    'health.checkUp': { communityId, checkUpId },
    'health.inviteCheckUp': { communityId, checkUpId },
    'health.openLine': { communityId, checkUpId, residentId },
    'health.markLine': {
      id: newId(),
      communityId,
      checkUpId,
      residentId,
      mark: { kind: 'attended', on: true },
      agreed: true,
    },
    'health.referrals': { person },
    'health.referral': { communityId, referralId },
    'health.writeReferral': { id: newId(), person, agreed: true, ...letterOf('骗人的信') },
    'health.answerReferral': { communityId, referralId, agreed: true },
    'health.moveReferral': { communityId, referralId, move: { kind: 'cancelled' } },
  }
}
