import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory, beginHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { GroupKey } from './store.ts'
import type { GroupStep, MemberStep } from './tables.ts'
import './tables.ts'
import '../tables.ts'

export interface MemberKey extends GroupKey {
  residentId: string
}

const isDone = ({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows > 0n

/** The first ask of somebody. `lost` = they have a row already; look again. */
export async function insertAsk(
  db: Db,
  { communityId, groupId, residentId }: MemberKey,
  { id, name, step, now }: { id: string; name: string; step: MemberStep; now: Date },
): Promise<'done' | 'lost' | 'id_taken'> {
  try {
    await db
      .insertInto('group_member')
      .values({
        community_id: communityId,
        group_id: groupId,
        resident_id: residentId,
        id,
        command_id: id,
        name,
        status: 'asked',
        words: step.words,
        answer: '',
        asked_at: now,
        joined_at: null,
        ended_at: null,
        decided_by_name: '',
        notices_seen_at: null,
        version: 1,
        notified_version: 0,
        history: json([step]),
      })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'lost'
    if (isDuplicate(error, 'group_member_id')) return 'id_taken'
    throw error
  }
}

/** One member's row moves by its version; `step.version` is the new one. */
function memberAt(db: Db, { communityId, groupId, residentId }: MemberKey, step: MemberStep) {
  return db
    .updateTable('group_member as m')
    .set('m.history', appendHistory(step, 'm.history'))
    .set('m.version', step.version)
    .where('m.community_id', '=', communityId)
    .where('m.group_id', '=', groupId)
    .where('m.resident_id', '=', residentId)
    .where('m.version', '=', step.version - 1)
}

/** Somebody who was refused, left or was taken off asks again. */
export async function askAgain(
  db: Db,
  key: MemberKey,
  { commandId, name, step, now }: { commandId: string; name: string; step: MemberStep; now: Date },
): Promise<boolean> {
  return isDone(
    await memberAt(db, key, step)
      .set({ status: 'asked', command_id: commandId, name, words: step.words, answer: '', asked_at: now })
      .where('m.status', 'in', ['refused', 'left', 'removed'])
      .executeTakeFirstOrThrow(),
  )
}

/** Ends an ask: refused, or taken back. */
export async function endAsk(db: Db, key: MemberKey, step: MemberStep, now: Date): Promise<boolean> {
  const isRefusal = step.kind === 'refused'
  return isDone(
    await memberAt(db, key, step)
      .set({ status: isRefusal ? 'refused' : 'left', ended_at: now })
      .set(isRefusal ? { answer: step.words, decided_by_name: step.byName } : {})
      .where('m.status', '=', 'asked')
      .executeTakeFirstOrThrow(),
  )
}

/** Membership and number of members in ONE statement. */
function both(db: Db, { communityId, groupId, residentId }: MemberKey, step: MemberStep) {
  return db
    .updateTable(['volunteer_group as g', 'group_member as m'])
    .set('m.history', appendHistory(step, 'm.history'))
    .set('m.version', step.version)
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .where('m.community_id', '=', communityId)
    .whereRef('m.group_id', '=', 'g.id')
    .where('m.resident_id', '=', residentId)
    .where('m.version', '=', step.version - 1)
}

/** Who asked is in. */
export async function join(db: Db, key: MemberKey, step: MemberStep, now: Date): Promise<boolean> {
  return isDone(
    await both(db, key, step)
      .set('g.member_count', (eb) => eb('g.member_count', '+', 1))
      .set('m.status', 'member')
      .set('m.joined_at', now)
      .set('m.ended_at', null)
      .set('m.answer', step.words)
      .set('m.decided_by_name', step.byName)
      .where('g.status', '=', 'active')
      .where('m.status', '=', 'asked')
      .executeTakeFirstOrThrow(),
  )
}

/**
 * Somebody leaves or is taken off, and is no deputy any more. `groupVersion` is the one that was looked at: whoever was
 * made leader meanwhile does not go.
 */
export async function leave(
  db: Db,
  key: MemberKey,
  step: MemberStep,
  group: {
    version: number
    leaderIds: readonly string[]
    offeredTo: string | null
    /** A deputy goes, or the one who was asked to lead. */
    isConcerned: boolean
    step: GroupStep
  },
  now: Date,
): Promise<boolean> {
  const gone = both(db, key, step)
    .set('g.member_count', (eb) => eb('g.member_count', '-', 1))
    .set('m.status', step.kind === 'removed' ? 'removed' : 'left')
    .set('m.ended_at', now)
    .set('m.answer', step.kind === 'removed' ? step.words : '')
    .set('m.decided_by_name', step.kind === 'removed' ? step.byName : '')
    .where('g.version', '=', group.version)
    .where('m.status', '=', 'member')
  if (!group.isConcerned) return isDone(await gone.executeTakeFirstOrThrow())
  return isDone(
    await gone
      .set('g.leader_ids', json([...group.leaderIds]))
      .set('g.offered_to', group.offeredTo === key.residentId ? null : group.offeredTo)
      .set('g.history', beginHistory(group.step, 'g.history'))
      .set('g.version', group.step.version)
      .executeTakeFirstOrThrow(),
  )
}

/** The notices up to now were on this member's screen. */
export async function markSeen(db: Db, { communityId, groupId, residentId }: MemberKey, now: Date): Promise<void> {
  await db
    .updateTable('group_member')
    .set({ notices_seen_at: now })
    .where('community_id', '=', communityId)
    .where('group_id', '=', groupId)
    .where('resident_id', '=', residentId)
    .where('status', '=', 'member')
    .execute()
}

/** A notice for everybody who is in. `repeat` = an earlier arrival wrote it. */
export async function insertNotice(
  db: Db,
  { communityId, groupId }: GroupKey,
  notice: { id: string; title: string; words: string; by: string; byName: string },
  now: Date,
): Promise<'done' | 'repeat' | 'id_taken'> {
  try {
    await db
      .insertInto('group_notice')
      .values({
        community_id: communityId,
        id: notice.id,
        group_id: groupId,
        title: notice.title,
        words: notice.words,
        written_by: notice.by,
        written_by_name: notice.byName,
        written_at: now,
        version: 1,
        notified_version: 0,
      })
      .execute()
    return 'done'
  } catch (error) {
    if (!isDuplicate(error, 'PRIMARY')) throw error
  }
  const earlier = await db
    .selectFrom('group_notice')
    .select(['group_id', 'written_by'])
    .where('community_id', '=', communityId)
    .where('id', '=', notice.id)
    .executeTakeFirst()
  return earlier?.group_id === groupId && earlier.written_by === notice.by ? 'repeat' : 'id_taken'
}
