import type { deskContract } from '../../../shared/help/desk-contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { ok } from '../../../shared/result.ts'
import { dayOf, instantOf } from '../../../shared/time.ts'
import { isBeatDue, ladderStaff, noteDeskSeen } from '../people/index.ts'
import type { Handlers } from '../platform/slice.ts'
import { moveAllOn } from './advance.ts'
import { lastAudit } from './audit/store.ts'
import { auditOf, sinceCursor } from './desk-picture.ts'
import { deskGrants, isInArea } from './duty.ts'
import { onDuty } from './on-duty.ts'
import { countEndedSince, listOnDesk } from './store.ts'
import { deskCall, inQueueOrder } from './view.ts'

/** A street's desk shows the people of the communities in trouble; a community's desk always shows its own. */
const mostCommunitiesInFull = 3

/** What the desks look at. */
export const deskHandlers: Pick<Handlers<typeof deskContract>, 'help.desk'> = {
  async 'help.desk'({ cursor }, context) {
    const { actor, db, now, announce, afterwards } = context
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0)
      return ok(sinceCursor({ calls: [], onDuty: [], closedToday: 0 }, cursor, now, auditOf(null, [], now)))
    const gridPrefixes = grants.map((grant) => grant.areaCode)
    const [listed, closedToday, checkedAt] = await Promise.all([
      listOnDesk(db, communityIds),
      countEndedSince(db, { communityIds, gridPrefixes }, instantOf(dayOf(now))),
      lastAudit(db, communityIds),
    ])
    const own = listed.filter((call) => isInArea(actor, call))
    const calls = (await moveAllOn(context, own)).filter((call) => isOpen(call.status) || call.callBack)
    for (const call of calls)
      if (own.some(({ id, version }) => id === call.id && version < call.version)) announce(call)
    const shown = communityIds.length <= mostCommunitiesInFull ? communityIds : calls.map((call) => call.communityId)
    const above = [...shown, ...grants.map((grant) => grant.areaCode)].flatMap(areasAbove)
    const areas = await ladderStaff(context, [...new Set(above)], [...new Set(shown)])
    const me = areas.flatMap(({ staff }) => staff).find(({ accountId }) => accountId === actor.accountId)
    if (isBeatDue(me?.deskSeenAt, now)) afterwards(() => noteDeskSeen(db, actor.accountId, now))
    const picture = {
      calls: calls.map((call) => deskCall(call, actor, areas, now)).toSorted(inQueueOrder),
      onDuty: onDuty(areas, calls, actor, now),
      closedToday,
    }
    return ok(sinceCursor(picture, cursor, now, auditOf(checkedAt, calls, now)))
  },
}

function areasAbove(code: string): string[] {
  return [6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits))
}
