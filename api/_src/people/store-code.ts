import type { DelegationScope, Relation } from '../../../shared/people/contract.ts'
import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import './tables.ts'

export interface NewCode {
  communityId: string
  codeHash: string
  commandHash: string
  purpose: 'bind' | 'delegate'
  residentId: string
  relation: Relation
  scopes: readonly DelegationScope[]
  endsAt: Date | null
  issuedBy: string
  issuedAt: Date
  expiresAt: Date
}

/**
 * Writes a code down. Gives when it expires, which for a repeat of the same command is the first answer's moment;
 * undefined when these eight digits belong to another command.
 */
export async function issueCode(db: Db, code: NewCode): Promise<Date | undefined> {
  try {
    await db
      .insertInto('one_time_code')
      .values({
        community_id: code.communityId,
        code_hash: code.codeHash,
        command_hash: code.commandHash,
        purpose: code.purpose,
        resident_id: code.residentId,
        relation: code.relation,
        scopes: json([...code.scopes]),
        ends_at: code.endsAt,
        issued_by: code.issuedBy,
        issued_at: code.issuedAt,
        expires_at: code.expiresAt,
      })
      .execute()
    return code.expiresAt
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const first = await db
    .selectFrom('one_time_code')
    .select(['command_hash', 'expires_at'])
    .where('community_id', '=', code.communityId)
    .where('code_hash', '=', code.codeHash)
    .executeTakeFirstOrThrow()
  return first.command_hash === code.commandHash ? first.expires_at : undefined
}

/** The code with this hash, and the person it is about. */
export async function codeByHash(db: Db, communityId: string, codeHash: string) {
  const row = await db
    .selectFrom('one_time_code as code')
    .innerJoin('resident', (join) =>
      join.onRef('resident.community_id', '=', 'code.community_id').onRef('resident.id', '=', 'code.resident_id'),
    )
    .select([
      'code.purpose',
      'code.relation',
      'code.scopes',
      'code.ends_at',
      'code.expires_at',
      'code.used_at',
      'code.used_by',
      'resident.community_id',
      'resident.id',
      'resident.name',
      'resident.birth_date',
      'resident.phone',
      'resident.grid_code',
      'resident.building',
      'resident.unit',
      'resident.room',
      'resident.living_alone',
    ])
    .where('code.community_id', '=', communityId)
    .where('code.code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && { ...row, expiresAt: row.expires_at, usedAt: row.used_at, usedBy: row.used_by }
}

/** Uses a code up. False when somebody was faster. */
export async function useCode(
  db: Db,
  code: { communityId: string; codeHash: string },
  accountId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('one_time_code')
    .set({ used_at: now, used_by: accountId })
    .where('community_id', '=', code.communityId)
    .where('code_hash', '=', code.codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
