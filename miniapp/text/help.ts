import type { CallEvent, HelpCall } from '../../shared/help/contract.ts'
import type { Level, Outcome } from '../../shared/help/lifecycle.ts'
import { nextLevel } from '../../shared/help/settings.ts'
import { relationWords } from './relations.ts'

/** The steps of a call are always these words, on the phone and in what people say to each other. */
export const stepWords = ['正在送达', '已送达', '已有人接', '正在赶来', '已到达'] as const

const stepOfStatus = { ringing: 1, acknowledged: 2, en_route: 3, on_site: 4, closed: 4, cancelled: 1 } as const

/** Which of the five steps a received call has reached. */
export function stepOf(call: Pick<HelpCall, 'status'>): number {
  return stepOfStatus[call.status]
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  helped_on_site: '上门帮好了',
  helped_by_phone: '电话里说好了',
  taken_to_hospital: '送医院了',
  family_took_over: '家里人接手了',
  neighbour_helped: '邻居帮好了',
  pressed_by_mistake: '按错了，人没事',
  nobody_found: '敲门没有人',
}

/** Who is rung next, as `60 秒没人接，转给…` ends. */
export const levelWords: Readonly<Record<Level, string>> = {
  grid: '网格员',
  community: '社区',
  street: '街道',
  district: '区中心',
}

/** `转街道`; after the last level the ladder begins again. */
export function riseWords(toLevel: Level): string {
  return toLevel === 'grid' ? '从头再响一遍' : `转${levelWords[toLevel]}`
}

/** Where a call goes when this level does not answer either. */
export function nextRiseWords({ ladder, level }: Pick<HelpCall, 'ladder' | 'level'>): string {
  return riseWords(nextLevel(ladder, level))
}

/** Minutes for long waits, seconds for short ones. */
export function waitOf(seconds: number): { number: string; unit: '秒' | '分' } {
  const left = Math.max(0, Math.round(seconds))
  return left < 100 ? { number: String(left), unit: '秒' } : { number: String(Math.ceil(left / 60)), unit: '分' }
}

/** `42 秒`, `3 分钟`. */
export const spoken = (seconds: number) => {
  const { number, unit } = waitOf(seconds)
  return unit === '秒' ? `${number} 秒` : `${number} 分钟`
}

/** Who had the call last. Written without `findLast`: engines of older phones lack it. */
function lastAnswerer(events: readonly CallEvent[]): string | null | undefined {
  return events.reduce<string | null | undefined>((name, event) => {
    if (event.kind === 'acknowledged') return event.byName
    if (event.kind === 'taken_over' || event.kind === 'handed_over') return event.names[0]
    return event.kind === 'reopened' ? undefined : name
  }, undefined)
}

/** One line of the timeline. `person` is 您 for the person in need, else the name. */
export function eventWords(event: CallEvent, person: string, before: readonly CallEvent[] = []): string {
  const by =
    event.byRelation === null ? (event.byName ?? '') : `${relationWords[event.byRelation]}${event.byName ?? ''}`
  const other = event.names.join('、')
  switch (event.kind) {
    case 'raised':
      return by === '' ? `${person}按了求助` : `${by}替${person}按了求助`
    case 'pressed_again':
      return by === '' ? '又按了一次' : `${by}又按了一次`
    case 'risen': {
      const had = lastAnswerer(before)
      const to = riseWords(event.toLevel ?? 'grid')
      if (event.reason === 'nobody_there') return `${levelWords[event.level ?? 'grid']}这会儿没人在，${to}`
      return had === undefined || had === null ? `没人接，${to}` : `${had}没有动静，${to}`
    }
    case 'acknowledged': {
      const had = lastAnswerer(before)
      if (had === event.byName) return `${by}说还在处理`
      return had === undefined || had === null ? `${by}接了` : `${by}接过来了`
    }
    case 'set_out':
      return `${by}出发了`
    case 'arrived':
      return `${by}到了`
    case 'closed':
      return `${by}处理好了`
    case 'cancelled':
      return by === '' ? `${person}说没事，按错了` : `${by}说没事，按错了`
    case 'called_back':
      return event.text === null || event.text === '' ? `${by}打过电话了` : `${by}打过电话：${event.text}`
    case 'rang':
      return other === '' ? `${levelWords[event.level ?? 'grid']}的铃响了` : `响铃：${other}`
    case 'checked_in':
      return event.text === null || event.text === '' ? `${by}在现场，平安` : `${by}在现场：${event.text}`
    case 'noted':
      return `${by}记了一笔：${event.text ?? ''}`
    case 'attached':
      return `${by === '' ? person : by}${event.text === 'photo' ? '发来一张照片' : '发来一段话'}`
    case 'emergency_called':
      return `${by}打了 ${event.number ?? ''}`
    case 'take_over_asked':
      return `${by}想接手：${event.text ?? ''}`
    case 'take_over_declined':
      return `${by}说自己接着办`
    case 'taken_over':
      return `${other}接手了`
    case 'hand_over_asked':
      return `${by}请${other}接手：${event.text ?? ''}`
    case 'hand_over_lapsed':
      if (by === '') return `${other}没有回音，还是原来的人`
      return by === other ? `${other}接不了，还是原来的人` : `${by}不转了，自己接着办`
    case 'handed_over':
      return `转给${other}了`
    case 'helper_added':
      return `${other}一起来帮忙`
    case 'neighbour_coming':
      return `${by}说“我去”`
    case 'neighbour_cannot_come':
      return `${by}去不了了`
    case 'rated':
      return by === '' ? `${person}评了这次求助` : `${by}评了这次求助`
    case 'reopened':
      return by === '' ? `${person}说没解决，又响铃了` : `${by}说没解决，又响铃了`
  }
}

/** The other way round, without `toReversed`: engines of older phones lack it. */
export function newestFirst<Item>(items: readonly Item[]): Item[] {
  return items.reduceRight<Item[]>((turned, item) => [...turned, item], [])
}
