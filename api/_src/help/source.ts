import { delegatesOf, staffedAreas } from '../people/index.ts'
import type { DeliverySource } from '../platform/deliver/source.ts'
import { ladderCodes } from './duty.ts'
import { messagesFor } from './messages.ts'
import { listUntold, markTold } from './store.ts'

/** Help calls as their own outbox: three statements for any number of rows. */
export const helpSource: DeliverySource = {
  name: 'help',
  async pending(db, scope, limit) {
    const untold = await listUntold(db, scope, limit)
    if (untold.length === 0) return []
    const areas = await staffedAreas(db, [...new Set(untold.flatMap(({ call }) => ladderCodes(call.gridCode)))])
    const delegates = await delegatesOf(
      db,
      untold.map(({ call: { communityId, residentId } }) => ({ communityId, residentId })),
      'help',
    )
    const raised = (residentId: string) => untold.find(({ call }) => call.residentId === residentId)?.call.raisedAt
    // Who could press for help when the call began is told to its end.
    const family = delegates.filter(({ residentId, endsAt }) => {
      const since = raised(residentId)
      return endsAt === null || (since !== undefined && endsAt > since)
    })
    return untold.map(({ call, toldVersion }) => ({
      communityId: call.communityId,
      id: call.id,
      version: call.version,
      messages: messagesFor(call, toldVersion, { areas, family }),
    }))
  },
  markNotified: markTold,
}
