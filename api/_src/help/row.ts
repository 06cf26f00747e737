import type { InsertObject, Selectable, UpdateObject } from 'kysely'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { json } from '../platform/db/values.ts'
import type { Tables } from '../platform/db/tables.ts'
import type { Call, HistoryEntry, Step } from './call.ts'
import { isOnDesk, wakeAt } from './decide-step.ts'
import type { HelpCallTable } from './tables.ts'

export function callOf(row: Selectable<HelpCallTable>): Call {
  return {
    communityId: row.community_id,
    id: row.id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    gridCode: row.grid_code,
    address: row.address,
    birthDate: row.birth_date,
    livingAlone: row.living_alone === 1,
    intent: row.intent,
    source: row.source,
    plan: row.plan,
    status: row.status,
    version: row.version,
    level: row.level,
    rises: row.rises,
    dueAt: row.step_due_at,
    stalledAt: row.stalled_at,
    presses: row.presses,
    pressIds: row.press_ids,
    earlierPressIds: row.earlier_press_ids,
    raisedAt: row.raised_at,
    acknowledgedAt: row.acknowledged_at,
    enRouteAt: row.en_route_at,
    onSiteAt: row.on_site_at,
    closedAt: row.closed_at,
    responderAccountId: row.responder_account_id,
    responderName: row.responder_name,
    responderPost: row.responder_post,
    responderPhone: row.responder_phone,
    arrivesInMinutes: row.arrives_in_minutes,
    offer: row.offer,
    helpers: row.helpers,
    neighbour: row.neighbour,
    outcome: row.outcome,
    note: row.note,
    rating: row.rating,
    callBack: row.call_back === 1,
    callBackDueAt: row.call_back_due_at,
    history: row.history,
  }
}

export function rowOf(call: Call): InsertObject<Tables, 'help_call'> {
  return {
    community_id: call.communityId,
    id: call.id,
    current_key: call.dueAt === null ? null : call.residentId,
    resident_id: call.residentId,
    resident_name: call.residentName,
    grid_code: call.gridCode,
    address: call.address,
    birth_date: call.birthDate,
    living_alone: Number(call.livingAlone),
    version: call.version,
    notified_version: 0,
    untold: 1,
    presses: call.presses,
    press_ids: json([...call.pressIds]),
    earlier_press_ids: json([...call.earlierPressIds]),
    receipts: 1,
    raised_at: call.raisedAt,
    on_desk: Number(isOnDesk(call)),
    history: json<HistoryEntry[]>([...call.history]),
    intent: call.intent,
    source: call.source,
    plan: call.plan && json(call.plan),
    status: call.status,
    level: call.level,
    rises: call.rises,
    due_at: wakeAt(call),
    step_due_at: call.dueAt,
    stalled_at: call.stalledAt,
    acknowledged_at: call.acknowledgedAt,
    en_route_at: call.enRouteAt,
    on_site_at: call.onSiteAt,
    closed_at: call.closedAt,
    responder_account_id: call.responderAccountId,
    responder_name: call.responderName,
    responder_post: call.responderPost,
    responder_phone: call.responderPhone,
    arrives_in_minutes: call.arrivesInMinutes,
    offer: call.offer && json(call.offer),
    helpers: json([...call.helpers]),
    neighbour: call.neighbour && json(call.neighbour),
    outcome: call.outcome,
    note: call.note,
    rating: call.rating,
    call_back: Number(call.callBack),
    call_back_due_at: call.callBackDueAt,
  }
}

/** The columns a step changes, without version and history. */
export function columnsOf(call: Call, { change }: Step): UpdateObject<Tables, 'help_call'> {
  const after = { ...call, ...change }
  return {
    on_desk: Number(isOnDesk(after)),
    ...defined({
      // A call that is and stays over is not the clock's any more: its memory may be ending in this very moment.
      due_at: isOpen(call.status) || isOpen(after.status) ? wakeAt(after) : undefined,
      status: change.status,
      level: change.level,
      rises: change.rises,
      step_due_at: change.dueAt,
      stalled_at: change.stalledAt,
      acknowledged_at: change.acknowledgedAt,
      en_route_at: change.enRouteAt,
      on_site_at: change.onSiteAt,
      closed_at: change.closedAt,
      responder_account_id: change.responderAccountId,
      responder_name: change.responderName,
      responder_post: change.responderPost,
      responder_phone: change.responderPhone,
      arrives_in_minutes: change.arrivesInMinutes,
      plan: change.plan && json(change.plan),
      offer: change.offer && json(change.offer),
      helpers: change.helpers && json([...change.helpers]),
      neighbour: change.neighbour && json(change.neighbour),
      outcome: change.outcome,
      note: change.note,
      rating: change.rating,
      call_back_due_at: change.callBackDueAt,
      call_back: change.callBack === undefined ? undefined : Number(change.callBack),
    }),
  }
}

/** Drops the fields that are not set: an update must not touch their columns. */
function defined<Fields extends Record<string, unknown>>(fields: Fields) {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
}
