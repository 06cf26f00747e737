import { dayWord } from '../../../../shared/time.ts'
import { staffedAreas, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { listUntoldComplaints, markComplaintTold, type ComplaintRow } from './store-complaint.ts'
import type { ComplaintEntry } from './tables.ts'

const digitsOfStep = [12, 9, 6]
const answering = ['community_staff', 'dispatcher', 'admin'] as const

/** Complaints as their own outbox: the level that has to answer, and in the end the resident and who complained. */
export const complaintSource: DeliverySource = {
  name: 'homecare complaints',
  async pending(db, scope, limit) {
    const rows = await listUntoldComplaints(db, scope, limit)
    if (rows.length === 0) return []
    const codes = rows.flatMap((row) => digitsOfStep.map((digits) => row.community_id.slice(0, digits)))
    const areas = await staffedAreas(db, [...new Set(codes)])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap((entry) => messagesFor(row, entry, areas).map((message) => ({ ...message, version: entry.version }))),
    }))
  },
  markNotified: markComplaintTold,
}

function messagesFor(row: ComplaintRow, entry: ComplaintEntry, areas: readonly StaffedArea[]): Message[] {
  const common = { topic: 'booking' as const, at: new Date(entry.at) }
  const home = `/homecare/visit/index?community=${row.community_id}&id=${row.visit_id}`
  if (entry.kind === 'answered') {
    const words = {
      title: '您说的上门的事，社区答复了',
      body: `${row.answered_by_name ?? ''}：${row.answer}`,
      page: home,
    }
    const person: Message = { ...common, ...words, recipient: { kind: 'resident', id: row.resident_id } }
    const teller: Message = { ...common, ...words, recipient: { kind: 'account', id: row.by_account_id } }
    return [person, teller]
  }
  // Told late, one that is answered would send somebody for nothing.
  if (row.status !== 'open') return []
  const isNew = entry.kind === 'opened'
  const page = `/desk/visits/index?community=${row.community_id}&view=complaints`
  return staffAt(areas, row.community_id, entry.step ?? 0).map((id) => ({
    ...common,
    recipient: { kind: 'account', id },
    title: isNew ? `${row.resident_name}家对上门不满意` : `${row.resident_name}的投诉过了时间还没答复`,
    body: `${row.by_name}：${row.words}。${isNew ? `${dayWord(row.due_day)}前答复。` : '请看看卡在哪里。'}`,
    page,
  }))
}

/** Who answers at this level, or at the next one that has anybody. */
function staffAt(areas: readonly StaffedArea[], communityId: string, step: number): string[] {
  for (const digits of digitsOfStep.slice(step)) {
    const staff = areas.find(({ code }) => code === communityId.slice(0, digits))?.staff ?? []
    const working = staff.filter(({ role }) => answering.some((one) => one === role))
    if (working.length > 0) return working.map(({ accountId }) => accountId)
  }
  return []
}
