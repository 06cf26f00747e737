import { isOpen } from '../../../shared/help/lifecycle.ts'
import type { Message } from '../platform/deliver/source.ts'
import { audienceOf, doerWords, holderBefore, type Around, type Audience } from './audience.ts'
import type { Call, HistoryEntry } from './call.ts'
import { handsMessages } from './messages-hands.ts'
import { ringMessages } from './messages-ring.ts'

/**
 * What must be said about the versions after `toldVersion`, in a neighbour's words: to exactly those of the staff whom
 * the history names as rung, to family and neighbours beside them, and to the person in need when somebody answers,
 * comes and goes. Nobody is told what they did themselves. What is told late and is no longer true is left out: it
 * would send people running.
 */
export function messagesFor(call: Call, toldVersion: number, around: Around): (Message & { version: number })[] {
  const messages = new Map<string, Message & { version: number }>()
  const audience = audienceOf(call, around)
  for (const entry of call.history) {
    if (entry.version <= toldVersion) continue
    for (const message of messagesOf(call, entry, audience)) {
      const key = `${entry.version} ${message.recipient.id}`
      if (message.recipient.id === entry.byAccountId || messages.has(key)) continue
      messages.set(key, { ...message, version: entry.version })
    }
  }
  return [...messages.values()]
}

function messagesOf(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  const who = call.residentName
  const by = doerWords(entry)
  switch (entry.kind) {
    // The bells ring with `rang`, a moment after the press.
    case 'raised':
    case 'reopened':
    case 'noted':
      return []
    case 'rang':
    case 'risen':
    case 'pressed_again':
    case 'neighbour_coming':
    case 'neighbour_cannot_come':
      return ringMessages(call, entry, to)
    case 'take_over_asked':
    case 'take_over_declined':
    case 'taken_over':
    case 'hand_over_asked':
    case 'hand_over_lapsed':
    case 'handed_over':
    case 'helper_added':
      return handsMessages(call, entry, to)
    case 'acknowledged': {
      const before = holderBefore(call, entry)
      const post = `${by}是${entry.byPost ?? '社区的人'}`
      if (before?.accountId === entry.byAccountId) {
        const goesOn = { title: `${by}还在处理${who}的求助`, body: '没有走开，还在办。' }
        return [...to.person({ title: `${by}还在处理您的求助`, body: '没有走开，还在办。' }), ...to.family(goesOn)]
      }
      return [
        ...to.person({ title: `${by}接了您的求助`, body: `${post}，会马上和您联系。` }),
        ...to.family({ title: `${by}接了${who}的求助`, body: `${post}。` }),
        ...to.staff(before && [before], { title: `${by}接过去了`, body: `${who}这边由${by}去，您不用去了。` }),
      ]
    }
    case 'set_out': {
      const soon = `${by}说 ${entry.minutes ?? 0} 分钟内到。`
      return [
        ...to.person({ title: `${by}出发了`, body: `${soon}进门会报名字，您坐着等。` }),
        ...to.family({ title: `${by}去看${who}了`, body: soon }),
      ]
    }
    case 'arrived':
      return [
        ...to.person({ title: `${by}到了`, body: `${by}在门口，会报名字。` }),
        ...to.family({ title: `${by}到${who}家了`, body: '情况怎样，结束后再告诉您。' }),
      ]
    case 'checked_in':
      return to.family({
        title: `${by}在${who}身边`,
        body: entry.text === undefined || entry.text === '' ? '人有人陪着，放心。' : `${by}说：${entry.text}`,
      })
    case 'attached': {
      const what = entry.text === 'photo' ? '一张照片' : '一段话'
      return to.atWork({ title: `${who}那边发来${what}`, body: '打开值守台，在这一条求助里看。' })
    }
    case 'emergency_called': {
      const number = entry.number ?? '120'
      return [
        ...to.person({ title: `${by}打了 ${number}`, body: '您坐着或躺着别动，门能开就先打开。' }),
        ...to.family({ title: `${by}为${who}打了 ${number}`, body: `地址报的是${call.address}。请保持电话畅通。` }),
        ...to.atWork({ title: `${by}为${who}打了 ${number}`, body: `${call.address}。到楼下接一下，带路。` }),
      ]
    }
    case 'closed':
    case 'cancelled':
      return endMessages(call, entry, to)
    case 'called_back':
      return to.family({
        title: `${by}给${who}打过电话了`,
        body: entry.text === undefined || entry.text === '' ? '问过了，没有别的事。' : `${by}说：${entry.text}`,
      })
    case 'rated':
      if (call.rating !== 'bad') return []
      return to.responder({ title: `${who}说这次没帮好`, body: '打个电话问问，哪里没有办好。' })
  }
}

function endMessages(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  const who = call.residentName
  const by = doerWords(entry)
  // Opened again since: what comes now is the ring.
  if (isOpen(call.status)) return []
  const rest = to.neighbours({ title: `${who}没事了，您不用跑了`, body: '谢谢您。' })
  if (entry.kind === 'cancelled') {
    const title = `${entry.byRelation === undefined ? who : by}说没事，按错了`
    return [
      ...to.atWork({ title, body: '不用赶过去。给老人回个电话，听听声音。' }),
      ...to.family({ title, body: '社区还会打个电话问一声。' }),
      ...rest,
    ]
  }
  const end = call.note === '' ? `${by}处理好了。` : `${by}说：${call.note}`
  return [
    ...to.person({ title: '这次求助结束了', body: call.note === '' ? `${end}要帮忙就再按一次。` : end }),
    ...to.family({ title: `${who}的求助结束了`, body: end }),
    ...to.staff(call.helpers, { title: `${who}的求助结束了`, body: end }),
    ...rest,
  ]
}
