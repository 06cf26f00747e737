import { sql, type Selectable, type UpdateObject } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import '../file/tables.ts'
import type { ReferralEntry, ReferralTable } from './tables.ts'
import './tables.ts'

export type ReferralRow = Selectable<ReferralTable>

/** `number_taken`: another letter of the day has it. `there`: this letter was written before. */
export async function insertReferral(
  db: Db,
  row: Omit<ReferralRow, 'answer' | 'follow_up_on' | 'result' | 'due_at' | 'version' | 'notified_version' | 'untold'>,
): Promise<'written' | 'there' | 'number_taken'> {
  try {
    await db
      .insertInto('referral')
      .values({
        ...row,
        history: json(row.history),
        answer: null,
        follow_up_on: null,
        result: '',
        due_at: null,
        version: 1,
        notified_version: 0,
        untold: 1,
      })
      .execute()
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'there'
    if (isDuplicate(error, 'referral_number')) return 'number_taken'
    throw error
  }
  return 'written'
}

/**
 * Letters with who is the family doctor now, and whose agreement holds: a letter without one is as good as gone, but
 * that it was there.
 */
function referralsOf(db: Db, communityId: string) {
  return db
    .selectFrom('referral')
    .leftJoin('health_file as file', (join) =>
      join
        .onRef('file.community_id', '=', 'referral.community_id')
        .onRef('file.resident_id', '=', 'referral.resident_id'),
    )
    .selectAll('referral')
    .select(['file.doctor_id as family_doctor', 'file.referral_agreed'])
    .where('referral.community_id', '=', communityId)
}

export type OwnedReferral = NonNullable<Awaited<ReturnType<typeof findReferral>>>

export async function findReferral(db: Db, communityId: string, id: string) {
  return referralsOf(db, communityId).where('referral.id', '=', id).executeTakeFirst()
}

export async function referralsOfPerson(db: Db, person: PersonRef, limit: number): Promise<OwnedReferral[]> {
  return referralsOf(db, person.communityId)
    .where('referral.resident_id', '=', person.residentId)
    .orderBy('referral.written_at', 'desc')
    .limit(limit)
    .execute()
}

/** Those a doctor wrote or looks after as the family doctor, with an agreement that holds. */
export async function referralsOfDoctor(
  db: Db,
  communityId: string,
  doctorId: string,
  limit: number,
): Promise<OwnedReferral[]> {
  return (
    referralsOf(db, communityId)
      .where('file.referral_agreed', '=', 1)
      .where((where) => where.or([where('referral.doctor_id', '=', doctorId), where('file.doctor_id', '=', doctorId)]))
      // What still waits for somebody is never cut off by the limit.
      .orderBy(sql`case when referral.status in ('written', 'given', 'accepted', 'answered') then 0 else 1 end`)
      .orderBy('referral.written_at', 'desc')
      .limit(limit)
      .execute()
  )
}

/** One move, for exactly the version it was decided on. */
export async function moveReferral(
  db: Db,
  row: Pick<ReferralRow, 'community_id' | 'id' | 'version'>,
  set: UpdateObject<Tables, 'referral'>,
  step: Omit<ReferralEntry, 'version'>,
): Promise<boolean> {
  const version = row.version + 1
  const { numUpdatedRows } = await db
    .updateTable('referral')
    .set({ ...set, version, untold: 1, history: appendHistory({ ...step, version }) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What was written in a person's letters is erased; their numbers and dates stay, as the station must keep them. */
export async function eraseReferrals(db: Db, person: PersonRef, now: Date): Promise<void> {
  const step: Omit<ReferralEntry, 'version'> = { at: now.toISOString(), kind: 'erased', byName: '' }
  await db
    .updateTable('referral')
    .set({
      status: 'erased',
      reason: '',
      letter: '',
      department: '',
      answer: null,
      result: '',
      due_at: null,
      follow_up_on: null,
      untold: 0,
      history: sql<ReferralEntry[]>`json_set(${JSON.stringify([step])}, '$[0].version', version + 1)`,
      version: sql<number>`version + 1`,
    })
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('status', '!=', 'erased')
    .execute()
}

/** Letters whose follow-up is due: one range of one index. */
export async function listDueReferrals(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<ReferralRow[]> {
  return db
    .selectFrom('referral')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Letters of which somebody must still be told. */
export async function untoldReferrals(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<ReferralRow[]> {
  return db
    .selectFrom('referral')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

export async function markReferralTold(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('referral')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
