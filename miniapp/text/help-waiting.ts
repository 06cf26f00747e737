import type { CallEvent, HelpCall } from '../../shared/help/contract.ts'
import { dayOf, dayPhrase, timeOf } from '../../shared/time.ts'
import { levelWords, nextRiseWords, spoken } from './help.ts'

/** From where somebody looks at a call: the person in need, family that may press for them, a neighbour who is asked. */
export type Viewer = 'self' | 'family' | 'neighbour'

/** Names said one after the other before "等 n 人" stands for the rest. */
const mostNamed = 2

/** Whose bells ring now, as the timeline has it: all that were rung since the press, or since it rang anew. */
export function ringing(events: readonly CallEvent[]): string | undefined {
  const from = events.reduce((at, { kind }, index) => (kind === 'raised' || kind === 'reopened' ? index : at), 0)
  const rings = events.slice(from).filter(({ kind }) => kind === 'rang' || kind === 'risen')
  const names = rings.reduce<readonly string[]>((all, event) => [...all, ...event.names], [])
  const different = [...new Set(names)]
  if (different.length === 0) return undefined
  const said = different.slice(0, mostNamed).join('、')
  return different.length > mostNamed ? `${said}等 ${different.length} 人` : said
}

/** True when whoever has the call let its time pass, so that others are rung as well. */
function isRungAgain(events: readonly CallEvent[]): boolean {
  return events.reduce((is, { kind }) => {
    if (kind === 'risen') return true
    return kind === 'acknowledged' || kind === 'set_out' || kind === 'arrived' || kind === 'checked_in' ? false : is
  }, false)
}

/** Who was added when the call rose last. */
function lastNames(events: readonly CallEvent[]): string | undefined {
  return events.reduce<string | undefined>(
    (names, event) => (event.kind === 'risen' ? event.names.slice(0, mostNamed).join('、') || undefined : names),
    undefined,
  )
}

interface Look {
  viewer: Viewer
  /** Who is rung first, as far as the phone knows before the first ring is in the timeline. */
  first: string | undefined
  /** The elder version says less. */
  isShort: boolean
}

/** What happens next, said to the one who waits. */
export function nextWords(call: HelpCall, secondsLeft: number, { viewer, first, isShort }: Look): string {
  const name = call.responder?.name ?? ''
  const isSelf = viewer === 'self'
  const home = isSelf ? '' : `${call.residentName}家`
  const sit = isSelf ? '您坐着等。' : ''
  const again = lastNames(call.events) ?? `${levelWords[call.level]}值班的人`
  switch (call.status) {
    case 'ringing': {
      const hasRisen = call.level !== (call.ladder[0]?.level ?? call.level)
      const who = hasRisen
        ? lastNames(call.events)
        : (ringing(call.events) ?? first ?? (call.level === 'grid' ? '网格员' : undefined))
      const bell =
        who === undefined ? `${levelWords[call.level]}值班的人在响铃。` : `${who}的手机${hasRisen ? '也' : ''}在响。`
      if (isShort) return `${bell}${sit}`
      return `${bell}${spoken(secondsLeft)}没人接，${nextRiseWords(call).replace('转', '转给')}。`
    }
    case 'acknowledged':
      if (isRungAgain(call.events)) return `${name}还没有动静，又叫了${again}。${sit}`
      if (!isSelf) return `${name}马上联系${call.residentName}。`
      return isShort ? `${name}马上联系您。您坐着等。` : `${name}马上联系您。手机放在手边，您坐着等。`
    case 'en_route': {
      if (isRungAgain(call.events)) return `${name}在路上久了，又叫了${again}。${sit}`
      const minutes = call.arrivesInMinutes ?? 0
      if (!isSelf) return `${name}说 ${minutes} 分钟内到${home}。`
      return isShort
        ? `${name} ${minutes} 分钟内到，敲门会说名字。`
        : `${name}说 ${minutes} 分钟内到。敲门会报名字，您坐着等。`
    }
    case 'on_site':
      if (!isSelf) return `${name}到${home}了。`
      return isShort ? `${name}到门口了。` : `${name}到门口了，敲门会报名字。慢慢开门，不着急。`
    case 'closed':
    case 'cancelled':
      return ''
  }
}

/** `明天 12:00 前`. */
export function byWhen(due: string, now: Date): string {
  const at = new Date(due)
  return `${dayPhrase(dayOf(at), dayOf(now))} ${timeOf(at).replace(/^0/, '')} 前`
}
