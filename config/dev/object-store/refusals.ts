/** S3's error codes with their status and sentence, as far as this stand-in gives them. */
const refusals = {
  AccessDenied: [403, 'Access Denied'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
  ExpiredPolicy: [403, 'Invalid according to Policy: Policy expired.'],
  ExpiredRequest: [403, 'Request has expired'],
  ExtraField: [403, 'Invalid according to Policy: Extra input fields'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidPolicyDocument: [400, 'Invalid Policy'],
  MalformedPOSTRequest: [400, 'The body of your POST request is not well-formed multipart/form-data.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  PolicyConditionFailed: [403, 'Invalid according to Policy: Policy Condition failed'],
  RequestTimeTooSkewed: [403, "The difference between the request time and the server's time is too large."],
  SignatureDoesNotMatch: [403, 'The request signature we calculated does not match the signature you provided.'],
  XAmzContentSHA256Mismatch: [400, 'The provided x-amz-content-sha256 header does not match what was computed.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>

export type S3Refusal = keyof typeof refusals

/** What S3 calls `AccessDenied` with different sentences. */
const denied: ReadonlySet<S3Refusal> = new Set([
  'ExpiredPolicy',
  'ExpiredRequest',
  'ExtraField',
  'PolicyConditionFailed',
])

export function s3Error(refusal: S3Refusal): Response {
  const [status, sentence] = refusals[refusal]
  const code = denied.has(refusal) ? 'AccessDenied' : refusal
  const message = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } })
}
