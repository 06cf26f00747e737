import { gps } from 'exifr'
import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { places, type TestAccount } from '../../testing/actors.ts'
import { photoWithPlace, testBucket } from '../../testing/bucket.ts'
import { useDatabase } from '../../testing/database.ts'
import { visitTown } from '../../testing/visit-town.ts'

const database = await useDatabase()
const { raw } = database
const clock = { now: new Date() }
const kept = await testBucket(() => clock.now)
const town = visitTown(database, { clock, bucket: kept })
beforeEach(town.setUp)
const { community } = places
const photo = photoWithPlace()
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)

const wanted = (visitId: string, fileId: string) => ({
  ...{ communityId: community, visitId, fileId, contentType: 'image/jpeg', bytes: photo.length },
  agreed: true as const,
})

/** The worker stands in the flat. */
async function arrived(): Promise<{ communityId: string; visitId: string }> {
  await town.planned()
  const { visitId } = await town.visitAt(0)
  const key = { communityId: community, visitId }
  await town.ok(town.worker, 'homecare.setOut', key)
  const door = await town.ok(town.cast.elder, 'homecare.doorCode', {
    person: town.cast.elder.person,
    renew: false,
    id: newId(),
  })
  await town.ok(town.worker, 'homecare.arrive', { ...key, proof: { door: door.code } })
  return key
}

async function take(who: TestAccount, key: { communityId: string; visitId: string }, fileId = newId()) {
  const form = await town.ok(who, 'homecare.addPhoto', wanted(key.visitId, fileId))
  expect(await kept.send(form, photo)).toBe(204)
  await town.ok(who, 'homecare.photoSent', { ...key, fileId })
  return fileId
}

it('a photo of the visit is kept without its place, shown to the family, and a look of the staff is written down', async () => {
  const { daughter, communityStaff, elder } = town.cast
  const key = await arrived()
  const fileId = newId()
  const form = await town.call(town.worker, 'homecare.addPhoto', wanted(key.visitId, fileId))
  if (!form.ok) throw new Error(form.error.code)
  expect(form.roundTrips).toBeLessThanOrEqual(4)
  expect(await kept.send(form.data, photo)).toBe(204)
  const sent = await town.call(town.worker, 'homecare.photoSent', { ...key, fileId })
  expect(sent).toMatchObject({ ok: true, data: { photos: 1 } })
  expect(sent.roundTrips).toBeLessThanOrEqual(5)
  expect(await town.ok(town.worker, 'homecare.photoSent', { ...key, fileId })).toEqual({ photos: 1 })

  const { photos } = await town.ok(daughter, 'homecare.visit', key)
  expect(photos).toMatchObject([{ fileId }])
  const shown = await town.call(daughter, 'homecare.photoLink', { ...key, fileId })
  if (!shown.ok) throw new Error(shown.error.code)
  expect(shown.roundTrips).toBeLessThanOrEqual(4)
  const bytes = new Uint8Array(await (await kept.bucket.fetch(shown.data.url)).arrayBuffer())
  expect(await gps(photo)).toBeDefined()
  expect(await gps(bytes).catch(() => undefined)).toBeUndefined()
  expect(await raw("select * from access_log where purpose = 'visit_photo'")).toEqual([])
  await town.ok(communityStaff, 'homecare.photoLink', { ...key, fileId })
  expect(await raw("select account_id, resident_id from access_log where purpose = 'visit_photo'")).toEqual([
    { account_id: communityStaff.accountId, resident_id: elder.person.residentId },
  ])
})

it('is taken by the worker alone, and only while they are there', async () => {
  const { elder, neighbour, otherCommunityStaff } = town.cast
  await town.planned()
  const { visitId } = await town.visitAt(0)
  const early = await town.call(town.worker, 'homecare.addPhoto', wanted(visitId, newId()))
  expect(codeOf(early)).toBe('not_arrived')
  for (const who of [elder, neighbour, town.otherWorker, otherCommunityStaff]) {
    expect(codeOf(await town.call(who, 'homecare.addPhoto', wanted(visitId, newId())))).toBe('not_found')
  }
})

it('is seen by nobody else', async () => {
  const key = await arrived()
  const fileId = await take(town.worker, key)
  for (const who of [town.cast.neighbour, town.cast.former, town.otherWorker, town.cast.otherCommunityStaff]) {
    expect(codeOf(await town.call(who, 'homecare.photoLink', { ...key, fileId }))).toBe('not_found')
  }
})
