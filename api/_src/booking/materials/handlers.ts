import type { StaffRole } from '../../../../shared/contract.ts'
import { materialPhotoLimits } from '../../../../shared/booking/materials.ts'
import type { materialsContract } from '../../../../shared/booking/materials-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { listFiles } from '../../platform/files/store.ts'
import { finishUpload, readLink, requestUpload } from '../../platform/files/uploads.ts'
import type { Handlers } from '../../platform/slice.ts'
import { booksFor } from '../books-for.ts'
import { changeBooking, readBooking, type BookingRow } from '../taking/store-booking.ts'
import { checkedMaterials, mayJudge, maySend, thrownAwayAt } from './decide.ts'
import { photosOf } from './photos.ts'
import { checksOf, judge, putBefore, waitingPhotos } from './store.ts'

/** Who looks at the papers of others. */
const judges: readonly StaffRole[] = ['community_staff', 'admin']

interface BookingRef {
  communityId: string
  bookingId: string
}

export const materialsHandlers: Handlers<typeof materialsContract> = {
  async 'booking.materials'(ref, { db, actor }) {
    const row = await openBooking(db, actor, ref)
    if (!row) return refuse('not_found')
    return ok({ materials: checkedMaterials(row.materials, await checksOf(db, ref.communityId, ref.bookingId)) })
  },

  async 'booking.sendMaterial'({ materialId, fileId, contentType, bytes, ...ref }, { db, actor, files, now }) {
    const row = await openBooking(db, actor, ref)
    if (!row) return refuse('not_found')
    const decision = maySend({ ...row, startsAt: row.starts_at }, materialId, now)
    if (!decision.ok) return decision
    const wanted = { id: fileId, kind: 'photo' as const, contentType, bytes, seconds: null }
    const by = { accountId: actor.accountId, name: actor.displayName }
    const form = await requestUpload({ db, files, now }, photosOf(ref), wanted, by, materialPhotoLimits)
    if (!form.ok) return form
    const { url, fields, expiresAt } = form.data
    return ok({ fileId, url, fields, expiresAt: expiresAt.toISOString() })
  },

  async 'booking.materialSent'({ materialId, fileId, ...ref }, { db, actor, files, now }) {
    const row = await openBooking(db, actor, ref)
    if (!row) return refuse('not_found')
    const decision = maySend({ ...row, startsAt: row.starts_at }, materialId, now)
    if (!decision.ok) return decision
    const finished = await finishUpload({ db, files, now }, photosOf(ref), fileId, () => materialPhotoLimits)
    if (!finished.ok) return finished
    const key = { community_id: ref.communityId, booking_id: ref.bookingId, material_id: materialId }
    const rows = await putBefore(db, { ...key, file_id: fileId, sent_at: now, due_at: thrownAwayAt(row.ends_at) })
    return ok({ materials: checkedMaterials(row.materials, rows) })
  },

  async 'booking.materialLink'({ fileId, ...ref }, { db, actor, files, now, newId }) {
    const row = await openBooking(db, actor, ref)
    if (!row) return refuse('not_found')
    const file = (await listFiles(db, photosOf(ref))).find(({ id, status }) => id === fileId && status === 'stored')
    if (!file) return refuse('not_found')
    const { communityId } = ref
    const { accountId } = actor
    const person = { communityId, residentId: row.resident_id }
    if (!actsFor(actor, person, 'see') && !actsFor(actor, person, 'book'))
      await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'material_photo', at: now })
    return readLink(files, file)
  },

  async 'booking.materialsToCheck'(_, { db, actor, now }) {
    const posts = actor.staff.filter(({ role }) => judges.includes(role))
    const communityIds = [...new Set(posts.flatMap((post) => post.communityIds))]
    if (communityIds.length === 0) return ok({ photos: [] })
    const rows = await waitingPhotos(db, communityIds, now)
    return ok({
      photos: rows.flatMap((row) => {
        const material = row.materials.find(({ materialId }) => materialId === row.material_id)
        if (!material) return []
        const {
          community_id: communityId,
          booking_id: bookingId,
          file_id: fileId,
          resident_name: residentName,
          serviceName,
        } = row
        const { materialId, name: materialName, note } = material
        const [startsAt, sentAt] = [row.starts_at.toISOString(), row.sent_at.toISOString()]
        return [
          {
            communityId,
            bookingId,
            materialId,
            materialName,
            note,
            fileId,
            residentName,
            serviceName,
            startsAt,
            sentAt,
          },
        ]
      }),
    })
  },

  async 'booking.judgeMaterial'({ materialId, fileId, verdict, words, ...ref }, { db, actor, now, announce }) {
    if (!holdsRoleOver(actor, judges, ref.communityId)) return refuse('not_allowed')
    const row = await readBooking(db, ref.communityId, ref.bookingId)
    if (!row) return refuse('not_found')
    const rows = await checksOf(db, ref.communityId, ref.bookingId)
    const check = rows.find(({ material_id: id }) => id === materialId)
    const decision = mayJudge(check, { fileId, verdict, words })
    if (!decision.ok) return decision
    if (decision.data === 'judge') {
      const said = { state: verdict, words, judged_by: actor.accountId, judged_at: now }
      if (!(await judge(db, { ...ref, materialId, fileId }, said))) return refuse('conflict')
      const name = row.materials.find((material) => material.materialId === materialId)?.name ?? ''
      const reason = verdict === 'accepted' ? `${name}看过了，可以。` : `${name}还不行：${words}。`
      const step = {
        version: row.version + 1,
        kind: 'material_judged' as const,
        at: now.toISOString(),
        by: actor.accountId,
        delegateName: null,
        reason,
      }
      if (await changeBooking(db, row, step, {})) announce({ communityId: ref.communityId, id: ref.bookingId })
    }
    const checked = rows.map((one) => (one.material_id === materialId ? { ...one, state: verdict, words } : one))
    return ok({ materials: checkedMaterials(row.materials, checked) })
  },
}

/** The booking, for whom it is, who books for them, and who looks at papers. */
async function openBooking(db: Db, actor: Actor, ref: BookingRef): Promise<BookingRow | undefined> {
  const row = await readBooking(db, ref.communityId, ref.bookingId)
  if (!row) return undefined
  const person = { communityId: ref.communityId, residentId: row.resident_id }
  const may =
    actsFor(actor, person, 'see') ?? booksFor(actor, person, row) ?? holdsRoleOver(actor, judges, ref.communityId)
  return may ? row : undefined
}
