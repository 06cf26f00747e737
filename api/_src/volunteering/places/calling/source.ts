import { dayOf, dayPhrase, timeOf } from '../../../../../shared/time.ts'
import type { DeliverySource, PendingRow } from '../../../platform/deliver/source.ts'
import { markCalled, untoldCalls, type UntoldCall } from './store-outbox.ts'

/** So many are told at once; whether a place is still free is looked up before the next. */
export const portion = 50

/** Who has signed up, or left, since the call needs no asking. Each message has the place of its reader in the list for a version: told again after a crash, it is the same one. */
export function newsOfCall(row: UntoldCall): PendingRow {
  const { title, task, place, words } = row
  const when = `${dayPhrase(dayOf(row.starts_at), dayOf(row.called_at))} ${timeOf(row.starts_at)}–${timeOf(row.ends_at)}`
  const said = words === '' ? '' : `${row.called_by_name}说：${words}。`
  const next = row.people.slice(row.told, row.told + portion)
  const answered = new Set(row.answered)
  return {
    communityId: row.community_id,
    id: row.id,
    version: row.told + next.length,
    messages: next
      .map((residentId, index) => ({ residentId, index }))
      .filter(({ residentId }) => !answered.has(residentId))
      .map(({ residentId, index }) => ({
        recipient: { kind: 'resident', id: residentId },
        topic: 'volunteering',
        title: '临时缺人，您能来吗',
        body: `${title}，${task}。${when}，${place}。${said}来不了不用回。`,
        page: `/volunteering/call/index?shift=${row.shift_id}`,
        version: row.told + index + 1,
      })),
  }
}

/** Calls are their own outbox, told in portions. */
export const callNews: DeliverySource = {
  name: 'shift call',
  pending: async (db, scope, limit) => (await untoldCalls(db, scope, limit)).map(newsOfCall),
  markNotified: markCalled,
}
