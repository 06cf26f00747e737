import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { agreementContract } from '../../../shared/homecare/agreement-contract.ts'
import type { applicationContract } from '../../../shared/homecare/application-contract.ts'
import type { settlementContract } from '../../../shared/homecare/settlement-contract.ts'
import type { surveyContract } from '../../../shared/homecare/survey-contract.ts'
import { chargeVisit } from '../homecare/settlement/charge.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import { assessment, terms, wholeSurvey } from './care-town.ts'
import type { TestServer } from './server.ts'

/** The elder has a survey, an application that waits, an agreement to confirm, and a visit on a sheet. */
export async function makeElderCare(
  { app, clock }: Pick<TestServer, 'app' | 'clock'>,
  db: Db,
  { elder, gridWorker, communityStaff }: Cast,
) {
  const { person } = elder
  const { communityId } = person
  const apply = async () => {
    const surveyId = newId()
    const survey = { id: surveyId, person, version: 0, submit: true, ...wholeSurvey }
    await callOk(app, elder.token, 'homecare.saveSurvey', survey)
    const { applicationId } = await callOk(app, elder.token, 'homecare.apply', { id: newId(), communityId, surveyId })
    return { surveyId, applicationId }
  }
  const granted = await apply()
  const { applicationId: grantedId } = granted
  const of = { communityId, applicationId: grantedId }
  await callOk(app, gridWorker.token, 'homecare.assess', { ...of, version: 1, assessment })
  const decision = { ...of, version: 2, approved: true, reason: '符合条件。' }
  await callOk(app, communityStaff.token, 'homecare.decide', decision)
  const agreementId = newId()
  const write = { id: agreementId, ...of, version: 0, terms }
  const { textHash } = await callOk(app, communityStaff.token, 'homecare.writeAgreement', write)
  const { surveyId, applicationId } = await apply()
  const group = { person, group: 'disabled', since: '2026-01-05', until: null, proof: '残疾证' } as const
  await callOk(app, gridWorker.token, 'homecare.noteGroup', group)
  const visitId = newId()
  const { providerId, providerName } = terms
  const visit = { communityId, visitId, providerId, providerName, residentId: person.residentId, minutes: 60 }
  const price = { paidCents: 500, subsidyCents: 1500, subsidyGroup: null, priceKind: 'low_price' } as const
  const charge = { ...visit, ...price, residentName: elder.name, category: 'meals', day: '2026-10-12' } as const
  await chargeVisit(db, charge, clock.now)
  return { surveyId, applicationId, grantedId, agreementId, textHash, visitId, providerId }
}

type CareEndpoint = keyof (typeof surveyContract &
  typeof applicationContract &
  typeof agreementContract &
  typeof settlementContract)

/** For every endpoint around the visits an input that aims at the elder's things. */
export function careSamples(
  { elder: { person } }: Cast,
  {
    surveyId,
    applicationId,
    grantedId,
    agreementId,
    textHash,
    visitId,
    providerId,
  }: Awaited<ReturnType<typeof makeElderCare>>,
): { [Name in CareEndpoint]: Input<Endpoints[Name]> } {
  const { communityId } = person
  const application = { communityId, applicationId }
  const agreement = { communityId, agreementId }
  const sheet = { communityId, providerId, month: '2026-10' }
  const settings = { decisionDays: 5, remindDays: 30, complaintPlace: '骗人的窗口', complaintPhone: '12345' }
  return {
    'homecare.mine': {},
    'homecare.survey': { person, surveyId },
    'homecare.saveSurvey': { id: newId(), person, version: 0, submit: false, ...wholeSurvey },
    'homecare.groups': { person },
    'homecare.noteGroup': { person, group: 'hardship', since: '2026-01-05', until: null, proof: '骗人的证' },
    'homecare.apply': { id: newId(), communityId, surveyId },
    'homecare.withdraw': { ...application, version: 1 },
    'homecare.application': application,
    'homecare.cases': {},
    'homecare.assess': { ...application, version: 1, assessment },
    'homecare.decide': { ...application, version: 1, approved: true, reason: '好。' },
    'homecare.settings': { communityId },
    'homecare.saveSettings': { communityId, version: 0, settings },
    'homecare.agreement': agreement,
    'homecare.writeAgreement': { id: newId(), communityId, applicationId: grantedId, version: 0, terms },
    'homecare.confirm': { ...agreement, textHash, side: 'resident', paperName: '' },
    'homecare.stopAgreement': { ...agreement, version: 1, reason: '骗人的', lastDay: '2026-11-24' },
    'homecare.months': { communityId },
    'homecare.sheet': sheet,
    'homecare.closeSheet': { id: newId(), ...sheet },
    'homecare.objectToLine': { id: newId(), communityId, visitId, paidCents: 0, subsidyCents: 0, reason: '骗人的' },
  }
}

/** Tables of this part in which the elder has rows. */
export const careRows = [
  ['homecare_survey', 'resident_id'],
  ['homecare_application', 'resident_id'],
  ['homecare_agreement', 'resident_id'],
  ['resident_group', 'resident_id'],
  ['visit_charge', 'resident_id'],
] as const
