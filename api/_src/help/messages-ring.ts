import type { CallSource, Intent } from '../../../shared/help/lifecycle.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import type { Message } from '../platform/deliver/source.ts'
import { doerWords, isWaiting, type Audience } from './audience.ts'
import type { Call, HistoryEntry } from './call.ts'

/** What has happened to somebody, in the words of the bell. */
const intentWords: Readonly<Record<Intent, string>> = {
  emergency: '按了求助',
  unwell: '身体不舒服',
  daily_help: '想请人帮个忙',
  question: '想问点事',
  call_family: '联系不上家里人',
}
const sourceWords: Readonly<Record<Exclude<CallSource, 'app'>, string>> = {
  device: '按了呼叫器',
  fall: '可能摔倒了',
  wellness: '一直没有报平安',
}

/** The bells, and what neighbours hear of each other. */
export function ringMessages(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  const who = call.residentName
  const by = doerWords(entry)
  switch (entry.kind) {
    case 'rang':
      return entry.reason === 'nobody_there' ? alarm(call, entry, to) : firstBells(call, entry, to)
    case 'risen':
      return isWaiting(call) ? to.staff(entry.people, risen(call, entry)) : []
    case 'pressed_again': {
      if (!isOpen(call.status)) return []
      const pressed = entry.byRelation === undefined ? who : by
      const text = { title: `${pressed}又按了一次`, body: `${said(call)}。${call.address}。先打个电话问问。` }
      return to.atWork(text)
    }
    case 'neighbour_coming':
      if (call.neighbour?.accountId !== entry.byAccountId) return []
      return [
        ...to.person({ title: `${by}来看您了`, body: '听到敲门再开，您坐着等。' }),
        ...to.atWork({ title: `${by}先去看${who}了`, body: `${call.address}。社区的人照样要去。` }),
        ...to.neighbours({ title: `${entry.byName ?? ''}去了，谢谢您，您不用跑了`, body: `${who}那边有人去了。` }),
        ...to.family({ title: `${by}去看${who}了`, body: '到了再告诉您。' }),
      ]
    case 'neighbour_cannot_come':
      return neighbourCannot(call, entry, to)
    default:
      return []
  }
}

function firstBells(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  if (!isOpen(call.status)) return []
  const isAgain = entry.reason === 'reopened'
  const title = isAgain ? `${call.residentName}说没解决，还要帮忙` : said(call)
  const pressed = pressedFor(call)
  const raiser = call.history.findLast(({ kind }) => kind === (isAgain ? 'reopened' : 'raised'))?.byAccountId
  return [
    ...(isWaiting(call)
      ? to.staff(entry.people, { title, body: `${pressed}${call.address}。打开值守台，点“接警”。` })
      : []),
    ...(call.neighbour === null ? askNeighbours(call, to) : []),
    ...to.family({ title, body: `${pressed}社区的铃已经响了。您也可以先打个电话。` }),
  ].filter(({ recipient }) => recipient.id !== raiser)
}

function alarm(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  if (!isWaiting(call)) return []
  const title = `没有人守着：${said(call)}`
  const body = `没有一个值守台开着，也没有人收得到微信。${call.address}。请马上打开值守台，点“接警”。`
  return to.staff(entry.people, { title, body })
}

function risen(call: Call, { reason }: HistoryEntry) {
  const because = { no_progress: '没有动静', nobody_there: '前面没人在' }
  const why = reason === 'no_progress' || reason === 'nobody_there' ? because[reason] : '没人接'
  const had = call.responderName === null ? '' : `${call.responderName}接了，一直没有动静。`
  return {
    title: `${why}：${call.residentName}在求助`,
    body: `${said(call)}。${had}${call.address}。打开值守台，点“接警”。`,
  }
}

function neighbourCannot(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  if (!isOpen(call.status)) return []
  const lines = call.history.slice(0, call.history.indexOf(entry))
  const went = lines.findLast(({ kind }) => kind === 'neighbour_coming' || kind === 'reopened')
  const gaveUp = lines.some(
    (line) => line.kind === 'neighbour_cannot_come' && went !== undefined && lines.indexOf(line) > lines.indexOf(went),
  )
  const by = doerWords(entry)
  if (went?.kind !== 'neighbour_coming' || went.byAccountId !== entry.byAccountId || gaveUp) return []
  return [
    ...to.person({ title: `${by}来不了了`, body: '别着急，正在找别人。' }),
    ...to.atWork({ title: `${by}去不了了`, body: `${call.residentName}那边还没有邻居去。${call.address}。` }),
    ...(call.neighbour === null ? askNeighbours(call, to) : []),
  ]
}

function askNeighbours(call: Call, to: Audience): Message[] {
  return to.neighbours({
    title: `${said(call)}，您能去看看吗？`,
    body: `${call.address}。能去就点“我去”。社区的铃也响了。`,
  })
}

/** `王秀英按了求助`: who, and what it is. */
function said({ residentName, intent, source }: Call): string {
  return `${residentName}${source === 'app' ? intentWords[intent] : sourceWords[source]}`
}

/** `女儿陈静替王秀英按的。` Empty where the person pressed. */
function pressedFor(call: Call): string {
  const raised = call.history.find(({ kind }) => kind === 'raised')
  return raised?.byRelation === undefined ? '' : `${doerWords(raised)}替${call.residentName}按的。`
}
