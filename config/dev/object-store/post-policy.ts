import type { BucketSettings } from '../../../api/_src/platform/files/object-store.ts'
import type { S3Refusal } from './refusals.ts'
import { checkCredential, isSame, signatureOf, timeOfStamp } from './signature.ts'

interface Upload {
  key: string
  contentType: string
  bytes: Uint8Array
}

interface Policy {
  expiration: string
  conditions: unknown[]
}

/** Fields that a policy need not name. */
const free: ReadonlySet<string> = new Set(['policy', 'x-amz-signature', 'file', 'submit'])

/**
 * Checks the fields of a form as S3 does (AWS: "POST Policy"): the signature is over the policy's text, every field must
 * be named by a condition and meet it, the file's size must lie in the range, and the policy must not have ended.
 */
export async function checkPost(form: FormData, settings: BucketSettings, now: Date): Promise<Upload | S3Refusal> {
  const fields = new Map<string, string>()
  let file: Blob | undefined
  for (const [name, value] of form) {
    // What comes after the file is not looked at.
    if (file) break
    if (typeof value === 'string') fields.set(name.toLowerCase(), value)
    else file = value
  }
  const text = fields.get('policy')
  if (file === undefined || text === undefined) return file === undefined ? 'InvalidArgument' : 'AccessDenied'
  const stamp = fields.get('x-amz-date') ?? ''
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256' || Number.isNaN(timeOfStamp(stamp))) return 'InvalidArgument'
  const wrong = checkCredential(fields.get('x-amz-credential') ?? '', stamp, settings)
  if (wrong) return wrong
  if (!isSame(fields.get('x-amz-signature') ?? '', signatureOf(text, stamp, settings))) return 'SignatureDoesNotMatch'
  const policy = readPolicy(text)
  if (!policy) return 'InvalidPolicyDocument'
  if (!(now.getTime() <= Date.parse(policy.expiration))) return 'ExpiredPolicy'
  const failed = failedCondition(policy, new Map(fields).set('bucket', settings.bucket), file.size)
  if (failed) return failed
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { key: fields.get('key') ?? '', contentType: fields.get('content-type') ?? 'binary/octet-stream', bytes }
}

function readPolicy(text: string): Policy | undefined {
  try {
    const policy = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Partial<Policy>
    const { expiration, conditions } = policy
    return typeof expiration === 'string' && Array.isArray(conditions) ? { expiration, conditions } : undefined
  } catch {
    return undefined
  }
}

function failedCondition(policy: Policy, fields: Map<string, string>, size: number): S3Refusal | undefined {
  const named = new Set<string>()
  for (const condition of policy.conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition as Record<string, string>)) {
        named.add(name.toLowerCase())
        if (fields.get(name.toLowerCase()) !== value) return 'PolicyConditionFailed'
      }
      continue
    }
    const [operator, operand, value] = condition as [unknown, unknown, unknown]
    if (operator === 'content-length-range') {
      if (size < Number(operand)) return 'EntityTooSmall'
      if (size > Number(value)) return 'EntityTooLarge'
      continue
    }
    const name = String(operand).replace(/^\$/, '').toLowerCase()
    named.add(name)
    const given = fields.get(name)
    const holds =
      operator === 'eq' ? given === value : operator === 'starts-with' && given?.startsWith(String(value)) === true
    if (!holds) return 'PolicyConditionFailed'
  }
  const extra = [...fields.keys()].filter((name) => name !== 'bucket' && !named.has(name) && !free.has(name))
  return extra.some((name) => !name.startsWith('x-ignore-')) ? 'ExtraField' : undefined
}
