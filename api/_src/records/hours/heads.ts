import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { emptyHead, headAfter, type Head } from './chain.ts'
import './tables.ts'

/** Where each chain stands, lines beyond the account counted; makes the account of who has none. */
export async function headsFor(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
): Promise<Map<string, Head>> {
  const heads = await headsOf(db, communityId, residentIds)
  const without = residentIds.filter((residentId) => !heads.has(residentId))
  if (without.length === 0) return heads
  await moveAccounts(db, communityId, new Map(without.map((residentId) => [residentId, emptyHead])))
  return headsOf(db, communityId, residentIds)
}

/** Where the chains of these volunteers stand; nobody's who has no account. One round trip. */
export async function headsOf(db: Db, communityId: string, residentIds: readonly string[]): Promise<Map<string, Head>> {
  const rows = await db
    .selectFrom('hours_account as a')
    .leftJoin('hours_entry as e', (join) =>
      join
        .onRef('e.community_id', '=', 'a.community_id')
        .onRef('e.resident_id', '=', 'a.resident_id')
        .onRef('e.seq', '>', 'a.entries'),
    )
    .where('a.community_id', '=', communityId)
    .where('a.resident_id', 'in', [...residentIds])
    .orderBy('a.resident_id')
    .orderBy('e.seq')
    .select(['a.resident_id', 'a.entries', 'a.automatic_minutes', 'a.added_minutes', 'a.last_hash'])
    .select(['e.seq', 'e.basis', 'e.minutes', 'e.hash'])
    .execute()
  const heads = new Map<string, Head>()
  for (const row of rows) {
    const head = heads.get(row.resident_id) ?? {
      entries: row.entries,
      automaticMinutes: row.automatic_minutes,
      addedMinutes: row.added_minutes,
      lastHash: row.last_hash,
    }
    const { seq, basis, minutes, hash } = row
    const isBeyond = seq !== null && basis !== null && minutes !== null && hash !== null
    heads.set(row.resident_id, isBeyond ? headAfter(head, { seq, basis, minutes, hash }) : head)
  }
  return heads
}

/** Moves accounts forward to these heads, never backwards: what a head holds follows from its number of lines alone. */
export async function moveAccounts(db: Db, communityId: string, heads: ReadonlyMap<string, Head>): Promise<void> {
  if (heads.size === 0) return
  await db
    .insertInto('hours_account')
    .values(
      [...heads].map(([residentId, head]) => ({
        community_id: communityId,
        resident_id: residentId,
        entries: head.entries,
        automatic_minutes: head.automaticMinutes,
        added_minutes: head.addedMinutes,
        last_hash: head.lastHash,
      })),
    )
    // MySQL sets from left to right: `entries`, which the others ask, comes last.
    .onDuplicateKeyUpdate({
      automatic_minutes: whenFurther('automatic_minutes'),
      added_minutes: whenFurther('added_minutes'),
      last_hash: whenFurther('last_hash'),
      entries: whenFurther('entries'),
    })
    .execute()
}

function whenFurther<Value>(column: string): RawBuilder<Value> {
  return sql<Value>`if(entries < ${inserted('entries')}, ${inserted(column)}, ${sql.ref(column)})`
}
