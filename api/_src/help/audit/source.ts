import { staffedAreas, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, PendingRow } from '../../platform/deliver/source.ts'
import { alarmText, lateBefore } from './decide.ts'
import { listLate, listUntoldAlarms, markAlarmTold } from './store.ts'

const callsTold = 50
/** Who hears the alarm: the community's own people and the street, or else the district. */
const communityDigits = 12
const streetDigits = 9
const districtDigits = 6
const idPrefix = 'late-calls-'

/** The alarm of the auditor, by the auditor's own row: calls that nothing moves cannot tell it themselves. */
export const auditSource: DeliverySource = {
  name: 'help audit',
  async pending(db, { communityIds, rowId }, limit) {
    // The news of one call is never an alarm: alarms are told by the sweep behind the audit.
    if (rowId !== undefined) return []
    const alarms = await listUntoldAlarms(db, communityIds, limit)
    const [first] = alarms
    if (!first) return []
    const alarmed = alarms.map(({ community_id: id }) => id)
    const calls = await listLate(db, alarmed, lateBefore(first.checked_at), callsTold)
    const codes = alarmed.flatMap((id) => [id, id.slice(0, streetDigits), id.slice(0, districtDigits)])
    const areas = await staffedAreas(db, [...new Set(codes)])
    return alarms.flatMap((alarm) => {
      if (alarm.late_since === null) return []
      const late = calls.filter(({ communityId }) => communityId === alarm.community_id)
      return {
        communityId: alarm.community_id,
        id: `${idPrefix}${alarm.late_since.getTime()}`,
        version: alarm.late_calls,
        messages:
          late.length === 0 ? [] : messagesFor(alarm.community_id, alarm, alarmText(late, alarm.checked_at), areas),
      }
    })
  },
  markNotified: (db, { communityId, id }) =>
    markAlarmTold(db, communityId, new Date(Number(id.slice(idPrefix.length)))),
}

function messagesFor(
  communityId: string,
  { late_calls: version, late_since: at }: { late_calls: number; late_since: Date | null },
  text: { title: string; body: string },
  areas: readonly StaffedArea[],
): PendingRow['messages'] {
  const near = [...staffOf(communityId, areas), ...staffOf(communityId.slice(0, streetDigits), areas)]
  const concerned = near.length > 0 ? near : staffOf(communityId.slice(0, districtDigits), areas)
  return [...new Set(concerned)].map((accountId) => ({
    recipient: { kind: 'account' as const, id: accountId },
    topic: 'help' as const,
    ...text,
    page: '/desk/index/index',
    ...(at && { at }),
    version,
  }))
}

/** Of a community its staff and administrators, of a street or district who is at its desk. */
function staffOf(code: string, areas: readonly StaffedArea[]): string[] {
  const roles = code.length === communityDigits ? ['community_staff', 'admin'] : ['dispatcher']
  const staff = areas.find((area) => area.code === code)?.staff ?? []
  return staff.filter(({ role }) => roles.includes(role)).map(({ accountId }) => accountId)
}
