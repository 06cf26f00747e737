import { createHmac } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { addSeconds } from '../../../../shared/time.ts'
import type { Clock } from '../clock.ts'

/** A private bucket that speaks the S3 protocol: Tencent COS, MinIO, S3 itself. */
export interface BucketSettings {
  /** The bucket's own address, without a slash at the end: `https://name-125.cos.ap-shanghai.myqcloud.com`. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** What a phone needs to send one file: a multipart POST of these fields, then the file as field `file`. */
export interface UploadForm {
  url: string
  fields: Record<string, string>
  expiresAt: Date
}

export interface ObjectStore {
  /**
   * A form that takes exactly one object: this key, this content type, at most so many bytes, for five minutes. The
   * bucket checks all of it by the signed policy.
   */
  uploadForm: (object: { key: string; contentType: string; mostBytes: number }) => UploadForm
  /** The object's bytes, if there is one and it holds no more than `mostBytes`. */
  read: (key: string, mostBytes: number) => Promise<Uint8Array<ArrayBuffer> | 'missing' | 'too_large'>
  write: (key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string) => Promise<void>
  /** Also fine when it is not there. */
  remove: (key: string) => Promise<void>
  /** An address that shows the object to whoever has it, for so many seconds. */
  link: (key: string, seconds: number) => Promise<string>
}

/** The bucket gave no answer, or one that makes no sense. What was asked may have happened. */
export class ObjectStoreError extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`object store: ${what}`, options)
    this.name = 'ObjectStoreError'
  }
}

type Fetch = (input: string, init: RequestInit) => Promise<Response>

export const uploadSeconds = 5 * 60
const timeoutMilliseconds = 8_000

/** Talks to the bucket. Addresses and forms are signed with AWS Signature Version 4 and hold no secret. */
export function createObjectStore(
  settings: BucketSettings,
  { clock, fetch = (input, init) => globalThis.fetch(input, init) }: { clock: Clock; fetch?: Fetch | undefined },
): ObjectStore {
  const { bucket, region, accessKeyId, secretAccessKey } = settings
  const address = (key: string) => `${settings.endpoint}/${key}`
  const credentials = () => ({ accessKeyId, secretAccessKey, service: 's3', region, datetime: stamp(clock()) })

  async function ask(method: 'GET' | 'PUT' | 'DELETE', key: string, body?: Uint8Array<ArrayBuffer>, type?: string) {
    const headers: HeadersInit = type === undefined ? {} : { 'content-type': type }
    const signer = new AwsV4Signer({ ...credentials(), method, url: address(key), headers, body: body ?? null })
    const signed = await signer.sign()
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    try {
      return await fetch(signed.url.href, { method, headers: signed.headers, signal, ...(body && { body }) })
    } catch (error) {
      throw new ObjectStoreError(`no answer to ${method}`, { cause: error })
    }
  }

  return {
    uploadForm({ key, contentType, mostBytes }) {
      const now = clock()
      const expiresAt = addSeconds(now, uploadSeconds)
      const date = stamp(now)
      const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`
      const fixed = {
        key,
        'Content-Type': contentType,
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-credential': `${accessKeyId}/${scope}`,
        'x-amz-date': date,
      }
      const conditions = [
        { bucket },
        ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
        ['content-length-range', 1, mostBytes],
      ]
      const text = JSON.stringify({ expiration: expiresAt.toISOString(), conditions })
      const policy = Buffer.from(text).toString('base64')
      const signature = hmac(signingKey(secretAccessKey, scope), policy).toString('hex')
      return { url: settings.endpoint, fields: { ...fixed, policy, 'x-amz-signature': signature }, expiresAt }
    },

    async read(key, mostBytes) {
      const response = await ask('GET', key)
      if (response.status === 404) return 'missing'
      if (!response.ok) throw await unexpected('GET', response)
      return bytesOf(response, mostBytes)
    },

    async write(key, bytes, contentType) {
      const response = await ask('PUT', key, bytes, contentType)
      if (!response.ok) throw await unexpected('PUT', response)
    },

    async remove(key) {
      const response = await ask('DELETE', key)
      if (!response.ok && response.status !== 404) throw await unexpected('DELETE', response)
    },

    async link(key, seconds) {
      const url = `${address(key)}?X-Amz-Expires=${seconds}`
      const signer = new AwsV4Signer({ ...credentials(), method: 'GET', url, signQuery: true })
      return (await signer.sign()).url.href
    },
  }
}

/** Reads at most so many bytes, whatever the answer says of its length. */
async function bytesOf(response: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | 'too_large'> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength
      if (length > mostBytes) return 'too_large'
      chunks.push(chunk)
    }
  } catch (error) {
    throw new ObjectStoreError('the object broke off', { cause: error })
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The status alone: an S3 error repeats keys and signatures. */
async function unexpected(method: string, response: Response): Promise<ObjectStoreError> {
  await response.body?.cancel()
  return new ObjectStoreError(`${method} answered ${response.status}`)
}

/** `20261124T002000Z` */
function stamp(moment: Date): string {
  return moment.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/**
 * The key of Signature Version 4 for this day, region and service. The signing library signs requests and addresses;
 * the policy of a form is signed with this key itself (AWS: "Authenticating Requests: Browser-Based Uploads Using POST").
 */
function signingKey(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer
}
