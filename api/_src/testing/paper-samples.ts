import { newId } from '../platform/ids.ts'
import type { Db } from '../platform/db/tables.ts'
import { callOk } from './call.ts'
import type { Cast } from './actors.ts'
import type { TestServer } from './server.ts'

/** The elder's photo of a paper for her booking, and the address of her calendar. */
export async function makeElderPapers({ app }: TestServer, db: Db, { elder }: Cast, bookingId: string, now: Date) {
  const { communityId, residentId } = elder.person
  const [materialId, fileId] = [newId(), newId()]
  const file = { community_id: communityId, id: fileId, owner_kind: 'booking_material', owner_id: bookingId }
  await db
    .insertInto('file')
    .values({
      ...file,
      ...{ kind: 'photo', content_type: 'image/jpeg', bytes: 1000, sha256: null, seconds: null, status: 'stored' },
      ...{ reason: null, place: 'photo:0', account_id: elder.accountId, account_name: elder.name, requested_at: now },
      ...{ stored_at: now, removed_at: null, due_at: null },
    })
    .execute()
  await db
    .insertInto('material_check')
    .values({
      ...{ community_id: communityId, booking_id: bookingId, material_id: materialId, file_id: fileId },
      ...{ state: 'sent', words: '', sent_at: now, judged_by: null, judged_at: null, due_at: now },
    })
    .execute()
  const feed = await callOk(app, elder.token, 'calendar.make', {
    id: newId(),
    communityId,
    of: { kind: 'resident', residentId },
  })
  return { bookingId, materialId, fileId, feedId: feed.feedId }
}

/** Inputs that aim at them. The key of the calendar is the one thing a stranger does not have. */
export function paperSamples(
  { elder }: Cast,
  { bookingId, materialId, fileId, feedId }: Awaited<ReturnType<typeof makeElderPapers>>,
) {
  const { communityId, residentId } = elder.person
  const ref = { communityId, bookingId }
  return {
    'booking.reply': { ...ref, reply: 'call_wanted' },
    'booking.materials': ref,
    'booking.sendMaterial': { ...ref, materialId, fileId: newId(), contentType: 'image/jpeg', bytes: 1000 },
    'booking.materialSent': { ...ref, materialId, fileId },
    'booking.materialLink': { ...ref, fileId },
    'booking.materialsToCheck': {},
    'booking.judgeMaterial': { ...ref, materialId, fileId, verdict: 'accepted', words: '' },
    'calendar.feeds': {},
    'calendar.make': { id: newId(), communityId, of: { kind: 'resident', residentId } },
    'calendar.revoke': { communityId, feedId },
    'calendar.file': { communityId, feedId, key: 'A'.repeat(32) },
  } as const
}
