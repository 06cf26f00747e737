import { sql, type AliasedExpression, type Expression, type RawBuilder } from 'kysely'
import type { Day } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'

/**
 * One row of a statement that brings facts of several kinds in one round trip: a `union all` of narrow rows, so that
 * the server looks at hardly more rows than it sends.
 */
export interface Piece {
  kind: string
  /** A key: of a claim, a service, a resource. */
  k: string | null
  n: number | null
  m: number | null
  /** A booking, a resident or another id. */
  b: string | null
  /** A state. */
  s: string | null
  /** Everything else, as JSON: only `jsonOf` may read it, because some databases answer with the value itself. */
  t: string | null
}

type Part = string | RawBuilder<unknown>
type Columns = { [Name in keyof Piece]: AliasedExpression<Piece[Name], Name> }[keyof Piece][]

/** The columns of one kind of piece; a string names a column, what is left out is null. */
export function piece(kind: string, parts: Partial<Record<Exclude<keyof Piece, 'kind'>, Part>>): Columns {
  const column = (part: Part | undefined) =>
    part === undefined ? sql`null` : typeof part === 'string' ? sql`${sql.ref(part)}` : part
  // counts, unsigned and signed numbers in one column would come as text
  const number = (part: Part | undefined) => sql`cast(${column(part)} as signed)`
  return [
    sql<string>`${sql.lit(kind)}`.as('kind'),
    ...(['k', 'b', 's', 't'] as const).map((name) => column(parts[name]).as(name)),
    ...(['n', 'm'] as const).map((name) => number(parts[name]).as(name)),
  ] as Columns
}

/** A query whose rows are pieces. */
export type Pieces = Expression<Piece>

/** `json_array(…)` of these columns, in this order. */
export function jsonArray(...columns: readonly Part[]): RawBuilder<unknown> {
  return sql`json_array(${sql.join(columns.map((column) => (typeof column === 'string' ? sql.ref(column) : column)))})`
}

/** The value of a JSON piece, or of a JSON column inside one: text on one database, already read on another. */
export function jsonOf<Value>(value: string | object | NoInfer<Value> | null): Value {
  return (typeof value === 'string' ? JSON.parse(value) : value) as Value
}

/** A calendar day as text, alike on every database. */
export const dayText = (column: string) => sql<string>`date_format(${sql.ref(column)}, '%Y-%m-%d')`

/** Minutes since 1970 of an instant's column. */
export const minuteColumn = (column: string) => sql<number>`timestampdiff(minute, '1970-01-01', ${sql.ref(column)})`

/** What services need: `k` service, `n` position, `b` resource, `t` name, kind, units, gender, dialects, skills, … */
export function needPieces(db: Db, communityId: string, serviceIds: readonly string[]) {
  return db
    .selectFrom('service_need as n')
    .innerJoin('resource as r', (join) =>
      join.onRef('r.community_id', '=', 'n.community_id').onRef('r.id', '=', 'n.resource_id'),
    )
    .select(
      piece('need', {
        k: 'n.service_id',
        n: 'n.position',
        b: 'n.resource_id',
        t: jsonArray('r.name', 'r.kind', 'r.units', 'r.gender', 'r.dialects', 'r.skills', 'r.account_id', 'r.building'),
      }),
    )
    .where('n.community_id', '=', communityId)
    .where('r.withdrawn_at', 'is', null)
    .where('n.service_id', 'in', [...serviceIds])
}

/** Departures from the week that touch these days. */
export function exceptionPieces(db: Db, communityId: string, fromDay: Day, toDay: Day): Pieces {
  return db
    .selectFrom('schedule_exception as e')
    .select(
      piece('exception', {
        k: 'e.service_id',
        b: 'e.provider_id',
        s: 'e.kind',
        t: jsonArray(
          'e.id',
          'e.resource_id',
          dayText('e.from_day'),
          dayText('e.to_day'),
          'e.from_time',
          'e.to_time',
          'e.reason',
        ),
      }),
    )
    .where('e.community_id', '=', communityId)
    .where('e.to_day', '>=', fromDay)
    .where('e.from_day', '<=', toDay)
}

/** Days the community keeps against the calendar. */
export function holidayPieces(db: Db, communityId: string, fromDay: Day, toDay: Day) {
  return db
    .selectFrom('holiday_override as h')
    .select(piece('holiday', { s: 'h.kind', t: jsonArray(dayText('h.day'), 'h.name') }))
    .where('h.community_id', '=', communityId)
    .where('h.day', '>=', fromDay)
    .where('h.day', '<=', toDay)
}
