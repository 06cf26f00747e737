import { sql, type Selectable } from 'kysely'
import type { ApplicationStatus } from '../../../../shared/homecare/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import '../application/tables.ts'
import { appendNext } from '../entry.ts'
import { settingColumns } from '../settings/store.ts'
import type { Side } from './decide.ts'
import type { AgreementEntry, HomecareAgreementTable } from './tables.ts'
import './tables.ts'

export type AgreementRow = Selectable<HomecareAgreementTable>

const columns = [
  'g.community_id',
  'g.id',
  'g.application_id',
  'g.resident_id',
  'g.resident_name',
  'g.grid_code',
  'g.address',
  'g.provider_id',
  'g.provider_name',
  'g.terms',
  'g.paragraphs',
  'g.text_hash',
  'g.begin_day',
  'g.end_day',
  'g.status',
  'g.live_of',
  'g.resident_signed_by',
  'g.resident_signed_at',
  'g.provider_signed_by',
  'g.provider_signed_at',
  'g.stop_reason',
  'g.due_at',
  'g.written_by',
  'g.written_at',
  'g.version',
  'g.notified_version',
  'g.untold',
  'g.history',
] as const

/** An agreement, with how long before its end people are reminded here. */
export async function findAgreement(db: Db, communityId: string, id: string) {
  return db
    .selectFrom('homecare_agreement as g')
    .leftJoin('homecare_setting as t', (join) => join.onRef('t.community_id', '=', 'g.community_id'))
    .select(columns)
    .select(settingColumns)
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', id)
    .executeTakeFirst()
}

/** The application to write an agreement for, and the agreements it has: one statement. */
export async function readToWrite(db: Db, communityId: string, applicationId: string) {
  const rows = await db
    .selectFrom('homecare_application as a')
    .leftJoin('homecare_agreement as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.application_id', '=', 'a.id'),
    )
    .select(['a.status as application_status', 'a.resident_id as of_resident', 'a.resident_name as of_name'])
    .select(['a.grid_code as of_grid', 'a.address as of_address'])
    .select(columns)
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', applicationId)
    .execute()
  const [row] = rows
  if (row === undefined) return undefined
  const { application_status: status, of_resident: residentId, of_name: name, of_grid: gridCode } = row
  const application: {
    status: ApplicationStatus
    residentId: string
    name: string
    gridCode: string
    address: string
  } = { status, residentId, name, gridCode, address: row.of_address }
  return { application, agreements: rows.filter(isAgreement) }
}

function isAgreement<Row extends { id: unknown }>(row: Row): row is Row & AgreementRow {
  return row.id !== null
}

/** `taken` = another text of this application waits to be confirmed. */
export async function insertAgreement(db: Db, row: AgreementRow): Promise<'done' | 'taken' | 'id_taken'> {
  try {
    await db
      .insertInto('homecare_agreement')
      .values({
        ...row,
        terms: json(row.terms),
        paragraphs: json([...row.paragraphs]),
        history: json(row.history),
      })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'id_taken'
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}

type Text = Pick<AgreementRow, 'terms' | 'paragraphs' | 'text_hash' | 'provider_id' | 'provider_name'> &
  Pick<AgreementRow, 'begin_day' | 'end_day'>

/** Another text: what was confirmed before no longer counts. */
export async function rewriteAgreement(
  db: Db,
  row: Pick<AgreementRow, 'community_id' | 'id' | 'version'>,
  { terms, paragraphs, ...text }: Text,
  entry: Omit<AgreementEntry, 'version'>,
): Promise<boolean> {
  const version = row.version + 1
  const { numUpdatedRows } = await db
    .updateTable('homecare_agreement')
    .set({
      ...text,
      terms: json(terms),
      paragraphs: json([...paragraphs]),
      resident_signed_by: null,
      resident_signed_at: null,
      provider_signed_by: null,
      provider_signed_at: null,
      history: appendHistory<AgreementEntry>({ ...entry, version }),
      version,
      untold: 1,
    })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('status', '=', 'proposed')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * One side confirms the text with this hash. Whichever side comes second brings it into force, in the same statement, so
 * that both may tap at once.
 */
export async function signAgreement(
  db: Db,
  row: Pick<AgreementRow, 'community_id' | 'id' | 'text_hash'>,
  side: Side,
  { name, at, dueAt }: { name: string; at: Date; dueAt: Date },
  entry: Omit<AgreementEntry, 'version'>,
): Promise<boolean> {
  const other = sql.ref(side === 'resident' ? 'provider_signed_at' : 'resident_signed_at')
  const signed =
    side === 'resident'
      ? { resident_signed_by: name, resident_signed_at: at }
      : { provider_signed_by: name, provider_signed_at: at }
  const { numUpdatedRows } = await db
    .updateTable('homecare_agreement')
    .set({
      history: appendNext(entry),
      status: sql<'proposed' | 'in_force'>`if(${other} is null, 'proposed', 'in_force')`,
      live_of: sql<string | null>`if(${other} is null, live_of, null)`,
      due_at: sql<Date | null>`if(${other} is null, null, ${dueAt})`,
      ...signed,
      version: sql<number>`version + 1`,
      untold: 1,
    })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('status', '=', 'proposed')
    .where('text_hash', '=', row.text_hash)
    .where(side === 'resident' ? 'resident_signed_at' : 'provider_signed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

type Change = Partial<Pick<AgreementRow, 'status' | 'end_day' | 'stop_reason' | 'due_at' | 'live_of'>>

/** One step, for exactly the version it was decided on. */
export async function moveAgreement(
  db: Db,
  row: Pick<AgreementRow, 'community_id' | 'id' | 'version'>,
  change: Change,
  entry: Omit<AgreementEntry, 'version'>,
): Promise<boolean> {
  const version = row.version + 1
  const { numUpdatedRows } = await db
    .updateTable('homecare_agreement')
    .set({ ...change, history: appendHistory<AgreementEntry>({ ...entry, version }), version, untold: 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
