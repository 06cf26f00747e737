import type { DeskCall } from '../../shared/help/contract.ts'
import type { DeskPicture } from '../../shared/help/desk-contract.ts'
import { isOpen, type CallSource, type EmergencyNumber, type Intent, type Level } from '../../shared/help/lifecycle.ts'
import { clockOf, dayOf, dayWord, timeOf } from '../../shared/time.ts'
import { nextRiseWords, spoken } from './help.ts'

/** What a call is about, as the desk says it. */
export const intentMarks: Readonly<Record<Intent, { text: string; icon: string }>> = {
  emergency: { text: '紧急求助', icon: 'bell-ring' },
  unwell: { text: '身体不适', icon: 'heart-pulse' },
  daily_help: { text: '生活帮助', icon: 'wrench' },
  question: { text: '咨询', icon: 'message-circle' },
  call_family: { text: '找家人', icon: 'user-round' },
}

/** Where a call came from; a finger on a phone needs no word. */
export const sourceMarks: Readonly<Record<CallSource, { text: string; icon: string } | undefined>> = {
  app: undefined,
  device: { text: '呼叫器按的', icon: 'bell' },
  fall: { text: '摔倒报警', icon: 'triangle-alert' },
  wellness: { text: '没报平安', icon: 'hourglass' },
}

/** The small line of the desk's queue: who has it and what is due when. */
export function deskWords(call: DeskCall, secondsLeft: number): { urgent: string; line: string } {
  const name = call.responderName ?? ''
  if (!isOpen(call.status)) return { urgent: '', line: callBackLine(call) }
  if (call.status === 'ringing') return { urgent: '没人接', line: `${spoken(secondsLeft)}后${nextRiseWords(call)}` }
  if (call.stalled) return { urgent: '没有动静', line: `${name}接的，${spoken(secondsLeft)}后${nextRiseWords(call)}` }
  if (call.offer) return { urgent: '', line: offerLine(call.offer) }
  if (call.status === 'acknowledged') return { urgent: '', line: `${name}接了，${spoken(secondsLeft)}内要出发` }
  if (call.status === 'en_route') return { urgent: '', line: `${name}在路上，${spoken(secondsLeft)}内要到` }
  return { urgent: '', line: `${name}在老人家里，${spoken(secondsLeft)}内报平安` }
}

function offerLine(offer: NonNullable<DeskCall['offer']>): string {
  return offer.kind === 'take_over' ? `${offer.toName}想接手` : `${offer.fromName}请${offer.toName}接手`
}

/** Why somebody rings back, and by when. */
function callBackLine({ status, callBackDueAt }: DeskCall): string {
  if (status === 'cancelled') return '说是按错了，回个电话听听声音'
  if (callBackDueAt === null) return '回个电话问问'
  const due = new Date(callBackDueAt)
  return `${dayWord(dayOf(due))} ${timeOf(due)} 前回电话`
}

/** What is said above a call that is about to change hands. */
export function offerWords(call: DeskCall, secondsLeft: number): string {
  const { offer } = call
  if (offer === null) return ''
  const left = spoken(Math.max(1, secondsLeft))
  const why = offer.reason === '' ? '' : `：${offer.reason}`
  if (offer.kind === 'take_over') {
    if (call.mine) return `${offer.toName}想接手${why}。您不说话，${left}后就归${offer.toName}。`
    if (offer.toMe) return `${left}后归您。${offer.fromName}说接着办，就还是${offer.fromName}。`
    return `${offer.toName}想接手${why}。${left}后归${offer.toName}。`
  }
  if (offer.toMe) return `${offer.fromName}请您接手${why}。还有 ${left}，不接就还是${offer.fromName}的。`
  if (call.mine) return `在等${offer.toName}答应，还有 ${left}。这会儿还是您的。`
  return `${offer.fromName}请${offer.toName}接手${why}。`
}

/** The rungs of the ladder, `没人接怎么办`. */
export const ladderWords: Readonly<Record<Level, string>> = {
  grid: '网格员',
  community: '社区值守台',
  street: '街道',
  district: '区中心',
}

/** What somebody of the desks is doing. */
export function dutyMark({ state, here }: DeskPicture['onDuty'][number]): {
  text: string
  kind?: 'ok' | 'warn' | 'info'
} {
  if (state === 'ringing') return { text: '正在响', kind: 'warn' }
  if (state === 'en_route') return { text: '在路上', kind: 'info' }
  if (state === 'busy') return { text: '在处理', kind: 'info' }
  return here ? { text: '在台前', kind: 'ok' } : { text: '等消息' }
}

/** `A 岗 8:00–16:00`. */
export function shiftWords(shift: NonNullable<DeskPicture['onDuty'][number]['shift']>): string {
  const hour = (at: string) => timeOf(new Date(at)).replace(/^0/, '')
  return `${shift.part} 岗 ${hour(shift.startsAt)}–${hour(shift.endsAt)}`
}

/** The auditor has stopped: `checkedAt` is its last success. */
export function stoppedWords(checkedAt: string | null): string {
  const since = checkedAt === null ? '还没巡查过' : `停在 ${clockOf(new Date(checkedAt))}`
  return `自动巡查${since}。漏了求助没人提醒，请盯住每一个，再告诉管系统的人。`
}

export function lateWords({ residentName, since }: DeskPicture['audit']['late'][number], now: number): string {
  const minutes = Math.max(1, Math.floor((now - Date.parse(since)) / 60_000))
  return `${residentName}的求助没有往上转，晚了 ${minutes} 分钟。现在就打电话过去。`
}

/** Ready answers to "why"; whoever is in a hurry types nothing. */
export const takeOverReasons = ['我离得近', '他走不开', '打不通他电话', '我认识老人'] as const
export const handOverReasons = ['我走不开', '离得太远', '另一家也急', '要懂医的人'] as const
export const callBackAnswers = ['人没事，都好', '还有点不舒服，再看看', '没人接，过会儿再打'] as const

export const emergencyWords: Readonly<Record<EmergencyNumber, { text: string; icon: string }>> = {
  '120': { text: '代打 120', icon: 'ambulance' },
  '119': { text: '代打 119', icon: 'flame' },
  '110': { text: '代打 110', icon: 'shield-check' },
}
