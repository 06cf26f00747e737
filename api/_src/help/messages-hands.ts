import { isOpen } from '../../../shared/help/lifecycle.ts'
import type { Message } from '../platform/deliver/source.ts'
import { doerWords, holderBefore, type Audience } from './audience.ts'
import type { Call, HistoryEntry } from './call.ts'

/** What is said while a call changes hands, or more come to help. `people` is the other one. */
export function handsMessages(call: Call, entry: HistoryEntry, to: Audience): Message[] {
  if (!isOpen(call.status)) return []
  const who = call.residentName
  const by = doerWords(entry)
  const other = entry.people?.[0]
  const name = other?.name ?? ''
  const reason = entry.text === undefined || entry.text === '' ? '' : `理由：${entry.text}。`
  switch (entry.kind) {
    case 'take_over_asked':
      if (call.offer?.kind !== 'take_over') return []
      return to.responder({
        title: `${by}想接手${who}的求助`,
        body: `${reason}您还要自己办，就马上打开值守台说一声，不然就归${by}了。`,
      })
    case 'take_over_declined':
      return to.staff(entry.people, { title: `${by}自己接着办`, body: `${who}那边不用您去了。` })
    case 'hand_over_asked':
      if (call.offer?.to.accountId !== other?.accountId) return []
      return to.staff(entry.people, {
        title: `${by}请您接手：${who}在求助`,
        body: `${reason}${call.address}。打开值守台，能去就点“接警”。`,
      })
    case 'hand_over_lapsed': {
      // By the one who was asked, by the one who asked after all, or by nobody: the time was over.
      const text = { title: `${name}没有接手`, body: `${who}的求助还在您这儿。` }
      const back = { title: `${who}那边不用您接手了`, body: `${by === '' ? '时间过了，' : ''}还是原来的人办。` }
      return [...to.responder(text), ...to.staff(entry.people, back)]
    }
    case 'taken_over':
    case 'handed_over': {
      const before = holderBefore(call, entry)
      const post = other?.post === undefined || other.post === '' ? '社区的人' : other.post
      return [
        ...to.person({ title: `${name}接着来帮您`, body: `${name}是${post}，会马上和您联系。` }),
        ...to.family({ title: `${name}接手了${who}的求助`, body: `${name}是${post}。` }),
        ...to.staff(entry.people, { title: `${who}的求助归您了`, body: `${call.address}。打开值守台，点“出发”。` }),
        ...to.staff(before && [before], { title: `${name}接过去了`, body: `${who}这边由${name}去，您不用去了。` }),
      ]
    }
    case 'helper_added':
      return [
        ...to.staff(entry.people, { title: `请您一起去帮${who}`, body: `${call.address}。${by}请您一起去。` }),
        ...to.responder({ title: `${name}和您一起去`, body: `${who}，${call.address}。` }),
        ...to.person({ title: `${name}也来帮忙`, body: '不止一个人来，您坐着等。' }),
      ]
    default:
      return []
  }
}
