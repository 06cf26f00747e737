import { hoursOf } from '../../../../shared/people/roster.ts'
import { dayWord } from '../../../../shared/time.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { markSwapTold, untoldSwaps, type UntoldSwap } from './store-outbox.ts'

/** Swaps as their own outbox: who is asked hears of the question, who asked of the answer. */
export const swapSource: DeliverySource = {
  name: 'roster_swap',
  pending: async (db, scope, limit) =>
    (await untoldSwaps(db, scope, limit)).map((swap) => ({
      communityId: swap.toldIn,
      id: swap.id,
      version: swap.version,
      messages: messagesOf(swap),
    })),
  markNotified: markSwapTold,
}

function messagesOf(swap: UntoldSwap): (Message & { version: number })[] {
  const { day, from, to } = hoursOf(swap.startsAt, swap.endsAt ?? swap.startsAt)
  const shift = `${dayWord(day)} ${from}${swap.endsAt === null ? '' : `–${to}`} 的 ${swap.part} 岗`
  const common = { topic: 'notice' as const, page: '/desk/roster/index' }
  const told: (Message & { version: number })[] = []
  if (swap.toldVersion < 1) {
    const recipient = { kind: 'account' as const, id: swap.askedOf }
    const body = `${swap.askedByName}请您值${shift}。同意或不行，都在值班表里回一声。`
    told.push({ ...common, version: 1, recipient, title: '有人想和您换班', body, at: swap.askedAt })
  }
  if (swap.version >= 2 && swap.answeredAt !== null) {
    const words = { agreed: '同意换了', declined: '说不行', withdrawn: '不换了', asked: '' }[swap.status]
    const [id, name] = swap.status === 'withdrawn' ? [swap.askedOf, swap.askedByName] : [swap.askedBy, swap.askedOfName]
    const recipient = { kind: 'account' as const, id }
    told.push({
      ...common,
      version: 2,
      recipient,
      title: `${name}${words}`,
      body: `${shift}，${words}。`,
      at: swap.answeredAt,
    })
  }
  return told
}
