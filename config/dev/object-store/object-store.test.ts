import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createObjectStore, ObjectStoreError, type UploadForm } from '../../../api/_src/platform/files/object-store.ts'
import { addSeconds } from '../../../shared/time.ts'
import { createObjectStoreStandIn } from './index.ts'

const start = new Date('2026-11-24T00:20:00.000Z')
const settings = {
  endpoint: 'http://127.0.0.1:9/object-store/linlitong',
  bucket: 'linlitong',
  region: 'ap-shanghai',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const folder = await mkdtemp(path.join(tmpdir(), 'object-store-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

let now = start
let number = 0
let bucket = createObjectStoreStandIn({ settings, folder, clock: () => now })
let store = createObjectStore(settings, { clock: () => now, fetch: bucket.fetch })
beforeEach(() => {
  now = start
  number += 1
  bucket = createObjectStoreStandIn({ settings, folder: path.join(folder, String(number)), clock: () => now })
  store = createObjectStore(settings, { clock: () => now, fetch: bucket.fetch })
})

const photo = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3])
const formFor = () => store.uploadForm({ key: 'raw/330106001001/ONE', contentType: 'image/jpeg', mostBytes: 100 })

/** What `wx.uploadFile` sends. */
async function send({ url, fields }: Pick<UploadForm, 'url' | 'fields'>, bytes = photo, to = bucket) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new Blob([bytes]), 'photo.jpg')
  const response = await to.fetch(url, { method: 'POST', body })
  const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? []
  return { status: response.status, code }
}

describe('a signed form', () => {
  test('brings one object into the bucket', async () => {
    expect(await send(formFor())).toEqual({ status: 204, code: '' })
    expect(await bucket.keys()).toEqual(['raw/330106001001/ONE'])
    expect(await store.read('raw/330106001001/ONE', 100)).toEqual(photo)
  })

  test('is good for five minutes and not longer', async () => {
    const form = formFor()
    now = addSeconds(start, 300)
    expect((await send(form)).status).toBe(204)
    now = addSeconds(start, 301)
    expect(await send(form)).toEqual({ status: 403, code: 'AccessDenied' })
  })

  test('holds no secret', () => {
    expect(JSON.stringify(formFor())).not.toContain(settings.secretAccessKey)
  })

  test.each([
    ['another key', { key: 'raw/330106001001/TWO' }, 403, 'AccessDenied'],
    ['a key that climbs out', { key: '../outside' }, 403, 'AccessDenied'],
    ['another type', { 'Content-Type': 'text/html' }, 403, 'AccessDenied'],
    ['a field the policy does not name', { acl: 'public-read' }, 403, 'AccessDenied'],
    ['a wrong signature', { 'x-amz-signature': '0'.repeat(64) }, 403, 'SignatureDoesNotMatch'],
    ['no signature', { 'x-amz-signature': '' }, 403, 'SignatureDoesNotMatch'],
    ['a policy of another', { policy: Buffer.from('{}').toString('base64') }, 403, 'SignatureDoesNotMatch'],
    ['another day', { 'x-amz-date': '20261125T000000Z' }, 403, 'SignatureDoesNotMatch'],
    [
      'another account',
      { 'x-amz-credential': 'SOMEBODY/20261124/ap-shanghai/s3/aws4_request' },
      403,
      'InvalidAccessKeyId',
    ],
  ])('is refused with %s', async (_, changed, status, code) => {
    const form = formFor()
    expect(await send({ ...form, fields: { ...form.fields, ...changed } })).toEqual({ status, code })
    expect(await bucket.keys()).toEqual([])
  })

  test('is refused with a file larger than declared, or none', async () => {
    expect(await send(formFor(), new Uint8Array(101))).toEqual({ status: 400, code: 'EntityTooLarge' })
    expect(await send(formFor(), new Uint8Array(0))).toEqual({ status: 400, code: 'EntityTooSmall' })
    expect((await send(formFor(), new Uint8Array(100))).status).toBe(204)
  })

  test('is what another client of the same protocol makes', async () => {
    const { fields, url } = formFor()
    const signature = await independent().sign(fields['policy'] ?? '', { signingDate: now })
    expect(fields['x-amz-signature']).toBe(signature)
    expect(url).toBe(settings.endpoint)
  })
})

