import { dayOf, dayWord, timeOf, weekdayWord } from '../../../../shared/time.ts'
import { menu } from '../../../../shared/volunteering/menu.ts'
import { staffedAreas, staffFor, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { areaRoles } from '../rights.ts'
import { markTold, untoldRequests, type UntoldRequest } from './store-outbox.ts'
import type { RequestStep } from './tables.ts'

/** Requests as their own outbox: the desk hears of new ones, the person and who asked of the answer. */
export const requestSource: DeliverySource = {
  name: 'volunteer requests',
  async pending(db, scope, limit) {
    const rows = await untoldRequests(db, scope, limit)
    const grids = [...new Set(rows.map(({ grid_code: grid }) => grid))]
    const areas = await staffedAreas(db, [...new Set(grids.flatMap((grid) => [grid, grid.slice(0, 12)]))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history.flatMap((step, index) =>
        index < row.notified_version
          ? []
          : messagesFor(row, step, areas).map((message) => ({ ...message, version: index + 1 })),
      ),
    }))
  },
  markNotified: markTold,
}

function messagesFor(row: UntoldRequest, step: RequestStep, areas: readonly StaffedArea[]): Message[] {
  const at = new Date(step.at)
  const day = dayOf(row.starts_at)
  const when = `${dayWord(day)} ${weekdayWord(day)} ${timeOf(row.starts_at)}`
  const what = menu[row.item].name
  const query = `?community=${row.community_id}&id=${row.id}`
  const toHome = (title: string, body: string): Message[] => {
    const message = { topic: 'volunteering', page: `/volunteering/request/index${query}`, at, title, body } as const
    const home: Message = { ...message, recipient: { kind: 'resident', id: row.resident_id } }
    return row.asked_by_name === row.resident_name
      ? [home]
      : [home, { ...message, recipient: { kind: 'account', id: row.asked_by } }]
  }
  const toDesk = (title: string, body: string): Message[] =>
    staffFor(areas, row.grid_code, areaRoles).map((accountId) => ({
      recipient: { kind: 'account', id: accountId },
      topic: 'notice',
      page: `/desk/requests/index${query}`,
      at,
      title,
      body,
    }))
  switch (step.step) {
    case 'asked':
      return toDesk(`${row.resident_name}请志愿者${what}`, `${when}，${row.address}。${dayWord(row.due_day)}前要答复。`)
    case 'accepted':
      return toHome(`志愿者可以来${what}`, `${when}。${step.words}有人报名就告诉您。`)
    case 'found':
      return toHome(`有志愿者来${what}了`, `${when}。点开看是谁，开门前问一问编号。`)
    case 'unmet':
      return [
        ...toDesk(`还没人接：${row.resident_name}要${what}`, `${when}，${row.address}。请叫一叫人，或者给他回个电话。`),
        ...toHome(`${what}还在找人`, `${when}。社区在帮您找，找到就告诉您。`),
      ]
    case 'refused':
      return toHome(`这次没法${what}`, `${when}。${step.words}`)
    case 'withdrawn':
      return [
        ...toDesk(`${row.resident_name}不用${what}了`, `${when}，${row.address}。${step.words}`),
        ...(step.by === row.asked_by ? [] : toHome(`${what}取消了`, `${when}。${step.byName}取消的。${step.words}`)),
      ]
  }
}
