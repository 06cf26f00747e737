import type { visitsContract } from '../../../../shared/homecare/visits-contract.ts'
import { photoLimits } from '../../../../shared/homecare/visits.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import { listFiles, type Owner } from '../../platform/files/store.ts'
import { finishUpload, readLink, requestUpload } from '../../platform/files/uploads.ts'
import type { Handlers } from '../../platform/slice.ts'
import { sideOf, works } from './move.ts'
import { findVisit, type VisitKey } from './store.ts'

type PhotoNames = 'homecare.addPhoto' | 'homecare.photoSent' | 'homecare.photoLink'

/** Photos of what was done: by the worker, for the family and the community. */
export const photoHandlers: Pick<Handlers<typeof visitsContract>, PhotoNames> = {
  async 'homecare.addPhoto'({ fileId, contentType, bytes, ...key }, { actor, db, files, now }) {
    const visit = await findVisit(db, key)
    if (!visit || !works(actor, visit)) return refuse('not_found')
    if (visit.status !== 'arrived') return refuse('not_arrived')
    const wanted = { id: fileId, kind: 'photo', contentType, bytes, seconds: null } as const
    const by = { accountId: actor.accountId, name: visit.worker_name }
    const form = await requestUpload({ db, files, now }, photosOf(key), wanted, by, photoLimits)
    if (!form.ok) return form
    const { url, fields, expiresAt } = form.data
    return ok({ fileId, url, fields, expiresAt: expiresAt.toISOString() })
  },

  async 'homecare.photoSent'({ fileId, ...key }, { actor, db, files, now }) {
    const visit = await findVisit(db, key)
    if (!visit || !works(actor, visit)) return refuse('not_found')
    const finished = await finishUpload({ db, files, now }, photosOf(key), fileId, () => photoLimits)
    if (!finished.ok) return finished
    return ok({ photos: finished.data.all.filter(({ status }) => status === 'stored').length })
  },

  async 'homecare.photoLink'({ fileId, ...key }, { actor, db, files, now, newId }) {
    const visit = await findVisit(db, key)
    const side = visit && sideOf(actor, visit)
    if (!visit || !side) return refuse('not_found')
    const file = (await listFiles(db, photosOf(key))).find(({ id, status }) => id === fileId && status === 'stored')
    if (!file) return refuse('not_found')
    if (side.manages && !side.answers && !side.works) {
      // Recorded before it is shown: a look nobody knows of is worse than one that showed nothing.
      const { communityId } = key
      const look = { id: newId(), communityId, residentId: visit.resident_id, accountId: actor.accountId, at: now }
      await recordAccess(db, { ...look, purpose: 'visit_photo' })
    }
    return readLink(files, file)
  },
}

export function photosOf({ communityId, visitId }: VisitKey): Owner {
  return { communityId, kind: 'visit', id: visitId }
}