describe('a link', () => {
  test('shows the object for its time to whoever has it, and nothing else', async () => {
    await store.write('kept/330106001001/ONE', photo, 'image/jpeg')
    const link = await store.link('kept/330106001001/ONE', 60)
    const shown = await bucket.fetch(link)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(photo)
    expect((await bucket.fetch(link.replace('ONE', 'TWO'))).status).toBe(403)
    expect((await bucket.fetch(link.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403)
    expect((await bucket.fetch(link, { method: 'DELETE' })).status).toBe(403)
    expect((await bucket.fetch(link.split('?')[0] ?? '')).status).toBe(403)
    now = addSeconds(start, 61)
    const late = await bucket.fetch(link)
    expect(late.status).toBe(403)
    expect(await late.text()).toContain('Request has expired')
  })
})

describe('the server', () => {
  test('writes, reads and removes', async () => {
    await store.write('kept/a', photo, 'image/jpeg')
    expect(await store.read('kept/a', 6)).toEqual(photo)
    expect(await store.read('kept/a', 5)).toBe('too_large')
    await store.remove('kept/a')
    await store.remove('kept/a')
    expect(await store.read('kept/a', 100)).toBe('missing')
  })

  test('is refused with another secret, and says no more than the status', async () => {
    const other = createObjectStore({ ...settings, secretAccessKey: 'x' }, { clock: () => now, fetch: bucket.fetch })
    await expect(other.write('kept/a', photo, 'image/jpeg')).rejects.toThrow('object store: PUT answered 403')
    expect(await bucket.keys()).toEqual([])
  })

  test('is told when nothing answers', async () => {
    bucket.isDown = true
    await expect(store.read('kept/a', 1)).rejects.toThrow(ObjectStoreError)
  })
})

/** The signing library of AWS's own SDK. It knows nothing of ours. */
function independent() {
  type Data = string | ArrayBuffer | ArrayBufferView
  const bytes = (data: Data) => {
    if (typeof data === 'string') return data
    return data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  }
  class Sha256 {
    readonly #hash
    constructor(secret?: Data) {
      this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
    }
    update(data: Data) {
      this.#hash.update(bytes(data))
    }
    async digest() {
      return new Uint8Array(this.#hash.digest())
    }
    reset() {}
  }
  const { accessKeyId, secretAccessKey, region } = settings
  return new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
    uriEscapePath: false,
  })
}

describe('an independent client', () => {
  const { host, hostname, port, protocol, pathname } = new URL(settings.endpoint)
  const requestFor = (method: string, key: string, body?: Uint8Array<ArrayBuffer>) => ({
    method,
    protocol,
    hostname,
    port: Number(port),
    path: `${pathname}/${key}`,
    headers: { host, ...(body && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }) },
    query: {},
    body,
  })

  test('is understood by the stand-in', async () => {
    const put = requestFor('PUT', 'kept/b', photo)
    const signedPut = await independent().sign(put, { signingDate: now })
    const url = `${settings.endpoint}/kept/b`
    const stored = await bucket.fetch(url, { method: 'PUT', headers: signedPut.headers, body: photo })
    expect(stored.status).toBe(200)
    const tampered = await bucket.fetch(url, { method: 'PUT', headers: signedPut.headers, body: new Uint8Array([1]) })
    expect(tampered.status).toBe(400)
    expect(await store.read('kept/b', 100)).toEqual(photo)

    const get = requestFor('GET', 'kept/b')
    const unsigned = { ...get, headers: { ...get.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }
    // As the SDK asks for an address to read from.
    const apart = { unsignableHeaders: new Set(['x-amz-content-sha256']), unhoistableHeaders: new Set<string>() }
    const signedGet = await independent().presign(unsigned, { signingDate: now, expiresIn: 60, ...apart })
    const query = new URLSearchParams(signedGet.query as Record<string, string>)
    expect((await bucket.fetch(`${url}?${query.toString()}`)).status).toBe(200)
  })
})
