/**
 * A volunteer's public number: eight digits drawn from the random part of a fresh ULID, so that it tells nothing of the
 * person (民政部令67号 Art. 16) nor of the order of joining.
 */
export function volunteerNumberOf(freshId: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let value = 0
  for (const character of freshId.slice(-10)) value = (value * 32 + alphabet.indexOf(character)) % 100_000_000
  return String(value).padStart(8, '0')
}

/** True when saving this would change nothing but the time, so that a repeated command is no new consent. */
export function sameProfile(
  known: {
    skills: readonly string[]
    freeTimes: readonly string[]
    introduction: string
    consentVersion: string
  },
  change: typeof known,
): boolean {
  const same = (left: readonly string[], right: readonly string[]) =>
    left.length === right.length && left.every((entry) => right.includes(entry))
  return (
    known.introduction === change.introduction &&
    known.consentVersion === change.consentVersion &&
    same(known.skills, change.skills) &&
    same(known.freeTimes, change.freeTimes)
  )
}
