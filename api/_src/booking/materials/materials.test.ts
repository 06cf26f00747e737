import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import type { Input } from '../../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../../shared/endpoints.ts'
import { listFiles } from '../../platform/files/store.ts'
import { newId } from '../../platform/ids.ts'
import { makeActors, type Cast, type TestAccount } from '../../testing/actors.ts'
import { community } from '../../testing/booking-town.ts'
import { addService } from '../../testing/booking-world.ts'
import { photoWithPlace, testBucket } from '../../testing/bucket.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { bookingSlice } from '../slice.ts'
import { checkedMaterials, mayJudge, maySend } from './decide.ts'
import { throwAwayPhotos } from './photos.ts'

const database = await useDatabase()
const { db, raw } = database
const now = instantOf('2026-11-24', '08:00')
const clock = { now }
const kept = await testBucket(() => clock.now)
const { bucket, send } = kept
const { app } = testServer(database, [bookingSlice], now, { clock, bucket: kept })
const startsAt = instantOf('2026-11-26', '10:30')
const photo = photoWithPlace()
const [idCard, stool] = [newId(), newId()]
const materials = [
  { materialId: idCard, name: '身份证', note: '正反两面', precheck: true },
  { materialId: stool, name: '一把靠背椅', note: '', precheck: false },
]
let cast: Cast
let ref: { communityId: string; bookingId: string }

beforeEach(async () => {
  clock.now = now
  cast = await makeActors(db, now)
  const serviceId = await addService(db, community, { materials })
  const wish = { id: newId(), person: cast.elder.person, serviceId, startsAt: startsAt.toISOString(), note: '' }
  const { bookingId } = await callOk(app, cast.elder.token, 'booking.book', wish)
  ref = { communityId: community, bookingId }
})

const ask = <Name extends EndpointName>(who: TestAccount, name: Name, input: Input<Endpoints[Name]>) =>
  call(app, who.token, name, input)

async function sendPhoto(who: TestAccount, materialId = idCard, fileId = newId()) {
  const key = { ...ref, materialId, fileId }
  const form = await ask(who, 'booking.sendMaterial', { ...key, contentType: 'image/jpeg', bytes: photo.length })
  if (!form.ok) return { fileId, answer: form }
  expect(form.roundTrips).toBeLessThanOrEqual(4)
  expect(await send(form.data, photo)).toBe(204)
  const answer = await ask(who, 'booking.materialSent', key)
  expect(answer.roundTrips).toBeLessThanOrEqual(6)
  return { fileId, answer }
}

const stateOf = async (materialId: string) => {
  const answer = await ask(cast.elder, 'booking.materials', ref)
  expect(answer.roundTrips).toBeLessThanOrEqual(3)
  return answer.ok ? answer.data.materials.find((one) => one.materialId === materialId) : undefined
}

