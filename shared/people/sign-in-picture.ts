/** Stands before the secret in the picture that a phone scans. */
export const picturePrefix = 'linlitong:'

/** The secret in what was scanned; undefined when the picture is not one of ours. */
export function secretIn(scanned: string): string | undefined {
  return /^linlitong:([\w-]{43})$/.exec(scanned.trim())?.[1]
}
