import { sql, type Selectable } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import type { HoursAuditTable, HoursFindingTable } from './tables-staff.ts'
import type { Problem } from './verify.ts'
import './tables.ts'

export type AuditRow = Selectable<HoursAuditTable>
export type FindingRow = Selectable<HoursFindingTable>

/** The audits of this day that began in these communities. One indexed query. */
export async function auditsOn(db: Db, communityIds: readonly string[], day: Day): Promise<AuditRow[]> {
  return db
    .selectFrom('hours_audit')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('day', '=', day)
    .execute()
}

/** Begins the audit of a day; undefined when somebody else began it. */
export async function beginAudit(db: Db, communityId: string, day: Day, now: Date): Promise<AuditRow | undefined> {
  const row: AuditRow = {
    community_id: communityId,
    day,
    cursor_id: '',
    volunteers: 0,
    entries: 0,
    findings: 0,
    version: 1,
    started_at: now,
    finished_at: null,
  }
  try {
    await db.insertInto('hours_audit').values(row).execute()
    return row
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return undefined
    throw error
  }
}

/** Notes how far an audit came; undefined when another run was faster. */
export async function moveAudit(
  db: Db,
  audit: AuditRow,
  change: Pick<AuditRow, 'cursor_id' | 'volunteers' | 'entries' | 'findings' | 'finished_at'>,
): Promise<AuditRow | undefined> {
  const { numUpdatedRows } = await db
    .updateTable('hours_audit')
    .set({ ...change, version: audit.version + 1 })
    .where('community_id', '=', audit.community_id)
    .where('day', '=', audit.day)
    .where('version', '=', audit.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? { ...audit, ...change, version: audit.version + 1 } : undefined
}

/** Notes what is wrong; what stands already is only seen again, so that nobody is told of it twice. */
export async function noteFindings(
  db: Db,
  communityId: string,
  problems: readonly Problem[],
  now: Date,
  newId: () => string,
): Promise<void> {
  if (problems.length === 0) return
  await db
    .insertInto('hours_finding')
    .values(
      problems.map(({ residentId, problem, seq }) => ({
        community_id: communityId,
        id: newId(),
        resident_id: residentId,
        problem,
        seq,
        found_at: now,
        seen_at: now,
        cleared_at: null,
        version: 1,
        notified_version: 0,
      })),
    )
    .onDuplicateKeyUpdate({ seen_at: inserted('seen_at'), problem: inserted('problem'), seq: inserted('seq') })
    .execute()
}

/** Ends what stood about ledgers that are whole again. */
export async function clearFindings(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
  now: Date,
): Promise<void> {
  if (residentIds.length === 0) return
  await db
    .updateTable('hours_finding')
    .set({ cleared_at: now })
    .where('community_id', '=', communityId)
    .where('standing', '=', 1)
    .where('resident_id', 'in', [...residentIds])
    .execute()
}

export interface AuditView {
  last: AuditRow | undefined
  findings: (FindingRow & { volunteerNumber: string; name: string })[]
}

/** The last audit and what stands wrong. One round trip. */
export async function auditView(db: Db, communityId: string): Promise<AuditView> {
  const last = db
    .selectFrom('hours_audit as a')
    .where('a.community_id', '=', communityId)
    .orderBy('a.day', 'desc')
    .limit(1)
    .select(['a.day', 'a.volunteers', 'a.entries', 'a.findings', 'a.started_at', 'a.finished_at', 'a.cursor_id'])
    .select('a.version as audit_version')
  const rows = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin(last.as('l'), (join) => join.onTrue())
    .leftJoin('hours_finding as f', (join) => join.on('f.community_id', '=', communityId).on('f.standing', '=', 1))
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).onRef('v.resident_id', '=', 'f.resident_id'),
    )
    .leftJoin('resident as r', (join) =>
      join.on('r.community_id', '=', communityId).onRef('r.id', '=', 'f.resident_id'),
    )
    .selectAll('l')
    .select(['f.id', 'f.resident_id', 'f.problem', 'f.seq', 'f.found_at', 'f.seen_at', 'f.version'])
    .select(['v.volunteer_number', 'r.name'])
    .orderBy('f.found_at')
    .orderBy('f.id')
    .execute()
  const [first] = rows
  return {
    last:
      first?.day && first.started_at && first.audit_version !== null
        ? {
            community_id: communityId,
            day: first.day,
            cursor_id: first.cursor_id ?? '',
            volunteers: first.volunteers ?? 0,
            entries: first.entries ?? 0,
            findings: first.findings ?? 0,
            version: first.audit_version,
            started_at: first.started_at,
            finished_at: first.finished_at,
          }
        : undefined,
    findings: rows.flatMap(({ id, resident_id, problem, seq, found_at, seen_at, version, volunteer_number, name }) =>
      id === null || resident_id === null || problem === null || found_at === null || seen_at === null
        ? []
        : [
            {
              community_id: communityId,
              id,
              resident_id,
              problem,
              seq,
              found_at,
              seen_at,
              cleared_at: null,
              version: version ?? 1,
              notified_version: 0,
              untold: null,
              standing: 1,
              volunteerNumber: volunteer_number ?? '',
              name: name ?? '',
            },
          ],
    ),
  }
}

export async function untoldFindings(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<FindingRow[]> {
  return db
    .selectFrom('hours_finding')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('found_at')
    .limit(limit)
    .execute()
}

export async function markFindingTold(db: Db, row: { communityId: string; id: string; version: number }) {
  await db
    .updateTable('hours_finding')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
