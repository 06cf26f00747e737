import { gps } from 'exifr'
import { expect, test } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { listFiles, removeFilesOf } from '../../platform/files/store.ts'
import { sweepFiles } from '../../platform/files/sweep.ts'
import { newId } from '../../platform/ids.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import type { TestAccount } from '../../testing/actors.ts'
import { photoWithPlace, plainPng, testBucket, voiceMp3 } from '../../testing/bucket.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpStart, helpTown } from '../../testing/help-town.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: helpStart }
const { bucket, files, send } = await testBucket(() => clock.now)
const town = helpTown(database, { clock, files })

type Ref = { communityId: string; callId: string }
const photo = photoWithPlace()
const jpeg = { kind: 'photo', contentType: 'image/jpeg', bytes: photo.length } as const
const mp3 = { kind: 'voice', contentType: 'audio/mpeg', bytes: 4000, seconds: 12 } as const

/** Asks, sends and finishes: what the phone does. */
async function addVoice(who: TestAccount, call: Ref, fileId = newId()) {
  const form = await town.ok(who, 'help.attach', { ...call, fileId, ...mp3 })
  expect(await send(form, voiceMp3())).toBe(204)
  return town.ok(who, 'help.attached', { ...call, fileId })
}
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'ok' : result.error.code)
const communityIds = () => [town.cast.elder.person.communityId]

test('a photo is kept without its place, seen by the desk, and everybody who looked is known', async () => {
  const { elder, gridWorker } = town.cast
  const call = await town.press()
  await town.ok(gridWorker, 'help.acknowledge', call)
  const fileId = newId()
  const asked = await town.call(elder, 'help.attach', { ...call, fileId, ...jpeg })
  if (!asked.ok) throw new Error(asked.error.code)
  expect(asked.roundTrips).toBeLessThanOrEqual(4)
  expect(await send(asked.data, photo)).toBe(204)
  const done = await town.call(elder, 'help.attached', { ...call, fileId })
  expect(done.roundTrips).toBeLessThanOrEqual(6)
  await town.app.settled()
  expect(await bucket.keys()).toEqual([`kept/${call.communityId}/${fileId}`])

  const seen = await town.call(gridWorker, 'help.attachments', call)
  expect(seen.roundTrips).toBeLessThanOrEqual(3)
  expect(seen).toMatchObject({
    data: { attachments: [{ fileId, kind: 'photo', contentType: 'image/jpeg', byName: elder.name, seconds: null }] },
  })
  const link = await town.call(gridWorker, 'help.attachmentLink', { ...call, fileId })
  if (!link.ok) throw new Error(link.error.code)
  expect(link.roundTrips).toBeLessThanOrEqual(4)
  expect(link.data.seconds).toBe(60)
  const shown = await bucket.fetch(link.data.url)
  const bytes = new Uint8Array(await shown.arrayBuffer())
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(await gps(photo)).toBeDefined()
  expect(await gps(bytes).catch(() => undefined)).toBeUndefined()
  town.at(61)
  expect((await bucket.fetch(link.data.url)).status).toBe(403)
  expect(await raw('select account_id, resident_id, purpose from access_log')).toEqual([
    { account_id: gridWorker.accountId, resident_id: elder.person.residentId, purpose: 'call_file' },
  ])

  const { events } = await town.ok(elder, 'help.status', call)
  expect(events.map(({ kind }) => kind)).toContain('attached')
  const told = await raw("select recipient_id, title from delivery where title like '%发来%' and channel = 'inbox'")
  expect(told).toEqual([{ recipient_id: gridWorker.accountId, title: `${elder.name}那边发来一张照片` }])
})

test('sent again it is one file and one line', async () => {
  const call = await town.press()
  const fileId = newId()
  await addVoice(town.cast.daughter, call, fileId)
  const again = await town.ok(town.cast.daughter, 'help.attached', { ...call, fileId })
  expect(again.attachments).toHaveLength(1)
  const { events } = await town.ok(town.cast.elder, 'help.status', call)
  expect(events.filter(({ kind }) => kind === 'attached')).toMatchObject([{ byRelation: 'daughter' }])
})

test('a form asked for again with the same id is fresh', async () => {
  const call = await town.press()
  const { elder, daughter } = town.cast
  const fileId = newId()
  const first = await town.ok(elder, 'help.attach', { ...call, fileId, ...mp3 })
  town.at(301)
  expect(await send(first, voiceMp3())).toBe(403)
  expect(codeOf(await town.call(daughter, 'help.attach', { ...call, fileId, ...mp3 }))).toBe('id_taken')
  expect(codeOf(await town.call(elder, 'help.attach', { ...call, fileId, ...mp3, bytes: 5000 }))).toBe('id_taken')
  expect(await send(await town.ok(elder, 'help.attach', { ...call, fileId, ...mp3 }), voiceMp3())).toBe(204)
  expect((await town.ok(elder, 'help.attached', { ...call, fileId })).attachments).toHaveLength(1)
})

