import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { BucketSettings } from '../../../api/_src/platform/files/object-store.ts'
import type { S3Refusal } from './refusals.ts'

const algorithm = 'AWS4-HMAC-SHA256'
const longestSeconds = 7 * 86_400
const mostSkewMilliseconds = 15 * 60_000

/** `20261124T002000Z` as a time; NaN for anything else. */
export function timeOfStamp(stamp: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? []
  return year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** Checks who signs and for which day, region and service; undefined when all of it is ours. */
export function checkCredential(credential: string, stamp: string, settings: BucketSettings): S3Refusal | undefined {
  const [accessKeyId, ...scope] = credential.split('/')
  if (accessKeyId !== settings.accessKeyId) return 'InvalidAccessKeyId'
  const expected = [stamp.slice(0, 8), settings.region, 's3', 'aws4_request']
  return scope.join('/') === expected.join('/') ? undefined : 'SignatureDoesNotMatch'
}

/** The signature of a text by Signature Version 4, for the day of `stamp`. */
export function signatureOf(text: string, stamp: string, { secretAccessKey, region }: BucketSettings): Buffer {
  let key = Buffer.from(`AWS4${secretAccessKey}`)
  for (const part of [stamp.slice(0, 8), region, 's3', 'aws4_request', text]) {
    key = createHmac('sha256', key).update(part).digest()
  }
  return key
}

export function isSame(given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given, 'hex')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}

interface Signed {
  credential: string
  stamp: string
  headers: string[]
  signature: string
  payload: string
}

/** Checks a request signed in its headers or in its address; undefined when it may pass. */
export function checkSignature(asked: {
  request: Request
  url: URL
  bytes: Uint8Array
  settings: BucketSettings
  now: Date
}): S3Refusal | undefined {
  const { request, url, bytes, settings, now } = asked
  const fromAddress = url.searchParams.has('X-Amz-Signature')
  const signed = fromAddress ? signedInAddress(url) : signedInHeaders(request)
  if (!signed || !signed.headers.includes('host')) return 'AccessDenied'
  const time = timeOfStamp(signed.stamp)
  if (Number.isNaN(time)) return 'AccessDenied'
  if (fromAddress) {
    const seconds = Number(url.searchParams.get('X-Amz-Expires'))
    if (!(seconds >= 1 && seconds <= longestSeconds)) return 'InvalidArgument'
    if (now.getTime() > time + seconds * 1000) return 'ExpiredRequest'
  } else if (Math.abs(now.getTime() - time) > mostSkewMilliseconds) return 'RequestTimeTooSkewed'
  const wrong = checkCredential(signed.credential, signed.stamp, settings)
  if (wrong) return wrong
  const canonical = canonicalRequest(request, url, signed)
  const scope = signed.credential.split('/').slice(1).join('/')
  const text = [algorithm, signed.stamp, scope, sha256(canonical)].join('\n')
  if (!isSame(signed.signature, signatureOf(text, signed.stamp, settings))) return 'SignatureDoesNotMatch'
  if (signed.payload !== 'UNSIGNED-PAYLOAD' && signed.payload !== sha256(bytes)) return 'XAmzContentSHA256Mismatch'
  return undefined
}

function signedInAddress({ searchParams }: URL): Signed | undefined {
  if (searchParams.get('X-Amz-Algorithm') !== algorithm) return undefined
  return {
    credential: searchParams.get('X-Amz-Credential') ?? '',
    stamp: searchParams.get('X-Amz-Date') ?? '',
    headers: (searchParams.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: searchParams.get('X-Amz-Signature') ?? '',
    payload: 'UNSIGNED-PAYLOAD',
  }
}

function signedInHeaders({ headers }: Request): Signed | undefined {
  const found = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/.exec(
    headers.get('authorization') ?? '',
  )
  const payload = headers.get('x-amz-content-sha256')
  if (!found || payload === null) return undefined
  const [, credential = '', names = '', signature = ''] = found
  return { credential, stamp: headers.get('x-amz-date') ?? '', headers: names.split(';'), signature, payload }
}

function canonicalRequest({ method, headers }: Request, url: URL, signed: Signed): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
  const valueOf = (name: string) => (name === 'host' ? url.host : (headers.get(name) ?? ''))
  return [
    method,
    decodeURIComponent(url.pathname).split('/').map(encoded).join('/'),
    query.join('&'),
    ...signed.headers.map((name) => `${name}:${valueOf(name).trim().replaceAll(/\s+/g, ' ')}`),
    '',
    signed.headers.join(';'),
    signed.payload,
  ].join('\n')
}

/** RFC 3986, which is stricter than what encodeURIComponent does. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
