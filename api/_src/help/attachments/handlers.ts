import { attachmentLimits } from '../../../../shared/help/attachments.ts'
import type { Attachment, attachmentsContract } from '../../../../shared/help/attachments-contract.ts'
import { isOpen } from '../../../../shared/help/lifecycle.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { listFiles, type Owner, type StoredFile } from '../../platform/files/store.ts'
import { finishUpload, readLink, requestUpload } from '../../platform/files/uploads.ts'
import type { Handlers } from '../../platform/slice.ts'
import type { Call, Doer } from '../call.ts'
import { doerAs, familyOf, staffAs } from '../doer.ts'
import { isInArea } from '../duty.ts'
import { makeMove } from '../move.ts'
import { findCall } from '../store.ts'
import { attached } from './decide.ts'

/** Voice notes and the photo of a call: for the person in need, the family and the desk. */
export const attachmentHandlers: Handlers<typeof attachmentsContract> = {
  async 'help.attach'({ communityId, callId, fileId, kind, contentType, bytes, seconds }, { actor, db, files, now }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !doerOf(actor, call)) return refuse('not_found')
    if (!isOpen(call.status)) return refuse('call_closed')
    const wanted = { id: fileId, kind, contentType, bytes, seconds: seconds ?? null }
    const by = { accountId: actor.accountId, name: actor.displayName }
    const form = await requestUpload({ db, files, now }, ownerOf(call), wanted, by, attachmentLimits[kind])
    if (!form.ok) return form
    const { url, fields, expiresAt } = form.data
    return ok({ fileId, url, fields, expiresAt: expiresAt.toISOString() })
  },

  async 'help.attached'(input, { actor, db, files, now, announce }) {
    const { communityId, callId, fileId } = input
    const call = await findCall(db, communityId, callId)
    if (!call || !doerOf(actor, call)) return refuse('not_found')
    const finished = await finishUpload({ db, files, now }, ownerOf(call), fileId, (kind) => attachmentLimits[kind])
    if (!finished.ok) return finished
    const { file, all } = finished.data
    // Also when the file was kept before: the line may have been lost on the way.
    const written = await makeMove(
      db,
      input,
      () => true,
      (current) => {
        const by = doerOf(actor, current)
        return by ? attached(current, by, file, now) : refuse('not_found')
      },
    )
    if (!written.ok) return written
    announce(written.data)
    return ok({ attachments: shown(all) })
  },

  async 'help.attachments'({ communityId, callId }, { actor, db }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !doerOf(actor, call)) return refuse('not_found')
    return ok({ attachments: shown(await listFiles(db, ownerOf(call))) })
  },

  async 'help.attachmentLink'({ communityId, callId, fileId }, { actor, db, files, now, newId }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !doerOf(actor, call)) return refuse('not_found')
    const file = (await listFiles(db, ownerOf(call))).find(({ id, status }) => id === fileId && status === 'stored')
    if (!file) return refuse('not_found')
    const { residentId } = call
    const { accountId } = actor
    // Recorded before it is shown: a look nobody knows of is worse than one that showed nothing.
    await recordAccess(db, { id: newId(), communityId, residentId, accountId, purpose: 'call_file', at: now })
    return readLink(files, file)
  },
}

/** Who adds or looks: the person in need and the family, or somebody of the desk in whose area it is. */
function doerOf(actor: Actor, call: Call): Doer | undefined {
  const identity = familyOf(actor, call)
  if (identity) return doerAs(actor, identity)
  return isInArea(actor, call) ? staffAs(actor, call) : undefined
}

function ownerOf(call: Call): Owner {
  return { communityId: call.communityId, kind: 'help_call', id: call.id }
}

function shown(files: readonly StoredFile[]): Attachment[] {
  return files.flatMap(({ id, kind, contentType, bytes, seconds, accountName, status, storedAt }) =>
    status === 'stored' && storedAt !== null
      ? [{ fileId: id, kind, contentType, bytes, seconds, byName: accountName, at: storedAt.toISOString() }]
      : [],
  )
}
