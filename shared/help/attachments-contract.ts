import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { Count, Id, Instant } from '../schemas.ts'
import { attachmentKinds, longestVoiceSeconds } from './attachments.ts'
import { CallRef } from './call.ts'

/** A voice note or photo of a help call. Its bytes are seen only through `help.attachmentLink`. */
export const Attachment = z.object({
  fileId: Id,
  kind: z.enum(attachmentKinds),
  contentType: z.string(),
  bytes: Count,
  /** Of a voice note, as the phone measured it. */
  seconds: z.nullable(Count),
  byName: z.string(),
  at: Instant,
})
export type Attachment = z.infer<typeof Attachment>

const FileRef = { ...CallRef, fileId: Id }

export const attachmentsContract = {
  'help.attach': command({
    summary: 'Ask to send a voice note or the photo for a call: a form for the bucket, good for five minutes',
    callers: ['account'],
    input: z.object({
      ...FileRef,
      kind: z.enum(attachmentKinds),
      contentType: z.string().check(z.maxLength(64)),
      bytes: z.int().check(z.minimum(1)),
      seconds: z.optional(z.int().check(z.minimum(1), z.maximum(longestVoiceSeconds))),
    }),
    output: z.object({
      fileId: Id,
      /** Where the multipart form goes: these fields first, then the file as `file`. Answered with 204. */
      url: z.url(),
      fields: z.record(z.string(), z.string()),
      expiresAt: Instant,
    }),
    errors: [
      'not_found',
      'call_closed',
      'files_not_set_up',
      'file_type_wrong',
      'file_too_large',
      'file_limit',
      'id_taken',
    ],
    roundTrips: 4,
  }),
  'help.attached': command({
    summary: 'It is sent: check what it really is, clean it of place and time, keep it, tell whoever comes',
    callers: ['account'],
    input: z.object(FileRef),
    output: z.object({ attachments: z.array(Attachment) }),
    errors: [
      'not_found',
      'conflict',
      'files_not_set_up',
      'files_unreachable',
      'file_missing',
      'file_type_wrong',
      'file_too_large',
      'file_limit',
    ],
    roundTrips: 6,
  }),
  'help.attachments': query({
    summary: 'Which voice notes and photos a call has',
    callers: ['account'],
    input: z.object(CallRef),
    output: z.object({ attachments: z.array(Attachment) }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'help.attachmentLink': command({
    summary: 'An address to hear or see one of them, good for a minute; each time is recorded',
    callers: ['account'],
    input: z.object(FileRef),
    output: z.object({ url: z.url(), seconds: Count }),
    errors: ['not_found', 'files_not_set_up'],
    roundTrips: 4,
  }),
} satisfies Contract
