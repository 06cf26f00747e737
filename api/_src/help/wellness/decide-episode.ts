const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A ULID that names one silence of one person: the moment a sign was expected, and the random part of the plan's id.
 * Always the same, so that whatever the silence opens is opened once.
 */
export function episodeId(plan: { id: string; expected_at: Date | null }): string {
  let time = ''
  let rest = plan.expected_at?.getTime() ?? 0
  for (let digit = 0; digit < 10; digit += 1) {
    time = (alphabet[rest % 32] ?? '0') + time
    rest = Math.floor(rest / 32)
  }
  return time + plan.id.slice(10)
}
