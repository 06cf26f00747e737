import { systemClock } from '../platform/clock.ts'
import { addDays, dayOf } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import { advanceCertificates } from '../records/certificates/advance.ts'
import { appendEntries } from '../records/index.ts'
import { recordsSlice } from '../records/slice.ts'
import { TestPeople } from './actors.ts'
import { callOk } from './call.ts'
import { draft } from './hours-town.ts'
import { testServer } from './server.ts'
import { joinAll } from './volunteering.ts'

/** A volunteer with one service and an issued certificate of it, for a server that runs on the real clock. */
export async function issuedCertificate(db: Db) {
  const now = systemClock()
  const people = new TestPeople(now)
  const [volunteer] = people.residents(1)
  if (!volunteer) throw new Error('nobody was made')
  await people.save(db)
  await joinAll(db, [volunteer], { now })
  const { communityId, residentId } = volunteer.person
  await appendEntries(db, communityId, [draft(residentId, { service_day: addDays(dayOf(now), -20), entered_at: now })])
  const { app } = testServer({ db }, [recordsSlice], now)
  const request = { id: newId(), from: null, to: null, showsName: false, replacesId: null }
  const { certificateId } = await callOk(app, volunteer.token, 'records.askCertificate', request)
  await advanceCertificates(db, [communityId], new Date(now.getTime() + 9 * 86_400_000))
  return { token: volunteer.token, certificate: { communityId, certificateId }, name: volunteer.name }
}
