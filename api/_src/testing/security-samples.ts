import type { Input } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { defaultWellness } from '../../../shared/help/wellness.ts'
import { privacyAgreementVersion } from '../../../shared/people/contract.ts'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { openTask } from '../help/tasks/open.ts'
import { newId } from '../platform/ids.ts'
import { slices } from '../slices.ts'
import { activitySamples } from './activity-samples.ts'
import { makeActors, places } from './actors.ts'
import { attendanceSamples, makeElderAttendance } from './attendance-samples.ts'
import { bookingSamples } from './booking-samples.ts'
import { addService } from './booking-world.ts'
import { callOk } from './call.ts'
import { counterSamples, makeElderCounter } from './counter-samples.ts'
import { certificateSamples, makeElderCertificate } from './certificate-samples.ts'
import { careRows, careSamples, makeElderCare } from './care-samples.ts'
import type { TestDatabase } from './database.ts'
import { exchangeSamples } from './exchange-samples.ts'
import { figuresSamples } from './figures-samples.ts'
import { groupSamples, makeElderGroup } from './group-samples.ts'
import { evaluationSamples } from './evaluation-samples.ts'
import { healthSamples, makeElderHealth } from './health-samples.ts'
import { hoursRows, hoursSamples, makeElderHours } from './hours-samples.ts'
import { offeringSamples } from './offering-samples.ts'
import { makeElderPapers, paperSamples } from './paper-samples.ts'
import { makeElderRequest, requestSamples } from './requests-samples.ts'
import { registrationSamples } from './registration-samples.ts'
import { testServer } from './server.ts'
import { makeElderVisit, visitRows, visitSamples } from './visit-samples.ts'
import { joinAll, openShift } from './volunteering.ts'

/** A whole small town in which the elder has one of everything that can be hers. */
export async function makeSecurityTown(database: TestDatabase) {
  const now = instantOf('2026-11-24', '08:20')
  const server = testServer(database, slices, now)
  const { db } = database
  const cast = await makeActors(db, now)
  const { elder } = cast
  const { communityId } = elder.person
  const serviceId = await addService(db, communityId, { series_allowed: 1 })
  const inTwoDays = addSeconds(now, 86_400 * 2)
  const bookedAt = instantOf('2026-11-26', '09:00')
  const heldAt = instantOf('2026-11-27', '09:00')
  const { shiftId, activityId } = await openShift(db, { startsAt: addSeconds(now, 86_400), capacity: 3 })
  await joinAll(db, [elder], { now })
  const call = <Name extends EndpointName>(name: Name, input: Input<Endpoints[Name]>) =>
    callOk(server.app, elder.token, name, input)
  const place = { person: elder.person, serviceId }
  const wish = { id: newId(), ...place, startsAt: bookedAt.toISOString(), note: '' }
  const { bookingId } = await call('booking.book', wish)
  const held = { ...place, bookingId: newId(), startsAt: heldAt.toISOString() }
  const { basketId } = await call('booking.hold', { id: newId(), places: [held] })
  const seriesId = newId()
  const tuesday = { day: '2026-12-01', startsAt: instantOf('2026-12-01', '10:00').toISOString() }
  const weekly = { weekdays: [2], time: '10:00', fromDay: tuesday.day, toDay: tuesday.day }
  await call('booking.bookSeries', { id: seriesId, ...place, ...weekly, days: [tuesday], note: '' })
  await call('volunteering.signUp', { id: newId(), shiftId })
  const attendance = await makeElderAttendance(db, server.app, cast, now)
  const { callId } = await call('help.raise', { id: newId(), person: elder.person })
  const contact = {
    id: newId(),
    name: '陈静',
    relation: 'daughter',
    phone: '19900009999',
    address: '7 栋 302',
  } as const
  await call('people.saveContact', contact)
  const card = { ...careLines, conditions: '高血压', keyHolder: '402 周建国 19900009999' }
  await call('people.saveCareCard', { id: newId(), person: elder.person, card, agreed: true })
  const taskId = newId()
  const task = { communityId, id: taskId, dedupeKey: `need:${taskId}`, kind: 'need', gridCode: places.grid } as const
  const aboutElder = { residentId: elder.person.residentId, residentName: elder.name, address: '3 栋 101' }
  await openTask(db, { ...task, person: aboutElder, title: '给王秀英换灯泡', dueAt: inTwoDays }, now)
  const deviceId = newId()
  await callOk(server.app, cast.communityStaff.token, 'help.registerDevice', {
    id: deviceId,
    person: elder.person,
    label: '床头呼叫器',
    silentAfterHours: 26,
  })
  const { testId } = await call('help.testPress', { id: newId(), person: elder.person, waitedMilliseconds: 300 })
  const drillId = newId()
  await callOk(server.app, cast.communityStaff.token, 'help.runDrill', { id: drillId, communityId })
  await call('help.setWellness', { person: elder.person, rhythm: 'daily', consent: 'self' })
  const roundId = newId()
  await callOk(server.app, cast.gridWorker.token, 'help.startRound', {
    id: roundId,
    areaCode: places.grid,
    reason: 'heat',
    groups: ['living_alone'],
    dueAt: inTwoDays.toISOString(),
  })
  const counter = await makeElderCounter(db, server.app, cast, now)
  const health = await makeElderHealth(server, cast)
  const care = await makeElderCare(server, db, cast)
  const visit = await makeElderVisit(server, db, cast)
  const hours = await makeElderHours(server, db, cast)
  const certificate = await makeElderCertificate(server, cast)
  const request = await makeElderRequest(server, cast)
  const groupId = await makeElderGroup(db, cast, now)
  const papers = await makeElderPapers(server, db, cast, bookingId, now)
  await server.app.settled()
  const { messages } = await call('inbox.list', {})
  const messageId = messages[0]?.messageId ?? ''
  return {
    ...server,
    cast,
    attendance,
    counter,
    health,
    hours,
    certificate,
    care,
    visit,
    papers,
    request,
    groupId,
    ids: {
      serviceId,
      shiftId,
      activityId,
      bookingId,
      basketId,
      seriesId,
      callId,
      messageId,
      taskId,
      roundId,
      contactId: contact.id,
      deviceId,
      testId,
      drillId,
    },
  }
}

