import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { steeringRoles } from '../rights.ts'
import { checkIn, checkOut, presence } from './handlers-check.ts'
import { attendance, attendanceCodes, mayLead, rollCall, walkIn } from './handlers-roll.ts'
import { findOpenLists, findWall } from './store-lists.ts'
import { toOpenList, toWall } from './view.ts'

/** So many days after today are on the wall. */
const wallDays = 7

/** Where somebody may have something to settle: at home, and where they hold a post. */
function communitiesOf(actor: Actor): string[] {
  const posted = actor.staff.flatMap(({ communityIds }) => communityIds)
  const home = actor.identity ? [actor.identity.communityId] : []
  return [...new Set([...home, ...posted.filter((id) => holdsRoleOver(actor, steeringRoles, id))])]
}

export const attendanceHandlers: Handlers<typeof attendanceContract> = {
  'volunteering.presence': presence,
  'volunteering.checkIn': checkIn,
  'volunteering.checkOut': checkOut,
  'volunteering.attendanceCodes': attendanceCodes,
  'volunteering.attendance': attendance,
  'volunteering.rollCall': rollCall,
  'volunteering.walkIn': walkIn,

  async 'volunteering.unrecorded'(_, { db, actor, now }) {
    const today = dayOf(now)
    const rows = await findOpenLists(db, communitiesOf(actor), instantOf(addDays(today, 1)))
    const lists = rows.filter((row) => mayLead(actor, row)).map((row) => toOpenList(row, now))
    return ok({ lists, today })
  },

  async 'volunteering.wall'({ communityId }, { db, actor, now }) {
    if (!holdsRoleOver(actor, steeringRoles, communityId)) return refuse('not_found')
    const today = dayOf(now)
    const tomorrow = instantOf(addDays(today, 1))
    const span = { from: instantOf(today), until: instantOf(addDays(today, 1 + wallDays)), namesUntil: tomorrow }
    return ok({ ...toWall(await findWall(db, communityId, span), now), now: now.toISOString() })
  },
}
