/**
 * WeChat's masking rules (微信小程序安全指引): what a list may show of a person. Everything unmasked is read through a
 * recorded access.
 */

/** Two characters: `*三`. More: first and last stay, `王*四`. One: nothing stays. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  const last = characters[characters.length - 1] ?? ''
  if (characters.length <= 1) return '*'.repeat(characters.length)
  if (characters.length === 2) return `*${last}`
  return `${characters[0] ?? ''}${'*'.repeat(characters.length - 2)}${last}`
}

/** Ten digits and more: the first three and the last two stay, `156******77`. Shorter: the last two. Null: nothing. */
export function maskPhone(phone: string | null): string {
  if (phone === null) return ''
  const digits = phone.replace(/\D/g, '')
  const head = digits.length >= 10 ? 3 : 0
  const hidden = Math.max(0, digits.length - head - 2)
  return `${digits.slice(0, head)}${'*'.repeat(hidden)}${digits.slice(head + hidden)}`
}
