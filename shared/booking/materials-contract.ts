import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, optionalText } from '../schemas.ts'
import { materialStates } from './materials.ts'
import { Material } from './schemas.ts'

const BookingRef = { communityId: CommunityId, bookingId: Id }

export const CheckedMaterial = z.extend(Material, {
  state: z.enum(materialStates),
  /** The photo that was sent last; null before one was. */
  fileId: z.nullable(Id),
  /** What is wrong with it, said by who looked. */
  words: z.string(),
})
export type CheckedMaterial = z.infer<typeof CheckedMaterial>

const materials = z.array(CheckedMaterial)

const WaitingPhoto = z.object({
  communityId: CommunityId,
  bookingId: Id,
  materialId: Id,
  materialName: z.string(),
  note: z.string(),
  fileId: Id,
  residentName: z.string(),
  serviceName: z.string(),
  startsAt: Instant,
  sentAt: Instant,
})

export const materialsContract = {
  'booking.materials': query({
    summary: 'What to bring to a booking, and which of it staff have looked at on a photo',
    callers: ['account'],
    input: z.object(BookingRef),
    output: z.object({ materials }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'booking.sendMaterial': command({
    summary: 'Ask to send a photo of something to bring: a form for the bucket, good for five minutes',
    callers: ['account'],
    input: z.object({
      ...BookingRef,
      materialId: Id,
      fileId: Id,
      contentType: z.string().check(z.maxLength(64)),
      bytes: z.int().check(z.minimum(1)),
    }),
    output: z.object({
      fileId: Id,
      url: z.url(),
      fields: z.record(z.string(), z.string()),
      expiresAt: Instant,
    }),
    errors: [
      'not_found',
      'conflict',
      'files_not_set_up',
      'file_type_wrong',
      'file_too_large',
      'file_limit',
      'id_taken',
    ],
    roundTrips: 4,
  }),
  'booking.materialSent': command({
    summary: 'The photo is sent: check what it is, clean it of place and time, put it before the staff',
    callers: ['account'],
    input: z.object({ ...BookingRef, materialId: Id, fileId: Id }),
    output: z.object({ materials }),
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
  'booking.materialLink': query({
    summary: 'An address for a minute at which the photo can be seen; written down when it is not one`s own',
    callers: ['account'],
    input: z.object({ ...BookingRef, fileId: Id }),
    output: z.object({ url: z.url(), seconds: Count }),
    errors: ['not_found', 'files_not_set_up'],
    roundTrips: 4,
  }),
  'booking.materialsToCheck': query({
    summary: 'Photos of my area that wait to be looked at, soonest visit first, at most a hundred',
    callers: ['community_staff', 'admin'],
    input: z.object({}),
    output: z.object({ photos: z.array(WaitingPhoto) }),
    errors: [],
    roundTrips: 2,
  }),
  'booking.judgeMaterial': command({
    summary: 'Say whether the thing on the photo will do, or what is wrong with it; the person is told',
    callers: ['community_staff', 'admin'],
    input: z.object({
      ...BookingRef,
      materialId: Id,
      /** The photo that was looked at: another one may have come meanwhile. */
      fileId: Id,
      verdict: z.enum(['accepted', 'refused']),
      words: optionalText(60),
    }),
    output: z.object({ materials }),
    errors: ['not_found', 'conflict', 'not_allowed', 'result_needed'],
    roundTrips: 5,
  }),
} satisfies Contract