test.each([
  ['a web page', { ...jpeg, contentType: 'text/html' }, 'file_type_wrong'],
  ['a HEIC photo', { ...jpeg, contentType: 'image/heic' }, 'file_type_wrong'],
  ['sound as a photo', { ...jpeg, contentType: 'audio/mpeg' }, 'file_type_wrong'],
  ['more than 8 MB of photo', { ...jpeg, bytes: 8 * 1024 * 1024 + 1 }, 'file_too_large'],
  ['more than 2 MB of voice', { ...mp3, bytes: 2 * 1024 * 1024 + 1 }, 'file_too_large'],
  ['more than a minute', { ...mp3, seconds: 61 }, 'invalid_input'],
] as const)('%s is not even asked for', async (_, what, code) => {
  const call = await town.press()
  expect(codeOf(await town.call(town.cast.elder, 'help.attach', { ...call, fileId: newId(), ...what }))).toBe(code)
  expect(await listFiles(db, { communityId: call.communityId, kind: 'help_call', id: call.callId })).toEqual([])
})

test('what is not what it was declared to be is thrown away, and stays refused', async () => {
  const call = await town.press()
  const { elder } = town.cast
  const fileId = newId()
  const page = new Uint8Array(Buffer.from('<html><script>alert(1)</script>'.padEnd(200)))
  const form = await town.ok(elder, 'help.attach', { ...call, fileId, ...jpeg, bytes: 200 })
  expect(await send(form, page)).toBe(204)
  for (let time = 0; time < 2; time += 1) {
    expect(codeOf(await town.call(elder, 'help.attached', { ...call, fileId }))).toBe('file_type_wrong')
  }
  expect(await bucket.keys()).not.toContain(`raw/${call.communityId}/${fileId}`)
  // A picture of another type than declared is none either.
  const other = newId()
  expect(await send(await town.ok(elder, 'help.attach', { ...call, fileId: other, ...jpeg }), plainPng)).toBe(204)
  expect(codeOf(await town.call(elder, 'help.attached', { ...call, fileId: other }))).toBe('file_type_wrong')
  expect((await town.ok(elder, 'help.attachments', call)).attachments).toEqual([])
})

test('nothing sent is said in words', async () => {
  const call = await town.press()
  const fileId = newId()
  await town.ok(town.cast.elder, 'help.attach', { ...call, fileId, ...jpeg })
  expect(codeOf(await town.call(town.cast.elder, 'help.attached', { ...call, fileId }))).toBe('file_missing')
})

test('one photo and three voice notes, also when they finish at once', async () => {
  const call = await town.press()
  const { elder, daughter } = town.cast
  const ids = Array.from({ length: 5 }, newId)
  for (const fileId of ids) {
    expect(await send(await town.ok(elder, 'help.attach', { ...call, fileId, ...mp3 }), voiceMp3())).toBe(204)
  }
  const results = await Promise.all(ids.map((fileId) => town.call(elder, 'help.attached', { ...call, fileId })))
  expect(results.map(codeOf).toSorted()).toEqual(['file_limit', 'file_limit', 'ok', 'ok', 'ok'])
  expect(codeOf(await town.call(daughter, 'help.attach', { ...call, fileId: newId(), ...mp3 }))).toBe('file_limit')
  expect(codeOf(await town.call(daughter, 'help.attach', { ...call, fileId: newId(), ...jpeg }))).toBe('ok')
})

test('only the family and the desk of the area add and look', async () => {
  const call = await town.press()
  const { elder, neighbour, former, otherGridWorker, communityStaff } = town.cast
  const fileId = newId()
  await addVoice(elder, call, fileId)
  for (const stranger of [neighbour, former, otherGridWorker]) {
    expect(codeOf(await town.call(stranger, 'help.attach', { ...call, fileId: newId(), ...jpeg }))).toBe('not_found')
    expect(codeOf(await town.call(stranger, 'help.attached', { ...call, fileId }))).toBe('not_found')
    expect(codeOf(await town.call(stranger, 'help.attachments', call))).toBe('not_found')
    expect(codeOf(await town.call(stranger, 'help.attachmentLink', { ...call, fileId }))).toBe('not_found')
  }
  expect(codeOf(await town.call(communityStaff, 'help.attachmentLink', { ...call, fileId }))).toBe('ok')
  expect(await raw("select account_id from access_log where purpose = 'call_file'")).toEqual([
    { account_id: communityStaff.accountId },
  ])
  // Nor by way of another call of the same community.
  const other = { ...call, callId: newId() }
  expect(codeOf(await town.call(elder, 'help.attachmentLink', { ...other, fileId }))).toBe('not_found')
})

