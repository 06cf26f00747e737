import type { Clock } from '../../../api/_src/platform/clock.ts'
import type { BucketSettings } from '../../../api/_src/platform/files/object-store.ts'
import { checkPost } from './post-policy.ts'
import { s3Error } from './refusals.ts'
import { checkSignature } from './signature.ts'
import { openFolder } from './stored-objects.ts'

export interface ObjectStoreStandIn {
  /** Answers every request below the bucket's address, as the bucket would. */
  fetch: (input: string | Request, init?: RequestInit) => Promise<Response>
  /** The keys of all objects, in order. */
  keys: () => Promise<string[]>
  /** While true nothing answers: the bucket is down. */
  isDown: boolean
}

const largestObject = 20 * 1024 * 1024

/**
 * A private bucket on this machine's disk that speaks as much of the S3 protocol as a phone and the server use: a form
 * signed by policy (POST), and GET, HEAD, PUT and DELETE signed in headers or in the address. It checks signatures,
 * times and policies as a real one does and answers a refusal with S3's own error codes in XML.
 */
export function createObjectStoreStandIn(options: {
  settings: BucketSettings
  folder: string
  clock: Clock
}): ObjectStoreStandIn {
  const { settings, clock } = options
  const objects = openFolder(options.folder)

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const base = new URL(settings.endpoint).pathname.replace(/\/$/, '')
    const key = decodeURIComponent(url.pathname.slice(base.length + 1))
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 })
    if (request.method === 'POST') return key === '' ? post(request) : s3Error('MethodNotAllowed')
    const bytes = new Uint8Array(await request.arrayBuffer())
    const refusal = checkSignature({ request, url, bytes, settings, now: clock() })
    if (refusal) return s3Error(refusal)
    if (!isKey(key)) return s3Error('InvalidArgument')
    switch (request.method) {
      case 'PUT':
        await objects.write(key, bytes, request.headers.get('content-type') ?? 'application/octet-stream')
        return new Response(null, { status: 200 })
      case 'DELETE':
        await objects.remove(key)
        return new Response(null, { status: 204 })
      case 'GET':
      case 'HEAD':
        return get(key, request.method)
      default:
        return s3Error('MethodNotAllowed')
    }
  }

  async function get(key: string, method: string): Promise<Response> {
    const found = await objects.read(key)
    if (!found) return s3Error('NoSuchKey')
    const headers = { 'content-type': found.contentType, 'content-length': String(found.bytes.length) }
    return new Response(method === 'HEAD' ? null : found.bytes, { status: 200, headers })
  }

  async function post(request: Request): Promise<Response> {
    if (Number(request.headers.get('content-length')) > largestObject) return s3Error('EntityTooLarge')
    const form = await request.formData().catch(() => undefined)
    if (!form) return s3Error('MalformedPOSTRequest')
    const checked = await checkPost(form, settings, clock())
    if (typeof checked === 'string') return s3Error(checked)
    if (!isKey(checked.key)) return s3Error('InvalidArgument')
    await objects.write(checked.key, checked.bytes, checked.contentType)
    return new Response(null, { status: 204 })
  }

  const standIn: ObjectStoreStandIn = {
    isDown: false,
    keys: () => objects.keys(),
    async fetch(input, init) {
      if (standIn.isDown) throw new TypeError('fetch failed: the object store stand-in is down')
      const response = await answer(new Request(input, init))
      response.headers.set('access-control-allow-origin', '*')
      response.headers.set('access-control-allow-methods', 'GET, HEAD, POST')
      return response
    },
  }
  return standIn
}

/** Names of this product only: what could climb out of the folder is none. */
function isKey(key: string): boolean {
  return /^[\w-]+(?:\/[\w-]+)*$/.test(key)
}
