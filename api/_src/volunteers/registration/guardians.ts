import type { PersonRef } from '../../../../shared/schemas.ts'
import { ageOn, type Day } from '../../../../shared/time.ts'
import { adultAge } from '../../../../shared/volunteers/lifecycle.ts'
import type { Identity } from '../../platform/actor.ts'
import type { Guardian } from '../tables.ts'

/** What of an account decides whether it may answer as guardian. */
export interface MaybeGuardian {
  phone: string | null
  identities: readonly Pick<Identity, 'communityId' | 'residentId' | 'relation' | 'birthDate'>[]
}

/** Those who lent this account something as to a parent or a relative. */
export function childrenOf({ identities }: MaybeGuardian): readonly PersonRef[] {
  return identities.filter(({ relation }) => relation === 'parent' || relation === 'relative')
}

/** A grown-up who is not the child, with the guardian's verified telephone or the child's delegation. */
export function mayAnswer(
  account: MaybeGuardian,
  { communityId, residentId }: PersonRef,
  { birthDate: born, guardian }: { birthDate: Day | null; guardian: Guardian | null },
  today: Day,
): boolean {
  if (born === null || ageOn(born, today) >= adultAge) return false
  const self = account.identities.filter(({ relation }) => relation === 'self')
  if (self.some(({ birthDate }) => birthDate !== null && ageOn(birthDate, today) < adultAge)) return false
  const isThis = (one: PersonRef) => one.communityId === communityId && one.residentId === residentId
  if (self.some(isThis)) return false
  return (account.phone !== null && account.phone === guardian?.phone) || childrenOf(account).some(isThis)
}
