import type { HealthPurpose } from '../../../../shared/health/lifecycle.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Actor, Identity } from '../../platform/actor.ts'
import type { RequestContext } from '../../platform/slice.ts'
import { hearWord } from './decide.ts'
import { writeWord, type FileRow } from './store.ts'
import type { AgreementWord } from './tables.ts'

/** Who says it, and how: the person, family, or staff who read it out. */
export function speaker(
  actor: Actor,
  identity: Identity | undefined,
): Pick<AgreementWord, 'accountId' | 'byName' | 'how'> {
  const how = identity === undefined ? 'staff' : identity.relation === 'self' ? 'self' : 'family'
  return { accountId: actor.accountId, byName: actor.displayName, how }
}

/**
 * Puts a word on file unless it was said before. False when somebody changed the file meanwhile: nothing is written,
 * and the same word may be sent again.
 */
export async function say(
  { db, now, newId }: Pick<RequestContext, 'db' | 'now' | 'newId'>,
  person: PersonRef,
  file: FileRow | undefined,
  word: { id: string; purpose: HealthPurpose; agreed: boolean } & ReturnType<typeof speaker>,
): Promise<boolean> {
  // Who never agreed has nothing to take back.
  if (file === undefined && !word.agreed) return true
  if (hearWord(file?.agreements ?? [], word) === 'none') return true
  return writeWord(db, person, file, word, { now, newId })
}
