import type { StaffedArea } from '../people/index.ts'
import type { Message } from '../platform/deliver/source.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import type { Call, HistoryEntry } from './call.ts'
import { staffFrom } from './duty.ts'

/** Somebody whom the resident allowed to press for help: the one who is told first. */
export interface Family {
  accountId: string
  residentId: string
}

export interface Around {
  areas: readonly StaffedArea[]
  family: readonly Family[]
}

type Text = { title: string; body: string }

/**
 * What must be said about the versions after `toldVersion`, in a neighbour's words: to the staff of each level that is
 * rung, to the family beside them, and to the person in need when somebody answers, comes and goes. A ring that is
 * told late is left out when the call is over: it would send people running.
 */
export function messagesFor(call: Call, toldVersion: number, around: Around): (Message & { version: number })[] {
  const messages = new Map<string, Message & { version: number }>()
  for (const entry of call.history) {
    if (entry.version <= toldVersion) continue
    for (const message of messagesOf(call, entry, around)) {
      const key = `${entry.version} ${message.recipient.id}`
      if (!messages.has(key)) messages.set(key, { ...message, version: entry.version })
    }
  }
  return [...messages.values()]
}

function messagesOf(call: Call, entry: HistoryEntry, around: Around): Message[] {
  const who = call.residentName
  const by = entry.byName ?? ''
  const familyAndPerson = (toPerson: Text, toFamily: Text) => [
    forPerson(call, toPerson),
    ...forFamily(call, around, entry, toFamily),
  ]
  switch (entry.kind) {
    case 'raised':
      return [
        ...ring(call, around, 'grid', { title: `${who}按了求助`, body: `${call.address}。打开值守台，点“接警”。` }),
        ...forFamily(call, around, entry, { title: `${who}按了求助`, body: '社区的铃已经响了。您也可以先打个电话。' }),
      ]
    case 'pressed_again':
      return forResponder(call, { title: `${who}又按了一次`, body: `${call.address}。先打个电话问问。` })
    case 'attached':
      if (entry.byAccountId === call.responderAccountId) return []
      return forResponder(call, {
        title: entry.text === 'photo' ? `${who}那边发来一张照片` : `${who}那边发来一段话`,
        body: '打开值守台，在这一条求助里看。',
      })
    case 'risen': {
      const level = entry.toLevel ?? 'grid'
      const stalled = call.responderName === null ? '' : `${call.responderName}接了，一直没有动静。`
      return ring(call, around, level, {
        title: `${stalled === '' ? '没人接' : '没有动静'}：${who}在求助`,
        body: `${stalled}${call.address}。打开值守台，点“接警”。`,
      })
    }
    case 'acknowledged':
      return familyAndPerson(
        { title: `${by}接了您的求助`, body: `${by}是${entry.byPost ?? '社区的人'}，会马上和您联系。` },
        { title: `${by}接了${who}的求助`, body: `${by}是${entry.byPost ?? '社区的人'}。` },
      )
    case 'set_out':
      return familyAndPerson(
        { title: `${by}出发了`, body: `${by}说 ${entry.minutes ?? 0} 分钟内到。进门会报名字，您坐着等。` },
        { title: `${by}去看${who}了`, body: `${by}说 ${entry.minutes ?? 0} 分钟内到。` },
      )
    case 'arrived':
      return familyAndPerson(
        { title: `${by}到了`, body: `${by}在门口，会报名字。` },
        { title: `${by}到${who}家了`, body: '情况怎样，结束后再告诉您。' },
      )
    case 'closed':
      return familyAndPerson(
        {
          title: '这次求助结束了',
          body: call.note === '' ? `${by}处理好了。要帮忙就再按一次。` : `${by}说：${call.note}`,
        },
        { title: `${who}的求助结束了`, body: call.note === '' ? `${by}处理好了。` : `${by}说：${call.note}` },
      )
    case 'cancelled':
      return [
        ...forResponder(call, { title: `${who}说没事，按错了`, body: '不用赶过去。给老人回个电话，听听声音。' }),
        ...forFamily(call, around, entry, { title: `${who}说没事，按错了`, body: '社区还会打个电话问一声。' }),
      ]
    default:
      return []
  }
}

function ring(call: Call, { areas }: Around, level: Call['level'], text: Text): Message[] {
  if (!isOpen(call.status)) return []
  return staffFrom(areas, call.gridCode, level).map(({ accountId }) => forStaff(call, accountId, text))
}

function forResponder(call: Call, text: Text): Message[] {
  return call.responderAccountId === null ? [] : [forStaff(call, call.responderAccountId, text)]
}

function forStaff(call: Call, accountId: string, text: Text): Message {
  return {
    recipient: { kind: 'account', id: accountId },
    topic: 'help',
    ...text,
    page: `/desk/index/index?${query(call)}`,
  }
}

function forPerson(call: Call, text: Text): Message {
  return {
    recipient: { kind: 'resident', id: call.residentId },
    topic: 'help',
    ...text,
    page: `/help/index?${query(call)}`,
  }
}

/** Not to the one who did it: a daughter who pressed knows. */
function forFamily(call: Call, { family }: Around, entry: HistoryEntry, text: Text): Message[] {
  return family
    .filter(({ residentId, accountId }) => residentId === call.residentId && accountId !== entry.byAccountId)
    .map(({ accountId }) => ({
      recipient: { kind: 'account', id: accountId },
      topic: 'help',
      ...text,
      page: `/help/index?${query(call)}`,
    }))
}

function query(call: Call): string {
  return `communityId=${call.communityId}&callId=${call.id}`
}
