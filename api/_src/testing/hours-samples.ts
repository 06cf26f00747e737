import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { hoursContract } from '../../../shared/records/hours-contract.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import { recordAttendances } from '../records/index.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import { addedHours, attendance } from './hours-town.ts'
import type { TestServer } from './server.ts'

/** The elder has hours, added some that wait for a second person, and says that a line is wrong. */
export async function makeElderHours(
  { app, clock }: Pick<TestServer, 'app' | 'clock'>,
  db: Db,
  { elder, communityStaff }: Cast,
) {
  const { communityId, residentId } = elder.person
  await recordAttendances(db, [attendance(residentId, { communityId })], { now: clock.now, newId })
  const [objectionId, batchId] = [newId(), newId()]
  const objection = { id: objectionId, about: { seq: 1 }, words: '我 7:30 就到了' }
  await callOk(app, elder.token, 'records.object', objection)
  const people = [{ id: newId(), residentId }]
  await callOk(app, communityStaff.token, 'records.addHours', { id: batchId, ...addedHours, communityId, people })
  return { objectionId, batchId, people }
}

/** For every endpoint of hours an input that aims at the elder's. */
export function hoursSamples(
  { elder: { person } }: Cast,
  { objectionId, batchId, people }: Awaited<ReturnType<typeof makeElderHours>>,
): { [Name in keyof typeof hoursContract]: Input<Endpoints[Name]> } {
  const { communityId, residentId } = person
  const whose = { communityId, residentId }
  const correction = { id: newId(), ...whose, seq: 1, minutes: 60, reason: '多记了', objectionId }
  const reply = { communityId, id: objectionId, version: 1, upheld: true, words: '是我们记错了。' }
  return {
    'records.mine': { limit: 20 },
    'records.objections': {},
    'records.object': { id: newId(), about: { seq: 1 }, words: '不对' },
    'records.volunteers': { communityId, search: '' },
    'records.ledger': { ...whose, limit: 20 },
    'records.additions': { communityId },
    'records.addHours': { id: newId(), ...addedHours, communityId, people },
    'records.correctHours': correction,
    'records.decideHours': { communityId, batchId, approved: true, words: '' },
    'records.deskObjections': { communityId },
    'records.replyToObjection': reply,
    'records.audit': { communityId },
    'records.verify': { communityId, residentId, after: null },
  }
}

export const hoursRows = [
  ['hours_account', 'resident_id'],
  ['hours_entry', 'resident_id'],
  ['hours_addition', 'resident_id'],
  ['hours_objection', 'resident_id'],
] as const