export type SecurityTown = Awaited<ReturnType<typeof makeSecurityTown>>

const careLines = {
  conditions: '骗人的病',
  medicines: '',
  allergies: '',
  speech: '',
  senses: '',
  bloodType: null,
  keyHolder: '',
  note: '',
} as const

/** The settings as a page sends them back. */
const shorterRings = {
  ...defaultSettings,
  rules: defaultSettings.rules.map(({ intents, levels, ...rule }) => ({
    ...rule,
    intents: [...intents],
    levels: levels.map((level) => ({ ...level, seconds: 45 })),
  })),
}

/** For every endpoint a well-formed input that aims at the elder's things. A new endpoint without one is a type error. */
export function samplesFor({
  cast,
  attendance,
  counter,
  health,
  hours,
  certificate,
  care,
  visit,
  papers,
  request,
  groupId,
  ids,
}: SecurityTown): {
  [Name in EndpointName]: Input<Endpoints[Name]>
} {
  const { elder, daughter, communityStaff } = cast
  const { person } = elder
  const { communityId } = person
  const callRef = { communityId, callId: ids.callId }
  return {
    'affairs.notices': { communityId },
    'affairs.notice': { communityId, noticeId: newId() },
    ...bookingSamples(person, ids),
    ...offeringSamples(communityId, ids.bookingId),
    ...counterSamples(person, counter),
    ...healthSamples(cast, health),
    ...hoursSamples(cast, hours),
    ...certificateSamples(cast, certificate),
    ...careSamples(cast, care),
    ...visitSamples(cast, visit),
    ...paperSamples(cast, papers),
    ...activitySamples(communityId, ids),
    ...evaluationSamples(cast, ids),
    ...requestSamples(cast, request),
    ...groupSamples(cast, groupId),
    ...attendanceSamples(cast, attendance),
    ...figuresSamples(cast),
    ...exchangeSamples(cast),
    'help.fromDevice': {
      communityId,
      deviceId: ids.deviceId,
      keyVersion: 1,
      at: 0,
      counter: 1,
      event: 'press',
      battery: null,
      signature: '0'.repeat(64),
    },
    'help.devices': {},
    'help.drills': {},
    'help.planDrills': { communityId, dayOfMonth: 3, hour: 10, enabled: true },
    'help.runDrill': { id: newId(), communityId },
    'help.confirmDrill': { communityId, drillId: ids.drillId },
    'help.deskTests': {},
    'help.testPress': { id: newId(), person, waitedMilliseconds: 300 },
    'help.buttonTests': { person },
    'help.answerTest': { communityId, testId: ids.testId },
    'help.registerDevice': { id: newId(), person, label: '床头呼叫器', silentAfterHours: 26 },
    'help.rotateDeviceKey': { communityId, deviceId: ids.deviceId, keyVersion: 1 },
    'help.retireDevice': { communityId, deviceId: ids.deviceId },
    'help.raise': { id: newId(), person },
    'help.status': callRef,
    'help.come': callRef,
    'help.cannotCome': callRef,
    'help.onDuty': { person },
    'help.cancel': callRef,
    'help.desk': {},
    'help.card': callRef,
    'help.acknowledge': callRef,
    'help.setOut': { ...callRef, minutes: 5 },
    'help.arrive': callRef,
    'help.close': { ...callRef, outcome: 'helped_on_site', note: '' },
    'help.calledBack': callRef,
    'help.attach': { ...callRef, fileId: newId(), kind: 'photo', contentType: 'image/jpeg', bytes: 1000 },
    'help.attached': { ...callRef, fileId: newId() },
    'help.attachments': callRef,
    'help.attachmentLink': { ...callRef, fileId: newId() },
    'help.takeOver': { ...callRef, reason: '我离得近' },
    'help.keep': callRef,
    'help.handOver': { ...callRef, toAccountId: communityStaff.accountId, reason: '我在另一家' },
    'help.decline': callRef,
    'help.addHelper': { ...callRef, toAccountId: communityStaff.accountId },
    'help.checkIn': { ...callRef, id: newId() },
    'help.note': { ...callRef, id: newId(), text: '门口没人应' },
    'help.callEmergency': { ...callRef, id: newId(), number: '120' },
    'help.rate': { ...callRef, rating: 'good' },
    'help.reopen': callRef,
    'help.settings': { communityId },
    'help.saveSettings': { communityId, version: 0, settings: shorterRings },
    'help.tasks': {},
    'help.finishTask': { communityId, taskId: ids.taskId, note: '办好了' },
    'help.wellness': { person },
    'help.sayWell': { id: newId(), person },
    'help.setWellness': { person, rhythm: 'daily', consent: 'spoken' },
    'help.answerWellness': { person, agree: false },
    'help.pauseWellness': { person, untilDay: '2026-12-01' },
    'help.wellnessList': {},
    'help.wellnessSettings': { communityId },
    'help.saveWellnessSettings': { communityId, settings: { ...defaultWellness } },
    'help.careCard': person,
    'help.recordCare': { id: newId(), ...person, way: 'call', reached: true, mood: 'good', needs: ['meals'], note: '' },
    'help.previewRound': { areaCode: places.grid, groups: ['living_alone'] },
    'help.startRound': {
      id: newId(),
      areaCode: places.grid,
      reason: 'cold',
      groups: ['living_alone'],
      dueAt: addSeconds(instantOf('2026-11-24', '08:20'), 86_400).toISOString(),
    },
    'help.rounds': {},
    'help.round': { communityId, roundId: ids.roundId },
    'help.markLine': { communityId, roundId: ids.roundId, residentId: person.residentId, state: 'reached', note: '' },
    'help.endRound': { communityId, roundId: ids.roundId },
    'help.report': { areaCode: communityId, from: '2026-11-01', to: '2026-11-30' },
    'help.lateCalls': { areaCode: communityId, from: '2026-11-01', to: '2026-11-30' },
    'help.saveReview': { ...callRef, cause: 'did_not_hear', found: '没听见', measure: '' },
    'inbox.list': {},
    'inbox.read': { communityId, messageIds: [ids.messageId] },
    'inbox.templates': {},
    'inbox.subscribe': { id: newId(), templateIds: ['template'] },
    'people.communities': {},
    'people.roster': { areaCode: communityId },
    'people.saveRoster': {
      areaCode: communityId,
      week: '2026-11-23',
      version: 0,
      covered: { from: '08:00', to: '20:00' },
      entries: [],
    },
    'people.publishRoster': { areaCode: communityId, week: '2026-11-23', version: 1 },
    'people.askSwap': { id: newId(), areaCode: communityId, shiftId: newId(), of: daughter.accountId },
    'people.answerSwap': { areaCode: communityId, swapId: newId(), agreed: true },
    'people.startShift': { areaCode: communityId, shiftId: newId(), excuse: '' },
    'people.endShift': { areaCode: communityId, shiftId: newId(), note: '' },
    'people.askSignIn': { userAgent: '' },
    'people.seeSignIn': { shown: { kind: 'code', code: '12345678' } },
    'people.confirmSignIn': { signInId: newId(), agreed: true },
    'people.collectSignIn': { signInId: newId(), browserSecret: 's'.repeat(43) },
    'people.signIn': { code: 'a-code-of-nobody' },
    'people.signOut': {},
    'people.me': {},
    'people.consent': { id: newId(), version: privacyAgreementVersion, agreed: true },
    'people.bind': { communityId, by: { kind: 'code', code: '12345678' } },
    'people.switchIdentity': { communityId, residentId: person.residentId },
    'people.issueBindCode': { id: newId(), communityId, residentId: person.residentId },
    'people.correctResident': { ...person, changes: { accessNote: '门铃坏了，敲门' } },
    'people.findResidents': { communityId, search: '501' },
    'people.delegate': { id: newId(), relation: 'daughter', scopes: ['book'] },
    'people.acceptDelegation': { communityId, code: '12345678' },
    'people.delegations': {},
    'people.revokeDelegation': { accountId: daughter.accountId },
    'people.contacts': {},
    'people.saveContact': { id: ids.contactId, name: '骗子', relation: 'relative', phone: '19900008888', address: '' },
    'people.removeContact': { id: ids.contactId },
    'people.careCard': { person },
    'people.saveCareCard': { id: newId(), person, card: careLines, agreed: true },
    'people.checkCareCard': { person },
    'people.withdrawCareCard': { id: newId(), person },
    'people.fillCareCard': { id: newId(), ...person, card: careLines, agreed: true },
    'people.accessLog': { person },
    ...registrationSamples(person),
    'volunteering.activities': {},
    'volunteering.activity': { activityId: ids.activityId },
    'volunteering.signUp': { id: newId(), shiftId: ids.shiftId },
    'volunteering.withdraw': { id: newId(), shiftId: ids.shiftId, reason: '' },
    'volunteering.mine': {},
    'volunteering.shiftCall': { communityId: cast.elder.person.communityId, shiftId: ids.shiftId },
    'volunteering.callUp': { communityId: cast.elder.person.communityId, shiftId: ids.shiftId, id: newId(), words: '' },
  }
}

/** Tables in which the elder has rows, and the columns that say they are hers. */
export const elderRows = [
  ['booking', 'resident_id'],
  ['booking_series', 'resident_id'],
  ['calendar_feed', 'subject_id'],
  ['signup', 'resident_id'],
  ['certificate', 'resident_id'],
  ['group_member', 'resident_id'],
  ['help_call', 'resident_id'],
  ['queue_ticket', 'resident_id'],
  ['booking_pause', 'resident_id'],
  ['device', 'resident_id'],
  ['button_test', 'resident_id'],
  ['help_task', 'resident_id'],
  ['wellness_plan', 'resident_id'],
  ['care_record', 'resident_id'],
  ['care_round_line', 'resident_id'],
  ['contact', 'resident_id'],
  ['care_card', 'resident_id'],
  ['care_agreement', 'resident_id'],
  ['health_file', 'resident_id'],
  ['check_up_line', 'resident_id'],
  ['referral', 'resident_id'],
  ...careRows,
  ...hoursRows,
  ...visitRows,
  ['volunteer_request', 'resident_id'],
  ['volunteer', 'resident_id'],
  ['identity', 'resident_id'],
  ['resident', 'id'],
  ['delivery', 'recipient_id'],
] as const
