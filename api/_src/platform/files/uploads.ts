import { createHash } from 'node:crypto'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../db/tables.ts'
import { cleanPhoto } from './clean-photo.ts'
import { keptKey, rawKey } from './keys.ts'
import { typeOf } from './magic.ts'
import { ObjectStoreError, type ObjectStore, type UploadForm } from './object-store.ts'
import { secondsOfDoubt, secondsToFinish } from './patience.ts'
import { insertFile, listFiles, markRefused, markStored, type Owner, type StoredFile } from './store.ts'
import type { FileKind } from './tables.ts'

/** What the owner takes of one kind. Never a photo type that `cleanPhoto` cannot clean. */
export interface Limits {
  /** Stored at the same time. */
  mostFiles: number
  mostBytes: number
  types: readonly string[]
}

interface Surroundings {
  db: Db
  /** Undefined where no bucket is set up. */
  files: ObjectStore | undefined
  now: Date
}

export type RequestRefusal = 'files_not_set_up' | 'file_type_wrong' | 'file_too_large' | 'file_limit' | 'id_taken'
export type FinishRefusal =
  | 'files_not_set_up'
  | 'files_unreachable'
  | 'not_found'
  | 'file_missing'
  | 'file_type_wrong'
  | 'file_too_large'
  | 'file_limit'

interface Finished {
  file: StoredFile
  all: readonly StoredFile[]
}

/** Asked for at the same time and not (yet) finished: lost attempts, and no more than that. */
const mostUnfinished = 10
const readSeconds = 60

/**
 * Asks to send a file to this row: two statements. The same id asked for again gets a fresh form, so that a phone may
 * try as often as it needs.
 */
export async function requestUpload(
  { db, files, now }: Surroundings,
  owner: Owner,
  wanted: { id: string; kind: FileKind; contentType: string; bytes: number; seconds: number | null },
  by: { accountId: string; name: string },
  limits: Limits,
): Promise<Result<UploadForm, RequestRefusal>> {
  if (!files) return refuse('files_not_set_up')
  const { id, kind, contentType, bytes, seconds } = wanted
  if (!limits.types.includes(contentType)) return refuse('file_type_wrong')
  if (bytes > limits.mostBytes) return refuse('file_too_large')
  const known = await listFiles(db, owner)
  const same = known.find((file) => file.id === id)
  if (same) {
    const isRepeat = same.status === 'requested' && same.accountId === by.accountId && same.contentType === contentType
    if (!isRepeat || bytes > same.bytes) return refuse('id_taken')
  } else {
    const stored = known.filter((file) => file.kind === kind && file.status === 'stored')
    const unfinished = known.filter((file) => file.status === 'requested')
    if (stored.length >= limits.mostFiles || unfinished.length >= mostUnfinished) return refuse('file_limit')
    const author = { accountId: by.accountId, accountName: by.name }
    const moments = { requestedAt: now, dueAt: addSeconds(now, secondsToFinish) }
    const isNew = await insertFile(db, { id, owner, kind, contentType, bytes, seconds, ...author, ...moments })
    if (!isNew) return refuse('id_taken')
  }
  return ok(files.uploadForm({ key: rawKey({ communityId: owner.communityId, id }), contentType, mostBytes: bytes }))
}

/**
 * Takes over what the phone has sent: checks what it really is, cleans it, keeps the clean one. Two statements; a
 * repeat of a finished one gives the same file. `all` are the files of the row as they stand then.
 */
export async function finishUpload(
  { db, files, now }: Surroundings,
  owner: Owner,
  id: string,
  limitsOf: (kind: FileKind) => Limits,
): Promise<Result<Finished, FinishRefusal>> {
  if (!files) return refuse('files_not_set_up')
  const known = await listFiles(db, owner)
  const file = known.find((one) => one.id === id)
  if (!file) return refuse('not_found')
  if (file.status === 'stored') return ok({ file, all: known })
  if (file.status === 'removed') return refuse(refusalOf(file.reason))
  try {
    return await takeOver({ db, files, now }, file, known, limitsOf(file.kind))
  } catch (error) {
    if (error instanceof ObjectStoreError) return refuse('files_unreachable')
    throw error
  }
}

