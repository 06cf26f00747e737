import { lineKindOf } from '../../../../shared/homecare/settlement.ts'
import type { Sheet, SheetLine } from '../../../../shared/homecare/settlement-contract.ts'
import type { Day } from '../../../../shared/time.ts'
import { isOver, sumOf, totalsOf } from './decide.ts'
import { linesHash } from './lines-hash.ts'
import type { LineRow } from './store.ts'
import type { SettlementSheetTable } from './tables.ts'

export function lineView(row: LineRow): SheetLine {
  const { price_kind: priceKind, subsidy_group: group } = row
  return {
    visitId: row.id,
    day: row.day,
    residentName: row.resident_name,
    category: row.category,
    minutes: row.minutes,
    priceKind,
    group,
    kind: lineKindOf({ priceKind, group }),
    fullCents: row.full_cents,
    paidCents: row.paid_cents,
    subsidyCents: row.subsidy_cents,
    counterOf: row.counter_of,
    words: row.words,
    isObjected: row.countered_by !== null,
  }
}

interface Of {
  communityId: string
  providerId: string
  providerName: string
  month: string
}

/** A sheet as it stands: frozen when it is closed, else with what it would hold if it were closed now. */
export function sheetView(
  of: Of,
  lines: readonly SheetLine[],
  closed: SettlementSheetTable | undefined,
  today: Day,
): Sheet {
  const hash = linesHash(lines)
  return {
    ...of,
    status: closed ? 'closed' : 'open',
    sheetId: closed?.id ?? null,
    lines: [...lines],
    totals: totalsOf(lines),
    sum: sumOf(lines),
    linesHash: closed?.lines_hash ?? null,
    isIntact: closed === undefined || (closed.lines_hash === hash && closed.line_count === lines.length),
    closedByName: closed?.closed_by_name ?? null,
    closedAt: closed?.closed_at?.toISOString() ?? null,
    mayClose: closed === undefined && lines.length > 0 && isOver(of.month, today),
  }
}
