import { dayWord } from '../../../shared/time.ts'
import { staffedAreas, type StaffedArea } from '../people/index.ts'
import type { DeliverySource, Message } from '../platform/deliver/source.ts'
import { answersOn, digitsOfLevel } from './decide-complaint.ts'
import { markCommendationTold, untoldCommendations } from './store-commendation.ts'
import { markComplaintTold, untoldComplaints, type ComplaintRow } from './store-complaint.ts'
import type { ComplaintStep } from './tables.ts'

/** Commendations as their own outbox: the volunteer hears of a confirmed one. */
export const commendationSource: DeliverySource = {
  name: 'commendations of volunteers',
  async pending(db, scope, limit) {
    const rows = await untoldCommendations(db, scope, limit)
    return rows.map((row) => ({
      communityId: row.communityId,
      id: row.id,
      version: row.version,
      messages:
        row.status === 'confirmed'
          ? [
              {
                recipient: { kind: 'resident', id: row.residentId },
                topic: 'volunteering',
                title: `您得了表彰：${row.name}`,
                body: `${row.granter}，${dayWord(row.grantedOn)}。${row.reason}`,
                page: '/evaluations/evaluate/index',
                version: row.version,
                ...(row.decidedAt === null ? {} : { at: row.decidedAt }),
              },
            ]
          : [],
    }))
  },
  markNotified: markCommendationTold,
}

/** Complaints as their own outbox: the level that answers, and who complained. Nobody who is accused is told. */
export const complaintSource: DeliverySource = {
  name: 'complaints about volunteering',
  async pending(db, scope, limit) {
    const rows = await untoldComplaints(db, scope, limit)
    const codes = rows.flatMap(({ communityId }) => digitsOfLevel.map((digits) => communityId.slice(0, digits)))
    const areas = await staffedAreas(db, [...new Set(codes)])
    return rows.map((row) => ({
      communityId: row.communityId,
      id: row.id,
      version: row.version,
      messages: row.history.flatMap((step, index) =>
        index < row.notifiedVersion
          ? []
          : messagesFor(row, step, areas).map((message) => ({ ...message, version: index + 1 })),
      ),
    }))
  },
  markNotified: markComplaintTold,
}

function messagesFor(row: ComplaintRow, step: ComplaintStep, areas: readonly StaffedArea[]): Message[] {
  const common = { topic: 'notice' as const, at: new Date(step.at) }
  if (step.step === 'answered') {
    const message = {
      ...common,
      topic: 'volunteering' as const,
      title: `“${row.aboutName}”的意见，有答复了`,
      body: `${step.byName}：${step.words}`,
      page: '/evaluations/complaint/index',
    }
    return [{ ...message, recipient: { kind: 'account', id: row.byAccountId } }]
  }
  // Told late, one that is answered would send somebody for nothing.
  if (step.step === 'satisfied' || row.status !== 'open' || step.level !== row.level) return []
  const title = {
    opened: `有人对“${row.aboutName}”有意见`,
    not_satisfied: `“${row.aboutName}”的答复，人家不满意`,
    risen: `“${row.aboutName}”的意见过了时间没答复`,
  }[step.step]
  const body = row.dueDay === null ? '请看看卡在哪里。' : `${dayWord(row.dueDay)}前答复。`
  return staffOn(areas, row, step.level).map((id) => ({
    ...common,
    recipient: { kind: 'account', id },
    title,
    body,
    page: `/desk/evaluations/index?community=${row.communityId}`,
  }))
}

/** Who answers on this level, or on the next one that has anybody; never who complained. */
function staffOn(areas: readonly StaffedArea[], row: ComplaintRow, from: number): string[] {
  for (const [level, digits] of digitsOfLevel.entries()) {
    if (level < from) continue
    const staff = areas.find(({ code }) => code === row.communityId.slice(0, digits))?.staff ?? []
    const answering = staff.filter((post) => answersOn(post, row.communityId, level))
    const ids = answering.flatMap(({ accountId }) => (accountId === row.byAccountId ? [] : [accountId]))
    if (ids.length > 0) return [...new Set(ids)]
  }
  return []
}
