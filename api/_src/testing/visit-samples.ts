import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { supervisionContract } from '../../../shared/homecare/supervision-contract.ts'
import type { visitPlansContract } from '../../../shared/homecare/visit-plans-contract.ts'
import type { visitsContract } from '../../../shared/homecare/visits-contract.ts'
import { addSeconds, dayOf } from '../../../shared/time.ts'
import { openComplaint } from '../homecare/visits/complaints.ts'
import { insertDoor } from '../homecare/visits/store-door.ts'
import { insertPlan } from '../homecare/visits/store-plan.ts'
import { findVisit, insertVisit, type NewVisit } from '../homecare/visits/store.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import type { TestServer } from './server.ts'

/** The elder has a plan, a visit this morning, a complaint about it, and a picture at her door. */
export async function makeElderVisit({ clock }: Pick<TestServer, 'clock'>, db: Db, { elder, communityStaff }: Cast) {
  const { now } = clock
  const { communityId, residentId } = elder.person
  const [planId, visitId, agreementId, serviceId, providerId, resourceId, complaintId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const common = {
    community_id: communityId,
    agreement_id: agreementId,
    provider_id: providerId,
    provider_name: '梅园养老服务站',
    service_id: serviceId,
    service_name: '上门助浴',
    category: 'bath' as const,
    resident_id: residentId,
    resident_name: elder.name,
    address: '3 栋 2 单元 101',
    grid_code: `${communityId}003`,
    building: '3',
  }
  const day = dayOf(now)
  await insertPlan(db, {
    ...common,
    id: planId,
    minutes: 60,
    weekdays: [2],
    time: '09:00',
    weeks_ahead: 2,
    tasks: ['擦身'],
    wished_worker_id: null,
    wished_gender: null,
    dialect: '',
    from_day: day,
    to_day: day,
    made_by: communityStaff.accountId,
    due_at: null,
  })
  const startsAt = addSeconds(now, 3600)
  const visit: NewVisit = {
    ...common,
    id: visitId,
    plan_id: planId,
    plan_version: 1,
    day,
    starts_at: startsAt,
    ends_at: addSeconds(startsAt, 3600),
    spoken_number: '482913',
    price: { priceKind: 'free', priceCents: 0, subsidies: [] },
    resource_id: resourceId,
    worker_name: '周梅',
    worker_account_id: newId(),
    assigned_by: communityStaff.accountId,
    status: 'planned',
    tasks: [{ name: '擦身', done: null, reason: '' }],
    set_out_at: null,
    arrived_at: null,
    arrived_by: null,
    left_at: null,
    signed_by: null,
    signature: null,
    note: '',
    stars: null,
    rating: null,
    late_step: 0,
    late_outcome: null,
    cancel_reason: '',
    check_result: null,
    check_note: '',
    checked_by_name: null,
    charged_at: null,
    subsidy_cents: 0,
    due_at: null,
    history: [],
  }
  await insertVisit(db, visit)
  const row = await findVisit(db, { communityId, visitId })
  if (!row) throw new Error('the visit is not there')
  const by = { accountId: elder.accountId, name: elder.name }
  await openComplaint(db, row, { id: complaintId, words: '来得太晚', by, fromRating: false }, now)
  await insertDoor(db, {
    community_id: communityId,
    resident_id: residentId,
    code: 'DOOR0000000000000000',
    number: '135790',
    made_by: elder.accountId,
    made_at: now,
    command_id: newId(),
  })
  return { planId, visitId, agreementId, serviceId, resourceId, complaintId, day, startsAt }
}

type VisitEndpoint = keyof (typeof visitsContract & typeof visitPlansContract & typeof supervisionContract)

/** For every endpoint of visits an input that aims at the elder's. */
export function visitSamples(
  { elder: { person } }: Cast,
  made: Awaited<ReturnType<typeof makeElderVisit>>,
): { [Name in VisitEndpoint]: Input<Endpoints[Name]> } {
  const { communityId } = person
  const { planId, visitId, agreementId, serviceId, resourceId, complaintId, day } = made
  const visit = { communityId, visitId }
  const startsAt = made.startsAt.toISOString()
  const tasks = [{ name: '擦身', done: true, reason: '' }]
  const plan = {
    serviceId,
    category: 'bath' as const,
    weekdays: [2],
    time: '09:00',
    weeksAhead: 2,
    tasks: ['骗人的事'],
    wishedWorkerId: null,
    wishedGender: null,
    dialect: '',
    fromDay: day,
  }
  return {
    'homecare.visits': {},
    'homecare.visit': visit,
    'homecare.myVisits': { communityId, day },
    'homecare.setOut': visit,
    'homecare.arrive': { ...visit, proof: { number: '135790' } },
    'homecare.tickTasks': { ...visit, tasks },
    'homecare.finishVisit': { ...visit, tasks, signed: { number: '482913' }, note: '' },
    'homecare.rateVisit': { ...visit, id: newId(), rating: { stars: 1, tags: [], words: '骗人的' } },
    'homecare.complain': { ...visit, id: newId(), words: '骗人的' },
    'homecare.skipVisit': { ...visit, version: 1, reason: '骗人的' },
    'homecare.addPhoto': { ...visit, fileId: newId(), contentType: 'image/jpeg', bytes: 100, agreed: true },
    'homecare.photoSent': { ...visit, fileId: newId() },
    'homecare.photoLink': { ...visit, fileId: newId() },
    'homecare.doorCode': { person, renew: true, id: newId() },
    'homecare.plans': { communityId },
    'homecare.savePlan': { communityId, planId, version: 1, agreementId, plan },
    'homecare.endPlan': { communityId, planId, version: 1, reason: '骗人的' },
    'homecare.takeAlternative': { communityId, planId, day, startsAt },
    'homecare.moveVisit': { ...visit, version: 1, startsAt },
    'homecare.week': { communityId, week: day },
    'homecare.recommend': visit,
    'homecare.assign': { ...visit, version: 1, resourceId },
    'homecare.workerAway': { communityId, resourceId, day, isAway: true, reason: '骗人的' },
    'homecare.supervision': { communityId },
    'homecare.recordCheck': { ...visit, version: 1, result: 'as_recorded', note: '' },
    'homecare.answerComplaint': { communityId, complaintId, version: 1, answer: '骗人的' },
  }
}

/** Tables of this part in which the elder has rows. */
export const visitRows = [
  ['visit_plan', 'resident_id'],
  ['visit', 'resident_id'],
  ['visit_complaint', 'resident_id'],
  ['door_code', 'resident_id'],
] as const
