import { dayOf, dayWord } from '../../../../shared/time.ts'
import { staffedAreas, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { steeringRoles } from '../rights.ts'
import { markDueTold, untoldDue } from './store-advance.ts'

type Row = Awaited<ReturnType<typeof untoldDue>>[number]

const overdueVersion = 3

/** Shifts that are over and not settled: to the leader, and to staff once it is too late or where nobody leads. */
export const attendanceDueSource: DeliverySource = {
  name: 'attendance due',
  async pending(db, scope, limit) {
    const rows = await untoldDue(db, scope, limit)
    const areas = await staffedAreas(db, [...new Set(rows.filter(isForStaff).map((row) => row.community_id))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.shift_id,
      version: row.version,
      messages: messagesFor(row, areas).map((message) => ({ ...message, version: row.version })),
    }))
  },
  markNotified: markDueTold,
}

const leaderOf = (row: Row) => row.leader_id ?? row.leader_ids?.[0]

function isForStaff(row: Row): boolean {
  return row.version >= overdueVersion || leaderOf(row) === undefined
}

function messagesFor(row: Row, areas: readonly StaffedArea[]): Message[] {
  // Settled meanwhile: there is nothing to ask any more.
  if (row.open === 0) return []
  const what = `${dayWord(dayOf(row.starts_at))}“${row.title}，${row.task}”还有 ${row.open} 人没点`
  const due = dayWord(row.due_day)
  const common = { topic: 'volunteering' as const }
  const sheet = `/volunteering/attendance/index?community=${row.community_id}&shift=${row.shift_id}`
  const leader = leaderOf(row)
  const messages: Message[] = []
  if (leader !== undefined) {
    const isLate = row.version >= overdueVersion
    messages.push({
      ...common,
      recipient: { kind: 'resident', id: leader },
      title: isLate ? '点名过期了' : row.version === 1 ? '昨天谁来了，请点一下' : '点名快到期了',
      body: `${what}。${isLate ? `${due}是最后一天，请尽快点完。` : `${due}前点完，时长才能记上。`}`,
      page: sheet,
    })
  }
  if (isForStaff(row)) {
    const staff = areas.find(({ code }) => code === row.community_id)?.staff ?? []
    for (const id of new Set(staff.filter(({ role }) => isSteering(role)).map(({ accountId }) => accountId))) {
      messages.push({
        ...common,
        recipient: { kind: 'account', id },
        title: row.version >= overdueVersion ? '有一班的点名过期了' : '有一班还没点名',
        body: `${what}。${due}前要记上时长，带队人是${row.contact_name}。`,
        page: '/desk/attendance/index',
      })
    }
  }
  return messages
}

const isSteering = (role: string) => steeringRoles.some((steering) => steering === role)
