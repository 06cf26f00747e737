import type { DeskCall } from '../../shared/help/contract.ts'
import { isOpen, mayMove } from '../../shared/help/lifecycle.ts'

/** What somebody can do with a call; the words are what the button says. */
export type Act =
  | 'acknowledge'
  | 'setOut'
  | 'arrive'
  | 'checkIn'
  | 'close'
  | 'calledBack'
  | 'takeOver'
  | 'keep'
  | 'decline'
  | 'handOver'
  | 'addHelper'
  | 'note'

/** Which moves this person may make now; the server decides by the same table. */
export function mayAct(call: DeskCall, act: Act): boolean {
  const { status, stalled, mine, offer, helping, callBackPromised } = call
  const open = isOpen(status)
  const isHandedToMe = offer?.kind === 'hand_over' && offer.toMe
  switch (act) {
    case 'acknowledge':
      return status === 'ringing' || (open && stalled) || isHandedToMe
    case 'setOut':
    case 'arrive':
    case 'close':
      return mine && mayMove(status, act)
    case 'checkIn':
      return (mine || helping) && mayMove(status, 'checkIn')
    case 'calledBack':
      return callBackPromised && mayMove(status, 'calledBack')
    case 'takeOver':
      return open && status !== 'ringing' && !mine && !stalled && offer === null
    case 'keep':
      return open && mine && offer !== null
    case 'decline':
      return isHandedToMe
    case 'handOver':
      return open && mine && offer === null
    case 'addHelper':
      return open && status !== 'ringing'
    case 'note':
      return open || callBackPromised
  }
}

/** The one act a thumb should find: the next step of this call. */
export function leadAct(call: DeskCall): Act | undefined {
  const order = call.offer
    ? (['acknowledge', 'keep', 'setOut', 'arrive', 'close'] as const)
    : (['acknowledge', 'setOut', 'arrive', 'close', 'calledBack', 'takeOver'] as const)
  return order.find((act) => mayAct(call, act))
}

/** The other way, beside the next step: ended by telephone, well on site, cannot take it. */
export function besideAct(call: DeskCall): Act | undefined {
  const lead = leadAct(call)
  if (lead === 'keep') return undefined
  return (['decline', 'checkIn', 'close'] as const).find((act) => act !== lead && mayAct(call, act))
}

/** What each act is called; the same act has other words where a call stands still or changes hands. */
export function actWords(act: Act, call: DeskCall): string {
  if (act === 'acknowledge' && call.offer?.toMe) return '我来接'
  if (act === 'acknowledge' && call.stalled) return call.mine ? '还在处理' : '我来接'
  if (act === 'keep') return call.offer?.kind === 'hand_over' ? '不转了' : '我接着办'
  return {
    acknowledge: '接警',
    setOut: '出发',
    arrive: '到达',
    checkIn: '人平安',
    close: '结束',
    calledBack: '打过电话了',
    takeOver: '接手',
    decline: '接不了',
    handOver: '转交',
    addHelper: call.mine ? '叫人一起' : '我也去',
    note: '记一笔',
  }[act]
}

export const actIcons: Readonly<Partial<Record<Act, string>>> = {
  acknowledge: 'bell-ring',
  calledBack: 'phone-call',
  takeOver: 'arrow-left-right',
  handOver: 'arrow-left-right',
  addHelper: 'user-plus',
  note: 'pencil-line',
  checkIn: 'circle-check',
}
