import { delegatesOf, type Delegate } from '../people/index.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Message } from '../platform/deliver/source.ts'

/** A message stands on a locked screen for everybody to read: it says that there is news, and never what. */
const title = '有一条健康消息，点开看'

interface About {
  version: number
  at: Date
}

interface RowOfPerson {
  community_id: string
  resident_id: string
}

/** The family who may see it, for many rows at once. */
export async function familyOf(db: Db, rows: readonly RowOfPerson[]): Promise<readonly Delegate[]> {
  const persons = rows.map((row) => ({ communityId: row.community_id, residentId: row.resident_id }))
  return delegatesOf(db, persons, 'see')
}

/** To the person and to the family who may see it. */
export function toPerson(
  { community_id: communityId, resident_id: residentId }: RowOfPerson,
  family: readonly Delegate[],
  { version, at }: About,
): (Message & { version: number })[] {
  const common = { topic: 'notice' as const, title, page: `/health/home/index?person=${residentId}`, at, version }
  const relatives = family.filter(
    (one) =>
      one.communityId === communityId && one.residentId === residentId && (one.endsAt === null || one.endsAt > at),
  )
  return [
    { ...common, recipient: { kind: 'resident', id: residentId }, body: '在“家庭医生和体检”里能看到。' },
    ...relatives.map(({ accountId }) => ({
      ...common,
      recipient: { kind: 'account' as const, id: accountId },
      body: '是您家里人的。在“家庭医生和体检”里能看到。',
    })),
  ]
}

/** To a doctor or to staff. */
export function toStaff(accountId: string, version: number, at?: Date): Message & { version: number } {
  const recipient = { kind: 'account' as const, id: accountId }
  const body = '在“健康工作台”里能看到。'
  return { recipient, topic: 'notice', title, body, page: '/desk/health/index', version, ...(at && { at }) }
}
