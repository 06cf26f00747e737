/**
 * published (on the publicity list) → issued; held while staff look into an objection; issued → revoked, or replaced by
 * one that was issued for the same time later.
 */
export const certificateStatuses = [
  'published',
  'held',
  'issued',
  'withdrawn',
  'refused',
  'revoked',
  'replaced',
] as const
export type CertificateStatus = (typeof certificateStatuses)[number]

/** What staff do with one. */
export const certificateMoves = ['hold', 'release', 'refuse', 'issue', 'revoke'] as const
export type CertificateMove = (typeof certificateMoves)[number]

/**
 * What somebody hears who checks a number. `changed`: the ledger was put right after the paper was issued, so that it
 * says something else today.
 */
export const certificateStates = ['unknown', 'not_yet', 'valid', 'changed', 'revoked', 'replaced'] as const
export type CertificateState = (typeof certificateStates)[number]

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const communityLength = 8

/** `2026-9AT0R8ND-7K3M9QXT`: the year, the community, and eight letters that nobody can guess (40 bits). */
export const certificateNumber = /^\d{4}-[0-9A-HJKMNP-TV-Z]{8}-[0-9A-HJKMNP-TV-Z]{8}$/

/** The number of a certificate. The community's 12 digits stand in it in base 32. */
export function numberOf(year: number, communityId: string, secret: string): string {
  let short = ''
  for (let rest = Number(communityId), i = 0; i < communityLength; i += 1, rest = Math.floor(rest / 32)) {
    short = letters.charAt(rest % 32) + short
  }
  return `${year}-${short}-${secret}`
}

/** The community that a number names; undefined for what cannot be a number. */
export function communityOfNumber(number: string): string | undefined {
  if (!certificateNumber.test(number)) return undefined
  let code = 0
  for (const letter of number.slice(5, 5 + communityLength)) code = code * 32 + letters.indexOf(letter)
  const digits = String(code)
  return digits.length === 12 ? digits : undefined
}

/** What a person typed or a code held, as a number is written: no spaces, large letters, the two that are mistaken put right. */
export function numberAsTyped(text: string): string {
  const plain = text.toUpperCase().replace(/[\s—–_]/g, (sign) => (/\s/.test(sign) ? '' : '-'))
  return plain.replace(/O/g, '0').replace(/[IL]/g, '1')
}