async function takeOver(
  { db, files, now }: Surroundings & { files: ObjectStore },
  file: StoredFile,
  known: readonly StoredFile[],
  limits: Limits,
): Promise<Result<Finished, FinishRefusal>> {
  const dueAt = addSeconds(now, secondsOfDoubt)
  const raw = await files.read(rawKey(file), file.bytes)
  if (raw === 'missing') return refuse('file_missing')
  const place = freePlace(known, file.kind, limits)
  const checked = place === undefined ? refuse('file_limit') : check(raw, file)
  if (place === undefined || !checked.ok) {
    const code = checked.ok ? 'file_limit' : checked.code
    await markRefused(db, file, code, now, dueAt)
    await files.remove(rawKey(file))
    return refuse(code)
  }
  const clean = checked.data
  const { contentType } = file
  await files.write(keptKey(file), clean, contentType)
  const sha256 = createHash('sha256').update(clean).digest('hex')
  const as = { bytes: clean.length, sha256, at: now, dueAt }
  const taken = await takePlace(db, file, as, place, limits)
  if (taken === 'full') await markRefused(db, file, 'file_limit', now, dueAt)
  // Gone or refused meanwhile: its row is removed, and the sweep drops what was written.
  if (taken === 'full' || taken === 'gone') return refuse(taken === 'full' ? 'file_limit' : 'file_missing')
  // The form stays good for minutes anyway, so the sweep looks once more.
  await files.remove(rawKey(file)).catch(() => undefined)
  const kept: StoredFile = { ...file, bytes: as.bytes, status: 'stored', place: taken, storedAt: now }
  return ok({ file: kept, all: known.map((one) => (one.id === kept.id ? kept : one)) })
}

/** The cleaned bytes of what was sent, if it is what was declared. */
function check(
  raw: Uint8Array<ArrayBuffer> | 'too_large',
  file: StoredFile,
): Result<Uint8Array<ArrayBuffer>, 'file_type_wrong' | 'file_too_large'> {
  if (raw === 'too_large') return refuse('file_too_large')
  const type = typeOf(raw)
  if (type !== file.contentType) return refuse('file_type_wrong')
  const clean = file.kind === 'photo' ? cleanPhoto(raw, type) : raw
  return clean ? ok(clean) : refuse('file_type_wrong')
}

/** An address for a minute. The caller has made sure who asks, and has written it down. */
export async function readLink(
  files: ObjectStore | undefined,
  file: StoredFile,
): Promise<Result<{ url: string; seconds: number }, 'files_not_set_up'>> {
  if (!files) return refuse('files_not_set_up')
  return ok({ url: await files.link(keptKey(file), readSeconds), seconds: readSeconds })
}

function freePlace(known: readonly StoredFile[], kind: FileKind, limits: Limits): number | undefined {
  const taken = new Set(known.map((file) => file.place))
  for (let place = 0; place < limits.mostFiles; place += 1) if (!taken.has(placeName(kind, place))) return place
  return undefined
}

const placeName = (kind: FileKind, place: number) => `${kind}:${place}` as const

/** Two files may finish at once: each place holds one. Gives the name of the place. */
async function takePlace(
  db: Db,
  file: StoredFile,
  as: Omit<Parameters<typeof markStored>[2], 'place'>,
  first: number,
  limits: Limits,
): Promise<`${FileKind}:${number}` | 'gone' | 'full'> {
  for (let number = first; number < limits.mostFiles; number += 1) {
    const place = placeName(file.kind, number)
    const outcome = await markStored(db, file, { ...as, place })
    if (outcome !== 'taken') return outcome === 'stored' ? place : 'gone'
  }
  return 'full'
}

function refusalOf(reason: string | null): FinishRefusal {
  return reason === 'file_type_wrong' || reason === 'file_too_large' || reason === 'file_limit'
    ? reason
    : 'file_missing'
}