describe('papers on a photo', () => {
  it('are sent by the family, looked at by staff, and the verdict comes back', async () => {
    const { elder, daughter, communityStaff } = cast
    expect(await stateOf(idCard)).toMatchObject({ name: '身份证', state: 'none', fileId: null })
    const { fileId } = await sendPhoto(daughter)
    expect(await stateOf(idCard)).toMatchObject({ state: 'sent', fileId })

    const list = await ask(communityStaff, 'booking.materialsToCheck', {})
    expect(list.roundTrips).toBeLessThanOrEqual(2)
    expect(list).toMatchObject({
      data: { photos: [{ ...ref, materialId: idCard, fileId, residentName: elder.name, serviceName: '上门理发' }] },
    })
    const link = await ask(communityStaff, 'booking.materialLink', { ...ref, fileId })
    expect(link.roundTrips).toBeLessThanOrEqual(4)
    expect(link.ok && (await bucket.fetch(link.data.url)).status).toBe(200)
    expect(await raw('select account_id, purpose from access_log')).toEqual([
      { account_id: communityStaff.accountId, purpose: 'material_photo' },
    ])

    const verdict = { ...ref, materialId: idCard, fileId, verdict: 'refused' as const, words: '看不清，请重拍' }
    const judged = await ask(communityStaff, 'booking.judgeMaterial', verdict)
    expect(judged.roundTrips).toBeLessThanOrEqual(5)
    await callOk(app, communityStaff.token, 'booking.judgeMaterial', verdict)
    await app.settled()
    expect(await stateOf(idCard)).toMatchObject({ state: 'refused', words: '看不清，请重拍' })
    const told = await raw("select title from delivery where channel = 'inbox' and title like '%材料%' order by title")
    expect(told).toEqual([{ title: '材料看过了：上门理发' }])

    const second = await sendPhoto(elder)
    expect(await stateOf(idCard)).toMatchObject({ state: 'sent', words: '', fileId: second.fileId })
    expect(await ask(communityStaff, 'booking.judgeMaterial', verdict)).toMatchObject({ error: { code: 'conflict' } })
    const good = { ...verdict, fileId: second.fileId, verdict: 'accepted' as const, words: '' }
    await callOk(app, communityStaff.token, 'booking.judgeMaterial', good)
    expect(await ask(communityStaff, 'booking.materialsToCheck', {})).toMatchObject({ data: { photos: [] } })
  })

  it('said to be sent twice are one photo', async () => {
    const fileId = newId()
    await sendPhoto(cast.elder, idCard, fileId)
    const again = await ask(cast.elder, 'booking.materialSent', { ...ref, materialId: idCard, fileId })
    expect(again).toMatchObject({ ok: true, data: { materials: [{ state: 'sent', fileId }, { state: 'none' }] } })
  })

  it('are seen and judged by nobody else', async () => {
    const { fileId } = await sendPhoto(cast.elder)
    const { neighbour, former, otherCommunityStaff, streetDispatcher, gridWorker } = cast
    for (const who of [neighbour, former, otherCommunityStaff, streetDispatcher]) {
      expect(await ask(who, 'booking.materials', ref)).toMatchObject({ error: { code: 'not_found' } })
      expect(await ask(who, 'booking.materialLink', { ...ref, fileId })).toMatchObject({ error: { code: 'not_found' } })
    }
    for (const who of [gridWorker, otherCommunityStaff]) {
      const verdict = { ...ref, materialId: idCard, fileId, verdict: 'accepted' as const, words: '' }
      expect(await ask(who, 'booking.judgeMaterial', verdict)).toMatchObject({ error: { code: 'not_allowed' } })
    }
    expect(await ask(otherCommunityStaff, 'booking.materialsToCheck', {})).toMatchObject({ data: { photos: [] } })
  })

  it('are thrown away a week after the visit', async () => {
    const { fileId } = await sendPhoto(cast.elder)
    const over = addSeconds(startsAt, 30 * 60 + 7 * 86_400)
    const owner = { communityId: community, kind: 'booking_material', id: ref.bookingId }
    await throwAwayPhotos(db, [community], addSeconds(over, -1))
    expect(await listFiles(db, owner)).toMatchObject([{ id: fileId, status: 'stored' }])
    await throwAwayPhotos(db, [community], over)
    await throwAwayPhotos(db, [community], over)
    expect(await listFiles(db, owner)).toMatchObject([{ id: fileId, status: 'removed' }])
    expect(await stateOf(idCard)).toMatchObject({ state: 'none' })
  })

  it('that nobody looks at beforehand are not taken', async () => {
    expect((await sendPhoto(cast.elder, stool)).answer).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('the rules', () => {
  const booking = { status: 'confirmed' as const, startsAt, materials }
  it.each([
    ['before the visit', booking, idCard, addSeconds(startsAt, -1), 'ok'],
    ['not once it has begun', booking, idCard, startsAt, 'conflict'],
    ['not for what was cancelled', { ...booking, status: 'cancelled' as const }, idCard, now, 'conflict'],
    ['not of what needs no look', booking, stool, now, 'not_found'],
    ['not of something else', booking, newId(), now, 'not_found'],
  ])('a photo is taken: %s', (_, given, materialId, at, expected) => {
    const decision = maySend(given, materialId, at)
    expect(decision.ok ? 'ok' : decision.code).toBe(expected)
  })

  const fileId = newId()
  const row = { material_id: idCard, file_id: fileId, state: 'sent' as const, words: '' }
  it.each([
    ['a first verdict counts', row, { fileId, verdict: 'accepted', words: '' }, 'judge'],
    [
      'a changed one too',
      { ...row, state: 'accepted' as const },
      { fileId, verdict: 'refused', words: '过期了' },
      'judge',
    ],
    [
      'said twice is once',
      { ...row, state: 'accepted' as const },
      { fileId, verdict: 'accepted', words: '' },
      'repeat',
    ],
    ['a refusal needs words', row, { fileId, verdict: 'refused', words: '' }, 'result_needed'],
    ['about another photo it is void', row, { fileId: newId(), verdict: 'accepted', words: '' }, 'conflict'],
    ['without a photo there is none', undefined, { fileId, verdict: 'accepted', words: '' }, 'not_found'],
  ] as const)('%s', (_, given, said, expected) => {
    const decision = mayJudge(given, said)
    expect(decision.ok ? decision.data : decision.code).toBe(expected)
  })

  it('every thing to bring is listed, with or without a photo', () => {
    expect(checkedMaterials(materials, [row]).map(({ state }) => state)).toEqual(['sent', 'none'])
  })
})
