import { createHash } from 'node:crypto'
import type { SheetLine } from '../../../../shared/homecare/settlement-contract.ts'

/** The same for the same lines, whoever reads them: what is closed can be told from what was changed afterwards. */
export function linesHash(lines: readonly SheetLine[]): string {
  const words = lines
    .map(({ visitId, day, category, minutes, priceKind, group, paidCents, subsidyCents, counterOf }) =>
      [visitId, day, category, minutes, priceKind, group ?? '', paidCents, subsidyCents, counterOf ?? ''].join(' '),
    )
    .toSorted()
  return createHash('sha256').update(words.join('\n')).digest('hex')
}
