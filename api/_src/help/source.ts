import { delegatesOf } from '../people/index.ts'
import type { DeliverySource } from '../platform/deliver/source.ts'
import { messagesFor } from './messages.ts'
import { listUntold, markTold } from './store.ts'

/** Help calls as their own outbox: two statements for any number of rows. */
export const helpSource: DeliverySource = {
  name: 'help',
  async pending(db, scope, limit) {
    const untold = await listUntold(db, scope, limit)
    if (untold.length === 0) return []
    const delegates = await delegatesOf(
      db,
      untold.map(({ call: { communityId, residentId } }) => ({ communityId, residentId })),
      ['help', 'come', 'key'],
    )
    return untold.map(({ call, toldVersion }) => {
      // Who was allowed something when the call began is told to its end.
      const near = delegates.filter(({ endsAt }) => endsAt === null || endsAt > call.raisedAt)
      const around = {
        family: near.filter(({ scopes }) => scopes.includes('help')),
        neighbours: near.filter(({ scopes }) => scopes.includes('come') || scopes.includes('key')),
      }
      return {
        communityId: call.communityId,
        id: call.id,
        version: call.version,
        messages: messagesFor(call, toldVersion, around),
      }
    })
  },
  markNotified: markTold,
}
