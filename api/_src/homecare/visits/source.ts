import { careCategories } from '../../../../shared/homecare/categories.ts'
import { dayWord, dayOf, timeOf, weekdayWord } from '../../../../shared/time.ts'
import { delegatesOf, staffedAreas, type Delegate, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { listUntold, markTold, type VisitRow } from './store.ts'
import type { VisitEntry } from './tables.ts'

/** Visits as their own outbox: the resident, the family who may see, the worker, and staff when nobody comes. */
export const visitSource: DeliverySource = {
  name: 'homecare visits',
  async pending(db, scope, limit) {
    const rows = await listUntold(db, scope, limit)
    if (rows.length === 0) return []
    const people = rows.map((row) => ({ communityId: row.community_id, residentId: row.resident_id }))
    const family = await delegatesOf(db, people, 'see')
    const late = rows.filter((row) => row.late_step > 0)
    const areas = await staffedAreas(db, [
      ...new Set(late.flatMap(({ community_id: code }) => [code, code.slice(0, 9)])),
    ])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap((entry) =>
          messagesFor(row, entry, { family: ownFamily(row, entry, family), areas }).map((message) => ({
            topic: 'booking' as const,
            at: new Date(entry.at),
            version: entry.version,
            ...message,
          })),
        ),
    }))
  },
  markNotified: markTold,
}

type Words = Omit<Message, 'topic' | 'at'>
interface Around {
  family: readonly Delegate[]
  areas: readonly StaffedArea[]
}

function ownFamily(row: VisitRow, entry: VisitEntry, family: readonly Delegate[]): Delegate[] {
  return family.filter(
    ({ communityId, residentId, endsAt }) =>
      communityId === row.community_id &&
      residentId === row.resident_id &&
      (endsAt === null || endsAt > new Date(entry.at)),
  )
}

function messagesFor(row: VisitRow, entry: VisitEntry, around: Around): Words[] {
  const name = careCategories[row.category].name
  const cancelled = `${dayWord(row.day)} ${timeOf(row.starts_at)}：${row.cancel_reason}。别的日子照常。`
  const when = `${dayWord(row.day)} ${weekdayWord(row.day)} ${timeOf(row.starts_at)}`
  switch (entry.kind) {
    case 'planned':
      return entry.words === undefined
        ? []
        : toHome(row, around, {
            own: [`上门服务排好了：${name}`, `${entry.words}，${row.worker_name}来。哪天不方便，点“这次不用来”。`],
            family: [`${row.resident_name}的上门服务排好了`, `${name}，${entry.words}，${row.worker_name}去。`],
          })
    case 'assigned':
    case 'replaced':
      return [
        ...toWorker(row, `派给您一趟上门：${row.resident_name}，${name}`, `${when}，${row.address}。`),
        ...leftOut(row, entry, when),
        ...(entry.kind === 'replaced'
          ? toHome(row, around, {
              own: [`换成${row.worker_name}来了`, '让您久等，这就在路上了。有事打社区电话。'],
              family: [`${row.resident_name}的上门换了人`, `换成${row.worker_name}去，半小时内到。`],
            })
          : []),
      ]
    case 'set_out':
      return toHome(row, around, {
        own: [`${row.worker_name}出发了`, `来给您做${name}，一会儿就到。开门前先问一声是谁。`],
        family: [`${row.worker_name}出发去${row.resident_name}家了`, `${name}，${timeOf(row.starts_at)} 开始。`],
      })
    case 'arrived':
      return toFamily(row, around, [
        `${row.worker_name}到${row.resident_name}家了`,
        `${timeOf(new Date(entry.at))} 到的，做${name}。`,
      ])
    case 'done':
      return toHome(row, around, {
        own: [`${name}做完了，您觉得怎么样`, '点几颗星，说一句也行。不满意，社区会来问。'],
        family: [`${row.resident_name}家的${name}做完了`, `${doneWords(row)}点开看看，评一评。`],
      })
    case 'moved':
      return [
        ...toWorker(row, `${row.resident_name}家的上门改时间了`, `改到 ${when}，${row.address}。`),
        // The person hears of it by the booking.
        ...toFamily(row, around, [
          `${row.resident_name}的上门改时间了`,
          `原来 ${momentWords(entry.from)}，改到 ${when}。`,
        ]),
      ]
    case 'cancelled':
      return [
        ...toWorker(row, `${row.resident_name}家这次不用去了`, `${when} 的${name}：${row.cancel_reason}。`),
        ...(entry.by === '' ? [] : toPerson(row, `这次上门取消了：${name}`, cancelled)),
        ...toFamily(row, around, [`${row.resident_name}这次上门取消了`, cancelled]),
      ]
    case 'late':
      return lateMessages(row, entry, around, name)
    default:
      return []
  }
}

