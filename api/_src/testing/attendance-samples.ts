import type { Input } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { App } from '../app.ts'
import { newId } from '../platform/ids.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import { openShift } from './volunteering.ts'

/** A shift that is about to begin, in which the elder has a place; its codes have been shown. */
export async function makeElderAttendance(db: Db, app: App, { elder, communityStaff }: Cast, now: Date) {
  const { communityId } = elder.person
  const { shiftId } = await openShift(db, { startsAt: addSeconds(now, 1200), hours: 1, capacity: 2 })
  await callOk(app, elder.token, 'volunteering.signUp', { id: newId(), shiftId })
  const place = { communityId, shiftId }
  const { codes } = await callOk(app, communityStaff.token, 'volunteering.attendanceCodes', place)
  const { people } = await callOk(app, communityStaff.token, 'volunteering.attendance', place)
  return { ...place, code: codes[0]?.text ?? '', signupId: people[0]?.signupId ?? '' }
}

/** Inputs that aim at the elder's place, with a code that is right. */
export function attendanceSamples({ elder }: Cast, attendance: Awaited<ReturnType<typeof makeElderAttendance>>) {
  const { communityId, shiftId, code, signupId } = attendance
  const place = { communityId, shiftId }
  return {
    'volunteering.presence': { shiftId },
    'volunteering.checkIn': { id: newId(), shiftId, proof: { code } },
    'volunteering.checkOut': { id: newId(), shiftId, proof: { code } },
    'volunteering.attendanceCodes': place,
    'volunteering.attendance': place,
    'volunteering.rollCall': {
      id: newId(),
      ...place,
      mark: 'came',
      fromStart: false,
      people: [{ signupId, version: 2 }],
    },
    'volunteering.walkIn': { id: newId(), ...place, name: elder.name, lastFour: '', role: 'volunteer' },
    'volunteering.unrecorded': {},
    'volunteering.wall': { communityId },
  } satisfies Partial<{ [Name in EndpointName]: Input<Endpoints[Name]> }>
}