test('nothing more is added after the end, but what was asked for may finish', async () => {
  const call = await town.press()
  const { elder } = town.cast
  const fileId = newId()
  const form = await town.ok(elder, 'help.attach', { ...call, fileId, ...mp3 })
  await town.ok(elder, 'help.cancel', call)
  expect(codeOf(await town.call(elder, 'help.attach', { ...call, fileId: newId(), ...mp3 }))).toBe('call_closed')
  expect(await send(form, voiceMp3())).toBe(204)
  expect((await town.ok(elder, 'help.attached', { ...call, fileId })).attachments).toHaveLength(1)
})

test('with the bucket down, pressing, answering and ending go on as ever', async () => {
  const { elder, neighbour, gridWorker } = town.cast
  const early = await town.press()
  const fileId = newId()
  await town.ok(elder, 'help.attach', { ...early, fileId, ...mp3 })
  bucket.isDown = true
  try {
    expect(codeOf(await town.call(elder, 'help.attached', { ...early, fileId }))).toBe('files_unreachable')
    expect(codeOf(await town.call(elder, 'help.raise', { id: newId(), person: elder.person }))).toBe('ok')
    const fresh = await town.call(neighbour, 'help.raise', { id: newId(), person: neighbour.person })
    expect([codeOf(fresh), fresh.roundTrips]).toEqual(['ok', 2])
    await town.ok(gridWorker, 'help.acknowledge', early)
    await town.ok(gridWorker, 'help.arrive', early)
    await town.ok(gridWorker, 'help.close', { ...early, outcome: 'helped_on_site', note: '' })
  } finally {
    bucket.isDown = false
  }
})

test('the sweep drops what was never finished, refused or belongs to nothing, and leaves the rest', async () => {
  const call = await town.press()
  const { elder } = town.cast
  const owner = { communityId: call.communityId, kind: 'help_call', id: call.callId }
  const [kept, lost, never] = [newId(), newId(), newId()]
  const sweepAt = async (seconds: number) => {
    town.at(seconds)
    await sweepFiles(db, files, communityIds(), clock.now)
    return (await bucket.keys()).filter((key) => [kept, lost, never].some((id) => key.endsWith(id)))
  }
  const keptKey = `kept/${call.communityId}/${kept}`
  const form = await town.ok(elder, 'help.attach', { ...call, fileId: kept, ...mp3 })
  await send(form, voiceMp3())
  await town.ok(elder, 'help.attached', { ...call, fileId: kept })
  // The form is still good: what comes with it once more is not kept for ever.
  expect(await send(form, voiceMp3())).toBe(204)
  await send(await town.ok(elder, 'help.attach', { ...call, fileId: lost, ...mp3 }), voiceMp3())
  await town.ok(elder, 'help.attach', { ...call, fileId: never, ...jpeg })

  expect(await sweepAt(600)).toEqual([keptKey, `raw/${call.communityId}/${lost}`])
  expect(await sweepAt(3600)).toContain(`raw/${call.communityId}/${lost}`)
  expect(codeOf(await town.call(elder, 'help.attached', { ...call, fileId: lost }))).toBe('file_missing')
  expect(await sweepAt(4200)).toEqual([keptKey])
  expect((await listFiles(db, owner)).map(({ id }) => id)).toEqual([kept])

  const idle = await countRoundTrips(() => sweepFiles(db, files, communityIds(), addSeconds(clock.now, 86_400)))
  expect(idle.roundTrips).toBe(1)

  await removeFilesOf(db, owner, clock.now)
  expect(codeOf(await town.call(elder, 'help.attachmentLink', { ...call, fileId: kept }))).toBe('not_found')
  expect(await sweepAt(4201)).toEqual([])
  expect(await listFiles(db, owner)).toEqual([])
})

test('an interrupted sweep is done again', async () => {
  const call = await town.press()
  const fileId = newId()
  await addVoice(town.cast.elder, call, fileId)
  await removeFilesOf(db, { communityId: call.communityId, kind: 'help_call', id: call.callId }, clock.now)
  bucket.isDown = true
  await expect(sweepFiles(db, files, communityIds(), clock.now)).rejects.toThrow('object store')
  bucket.isDown = false
  await sweepFiles(db, files, communityIds(), clock.now)
  expect((await bucket.keys()).filter((key) => key.endsWith(fileId))).toEqual([])
  expect(await raw('select id from file')).toEqual([])
})