/** Told once to the elder, in plain words; to those who can do something about it step by step. */
function lateMessages(row: VisitRow, entry: VisitEntry, around: Around, name: string): Words[] {
  // Told late, a visit that somebody has come to would send people for nothing.
  if (row.late_outcome !== null || row.late_step === 0) return []
  const step = entry.step ?? 1
  const where = `${timeOf(row.starts_at)} 的${name}，${row.address}。`
  const staff = (code: string) => around.areas.find((area) => area.code === code)?.staff ?? []
  const page = `/desk/visits/index?community=${row.community_id}&view=late`
  const to = (accountIds: readonly string[], title: string): Words[] =>
    [...new Set(accountIds)].map((id) => ({
      recipient: { kind: 'account', id },
      title,
      body: `${where}${row.resource_id === null ? '还没有派人。' : `派的是${row.worker_name}。`}打电话问问，或者换个人去。`,
      page,
    }))
  if (step === 1) {
    return [
      ...toWorker(row, `${row.resident_name}在等您`, `${where}到了点“到了”，去不了马上打社区电话。`),
      ...to([row.assigned_by], `${row.resident_name}家还没有人到`),
      ...toHome(row, around, {
        own: ['上门的人还没到，社区在催', '您别着急，也别出门找。急事请按“求助”。'],
        family: [`${row.resident_name}家的上门晚了`, `${where}社区在催，有消息就告诉您。`],
      }),
    ]
  }
  if (step === 2) {
    const holders = staff(row.community_id).filter(({ role }) => role === 'community_staff')
    return to(
      holders.map(({ accountId }) => accountId),
      `半小时了，${row.resident_name}家还没有人到`,
    )
  }
  const street = staff(row.community_id.slice(0, 9)).filter(({ role }) => role === 'dispatcher')
  return to(
    street.map(({ accountId }) => accountId),
    `一个小时了，${row.resident_name}家还没有人到`,
  )
}

function toWorker(row: VisitRow, title: string, body: string): Words[] {
  const { worker_account_id: id } = row
  if (id === null) return []
  const page = `/desk/my-visits/index?community=${row.community_id}&day=${row.day}`
  return [{ recipient: { kind: 'account', id }, title, body, page }]
}

/** Whoever went before need not go. */
function leftOut(row: VisitRow, entry: VisitEntry, when: string): Words[] {
  const { before } = entry
  if (before === undefined || before === null || before === row.worker_account_id) return []
  return [
    {
      recipient: { kind: 'account', id: before },
      title: `${row.resident_name}家这次换人去了`,
      body: `${when}，您不用去了。`,
      page: `/desk/my-visits/index?community=${row.community_id}&day=${row.day}`,
    },
  ]
}

type TitleAndBody = readonly [title: string, body: string]

function toHome(row: VisitRow, around: Around, said: { own: TitleAndBody; family: TitleAndBody }): Words[] {
  return [...toPerson(row, ...said.own), ...toFamily(row, around, said.family)]
}

function toPerson(row: VisitRow, title: string, body: string): Words[] {
  return [{ recipient: { kind: 'resident', id: row.resident_id }, title, body, page: pageOf(row) }]
}

function toFamily(row: VisitRow, { family }: Around, [title, body]: TitleAndBody): Words[] {
  return family.map(({ accountId }) => ({
    recipient: { kind: 'account' as const, id: accountId },
    title,
    body,
    page: pageOf(row),
  }))
}

function doneWords(row: VisitRow): string {
  const open = row.tasks.filter(({ done }) => done !== true)
  return open.length === 0
    ? `${row.tasks.length} 件事都做了。`
    : `还有 ${open.length} 件没做：${open.map(({ name }) => name).join('、')}。`
}

function momentWords(at: string | undefined): string {
  if (at === undefined) return ''
  const moment = new Date(at)
  return `${dayWord(dayOf(moment))} ${timeOf(moment)}`
}

function pageOf(row: VisitRow): string {
  return `/homecare/visit/index?community=${row.community_id}&id=${row.id}`
}
