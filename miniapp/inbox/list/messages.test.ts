import { describe, expect, it } from 'vitest'
import type { InboxMessage } from '../../../shared/inbox/contract.ts'
import { byDay, unreadByCommunity, withOlder } from './messages.ts'

const message = (messageId: string, over: Partial<InboxMessage> = {}): InboxMessage => ({
  messageId,
  communityId: 'PLUM',
  topic: 'booking',
  title: '约好了',
  body: '',
  page: '/booking/mine/index',
  at: '2026-11-24T02:00:00.000Z',
  read: false,
  ...over,
})

describe('the inbox', () => {
  it('stands under its days in China', () => {
    const evening = message('B', { at: '2026-11-23T16:00:00.000Z' })
    const before = message('C', { at: '2026-11-23T15:59:59.000Z' })
    expect(byDay([message('A'), evening, before])).toEqual([
      { day: '2026-11-24', messages: [message('A'), evening] },
      { day: '2026-11-23', messages: [before] },
    ])
    expect(byDay([])).toEqual([])
  })

  it('marks what was not read, by community', () => {
    const all = [message('A'), message('B', { communityId: 'ORCHID' }), message('C', { read: true }), message('D')]
    expect(unreadByCommunity(all)).toEqual([
      { communityId: 'PLUM', messageIds: ['A', 'D'] },
      { communityId: 'ORCHID', messageIds: ['B'] },
    ])
    expect(unreadByCommunity([message('C', { read: true })])).toEqual([])
  })

  it('shows a message once although two pages bring it, and keeps those of other communities', () => {
    const other = message('A', { communityId: 'ORCHID' })
    expect(withOlder([message('A')], [message('A'), other, message('B')])).toEqual([message('A'), other, message('B')])
  })
})
