import { lineKindOf, lineKinds, nextMonth, type LineKind } from '../../../../shared/homecare/settlement.ts'
import type { Money, SheetLine } from '../../../../shared/homecare/settlement-contract.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, type Day } from '../../../../shared/time.ts'

const nothing: Money = { visits: 0, minutes: 0, fullCents: 0, paidCents: 0, subsidyCents: 0 }

/** The sum of these lines. A counter-line changes money and no visit. */
export function sumOf(lines: readonly SheetLine[]): Money {
  return lines.reduce(
    (sum, line) => ({
      visits: sum.visits + (line.counterOf === null ? 1 : 0),
      minutes: sum.minutes + line.minutes,
      fullCents: sum.fullCents + line.fullCents,
      paidCents: sum.paidCents + line.paidCents,
      subsidyCents: sum.subsidyCents + line.subsidyCents,
    }),
    nothing,
  )
}

/** A sum for each kind that occurs. */
export function totalsOf(lines: readonly SheetLine[]): (Money & { kind: LineKind })[] {
  return lineKinds.flatMap((kind) => {
    const own = lines.filter((line) => lineKindOf(line) === kind)
    return own.length === 0 ? [] : [{ kind, ...sumOf(own) }]
  })
}

export function lastDayOf(month: string): Day {
  return addDays(`${nextMonth(month)}-01`, -1)
}

/** A month can be closed when it is over. */
export function isOver(month: string, today: Day): boolean {
  return lastDayOf(month) < today
}

interface Objected {
  status: 'open' | 'settled'
  fullCents: number
  paidCents: number
  subsidyCents: number
  counterOf: string | null
}

/** The difference an objection to a settled line makes. */
export function counterLine(
  line: Objected,
  right: { paidCents: number; subsidyCents: number },
): Result<{ fullCents: number; paidCents: number; subsidyCents: number }, 'not_settled' | 'nothing_differs'> {
  if (line.status !== 'settled') return refuse('not_settled')
  const paidCents = right.paidCents - line.paidCents
  const subsidyCents = right.subsidyCents - line.subsidyCents
  if (paidCents === 0 && subsidyCents === 0) return refuse('nothing_differs')
  return ok({ fullCents: paidCents + subsidyCents, paidCents, subsidyCents })
}
