import { staffedAreas, staffFor, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { careRoles } from '../person.ts'
import { listUntold, markTold, type UntoldRow } from './store-outbox.ts'
import type { ApplicationEntry } from './tables.ts'

/** Applications as their own outbox: the desk hears of a new one, the person and who applied of every step. */
export const applicationSource: DeliverySource = {
  name: 'homecare applications',
  async pending(db, scope, limit) {
    const rows = await listUntold(db, scope, limit)
    const grids = [...new Set(rows.map(({ grid_code: grid }) => grid))]
    const areas = await staffedAreas(db, [...new Set(grids.flatMap((grid) => [grid, grid.slice(0, 12)]))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap((entry) => messagesFor(row, entry, areas).map((message) => ({ ...message, version: entry.version }))),
    }))
  },
  markNotified: markTold,
}

function messagesFor(row: UntoldRow, entry: ApplicationEntry, areas: readonly StaffedArea[]): Message[] {
  const at = new Date(entry.at)
  const query = `?community=${row.community_id}&id=${row.id}`
  const forDesk = { topic: 'notice' as const, page: `/desk/homecare-case/index${query}`, at }
  const forPerson = { topic: 'notice' as const, page: `/homecare/application/index${query}`, at }
  const { resident_name: name } = row
  if (entry.kind === 'applied' || entry.kind === 'withdrawn') {
    const isNew = entry.kind === 'applied'
    const title = isNew ? `${name}申请居家养老` : `${name}不申请居家养老了`
    const body = isNew ? `${row.address}。${dayWords(row.due_day)}前要定下来，先约个时间上门看看。` : `${row.address}。`
    const desk = staffFor(areas, row.grid_code, careRoles).map((accountId): Message => ({
      ...forDesk,
      recipient: { kind: 'account', id: accountId },
      title,
      body,
    }))
    return entry.by === row.applied_by && row.delegate_name === null
      ? desk
      : [...desk, ...toHome(forPerson, row, entry)]
  }
  return toHome(forPerson, row, entry)
}

/** To the person, and to whoever applied for them. */
function toHome(common: Pick<Message, 'topic' | 'page' | 'at'>, row: UntoldRow, entry: ApplicationEntry): Message[] {
  const { title, body } = wordsFor(row, entry)
  const home: Message = { ...common, recipient: { kind: 'resident', id: row.resident_id }, title, body }
  if (row.delegate_name === null) return [home]
  const whose = `${row.resident_name}：${title}`
  return [home, { ...common, recipient: { kind: 'account', id: row.applied_by }, title: whose, body }]
}

function wordsFor(row: UntoldRow, { kind, byName, words }: ApplicationEntry): { title: string; body: string } {
  const complaint = `不同意，可以找${row.complaintPlace}，电话 ${row.complaintPhone}。`
  const said = {
    applied: {
      title: '居家养老的申请交上去了',
      body: `${byName}办的。${dayWords(row.due_day)}前有答复，社区会先上门看看。`,
    },
    withdrawn: { title: '居家养老的申请撤回了', body: `${byName}撤的。想办随时再申请。` },
    assessed: { title: '社区上门看过了', body: `${byName}记下了情况，${dayWords(row.due_day)}前有答复。` },
    approved: { title: '居家养老批下来了', body: `${words}接下来签协议，签好就有人上门。` },
    refused: { title: '居家养老这次没批', body: `${words}${complaint}` },
  }
  return said[kind]
}

function dayWords(day: string): string {
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`
}
