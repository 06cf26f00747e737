import { nextMonth } from '../../../../shared/homecare/settlement.ts'
import type { settlementContract } from '../../../../shared/homecare/settlement-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { decidingRoles } from '../person.ts'
import { counterLine, isOver, lastDayOf, sumOf } from './decide.ts'
import { linesHash } from './lines-hash.ts'
import { sheetMonth } from './months.ts'
import { closeSheet, countOpen, findLine, insertCounter, insertSheet, listLines, listSheets } from './store.ts'
import { lineView, sheetView } from './view.ts'

const maySettle = (actor: Actor, communityId: string) => holdsRoleOver(actor, decidingRoles, communityId)

/** Nothing is left to settle: somebody may have closed the month between the two looks. */
async function whyNothingOpen(db: Db, of: { communityId: string; providerId: string; month: string }) {
  const sheets = await listSheets(db, of.communityId, of.providerId)
  const closed = sheets.find(({ month, status }) => month === of.month && status === 'closed')
  return closed ? refuse('conflict', { closedByName: closed.closed_by_name }) : refuse('not_found')
}

export const settlementHandlers: Handlers<typeof settlementContract> = {
  async 'homecare.months'({ communityId }, { actor, db }) {
    if (!maySettle(actor, communityId)) return refuse('not_allowed')
    const [open, sheets] = await Promise.all([countOpen(db, communityId), listSheets(db, communityId)])
    const closed = sheets.filter(({ status }) => status === 'closed')
    const lastClosed = (providerId: string) => closed.find((sheet) => sheet.provider_id === providerId)?.month
    const byMonth = new Map<string, { providerId: string; providerName: string; month: string; sums: number[] }>()
    for (const part of open) {
      const { provider_id: providerId, provider_name: providerName } = part
      const month = sheetMonth(`${part.month}-01`, lastClosed(providerId))
      const key = `${providerId} ${month}`
      const [visits = 0, cents = 0] = byMonth.get(key)?.sums ?? []
      byMonth.set(key, { providerId, providerName, month, sums: [visits + part.visits, cents + part.subsidy_cents] })
    }
    const opened = [...byMonth.values()].map(({ sums: [visits = 0, subsidyCents = 0], ...of }) => {
      return { ...of, status: 'open' as const, visits, subsidyCents }
    })
    const done = closed.map((sheet) => ({
      providerId: sheet.provider_id,
      providerName: sheet.provider_name,
      month: sheet.month,
      status: 'closed' as const,
      visits: sheet.line_count,
      subsidyCents: sheet.subsidy_cents,
    }))
    const months = [...opened, ...done].toSorted((one, other) => (one.month > other.month ? -1 : 1))
    return ok({ months })
  },

  async 'homecare.sheet'({ communityId, providerId, month }, { actor, db, now }) {
    if (!maySettle(actor, communityId)) return refuse('not_allowed')
    const sheets = (await listSheets(db, communityId, providerId)).filter(({ status }) => status === 'closed')
    const sheet = sheets.find((one) => one.month === month)
    const of = sheet ? { sheetId: sheet.id } : { providerId, until: lastDayOf(month) }
    const rows = (await listLines(db, communityId, of)).filter(
      ({ day }) => sheet !== undefined || sheetMonth(day, sheets[0]?.month) === month,
    )
    const providerName = sheet?.provider_name ?? rows[0]?.provider_name
    if (providerName === undefined) return refuse('not_found')
    return ok(sheetView({ communityId, providerId, providerName, month }, rows.map(lineView), sheet, dayOf(now)))
  },

  async 'homecare.closeSheet'({ id, communityId, providerId, month }, { actor, db, now }) {
    if (!maySettle(actor, communityId)) return refuse('not_allowed')
    if (!isOver(month, dayOf(now))) return refuse('month_running')
    const sheets = await listSheets(db, communityId, providerId)
    const present = sheets.find((one) => one.month === month)
    const isRepeat = present?.status === 'closed' && present.closed_by === actor.accountId
    if (present?.status === 'closed' && !isRepeat) return refuse('conflict', { closedByName: present.closed_by_name })
    const lastClosed = sheets.find(({ status }) => status === 'closed')?.month
    const of = isRepeat ? { sheetId: present.id } : { providerId, until: lastDayOf(month) }
    const rows = await listLines(db, communityId, of)
    const [first] = rows
    if (first === undefined) return whyNothingOpen(db, { communityId, providerId, month })
    const lines = rows.map(lineView)
    const whose = { communityId, providerId, providerName: first.provider_name, month }
    if (isRepeat) return ok(sheetView(whose, lines, present, dayOf(now)))
    const months = rows.map(({ day }) => sheetMonth(day, lastClosed))
    if (months.some((one) => one !== month)) return refuse('earlier_month_open', { month: months.toSorted()[0] })
    const sheetId = present?.id ?? id
    const row = { community_id: communityId, provider_id: providerId, provider_name: first.provider_name, month }
    if (!present && (await insertSheet(db, { ...row, id })) === 'taken') return refuse('conflict')
    const { fullCents, paidCents, subsidyCents } = sumOf(lines)
    const closing = {
      full_cents: fullCents,
      paid_cents: paidCents,
      subsidy_cents: subsidyCents,
      lines_hash: linesHash(lines),
      closed_by: actor.accountId,
      closed_by_name: actor.displayName,
      closed_at: now,
    }
    const ids = rows.map((line) => line.id)
    if (!(await closeSheet(db, { communityId, sheetId }, ids, closing))) return refuse('conflict')
    const sheet = { ...row, ...closing, id: sheetId, status: 'closed' as const, line_count: lines.length }
    return ok(sheetView(whose, lines, sheet, dayOf(now)))
  },

  async 'homecare.objectToLine'({ id, communityId, visitId, reason, ...right }, { actor, db, now }) {
    if (!maySettle(actor, communityId)) return refuse('not_allowed')
    const line = await findLine(db, communityId, visitId)
    if (!line) return refuse('not_found')
    const { full_cents: fullCents, paid_cents: paidCents, subsidy_cents: subsidyCents, status } = line
    const { counter_of: counterOf } = line
    const decision = counterLine({ status, fullCents, paidCents, subsidyCents, counterOf }, right)
    if (!decision.ok) return decision
    const row = {
      community_id: communityId,
      id,
      provider_id: line.provider_id,
      provider_name: line.provider_name,
      resident_id: line.resident_id,
      resident_name: line.resident_name,
      category: line.category,
      day: `${nextMonth(line.month ?? line.day.slice(0, 7))}-01`,
      minutes: 0,
      full_cents: decision.data.fullCents,
      paid_cents: decision.data.paidCents,
      subsidy_cents: decision.data.subsidyCents,
      subsidy_group: line.subsidy_group,
      price_kind: line.price_kind,
      status: 'open' as const,
      sheet_id: null,
      counter_of: visitId,
      words: reason,
      noted_by_name: actor.displayName,
      noted_at: now,
    }
    if ((await insertCounter(db, row)) === 'done') return ok(lineView({ ...row, countered_by: null }))
    const there = await findLine(db, communityId, id)
    return there?.counter_of === visitId ? ok(lineView(there)) : refuse('objected_already')
  },
}
