import { describe, expect, it, vi } from 'vitest'
import { createQueryStore } from './query-store.ts'
import { clientError, type CallResult } from './request.ts'
import type { PhoneStorage } from './storage.ts'

vi.mock('@tarojs/taro', () => ({ default: {} }))

function server() {
  const waiting: ((answer: CallResult<string>) => void)[] = []
  return {
    ask: () => new Promise<CallResult<string>>((resolve) => waiting.push(resolve)),
    answer: async (index: number, answer: CallResult<string>) => {
      waiting[index]?.(answer)
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

function memory(): PhoneStorage {
  const kept = new Map<string, unknown>()
  return {
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, structuredClone(value)),
    remove: (key) => void kept.delete(key),
  }
}

const data = (value: string) => ({ ok: true as const, data: value })

describe('a question and its last answer', () => {
  it('is loading, then content', async () => {
    const { ask, answer } = server()
    const { state, refresh } = createQueryStore({ ask, now: () => 5 })
    expect(state.get()).toEqual({ data: undefined, error: undefined, isLoading: true, answeredAt: 0 })
    void refresh()
    await answer(0, data('three bookings'))
    expect(state.get()).toEqual({ data: 'three bookings', error: undefined, isLoading: false, answeredAt: 5 })
  })

  it('keeps showing the content while it asks again, and when that fails', async () => {
    const { ask, answer } = server()
    const { state, refresh } = createQueryStore({ ask, now: () => 5 })
    void refresh()
    await answer(0, data('three bookings'))
    void refresh()
    expect(state.get()).toMatchObject({ data: 'three bookings', isLoading: true })
    await answer(1, clientError('offline'))
    expect(state.get()).toMatchObject({ data: 'three bookings', isLoading: false, error: { code: 'offline' } })
    void refresh()
    await answer(2, data('four bookings'))
    expect(state.get()).toMatchObject({ data: 'four bookings', error: undefined })
  })

  it('drops an answer that a newer question has overtaken', async () => {
    const { ask, answer } = server()
    const { state, refresh } = createQueryStore({ ask, now: () => 5 })
    void refresh()
    void refresh()
    await answer(1, data('new'))
    await answer(0, data('old'))
    expect(state.get().data).toBe('new')
  })

  it('shows yesterday’s answer at once after a restart without a connection', async () => {
    const storage = memory()
    const keep = { storage, key: 'answer', owner: () => 'A' }
    const first = server()
    const before = createQueryStore({ ask: first.ask, now: () => 5, keep })
    void before.refresh()
    await first.answer(0, data('three bookings'))

    const second = server()
    const after = createQueryStore({ ask: second.ask, now: () => 9, keep })
    expect(after.state.get()).toMatchObject({ data: 'three bookings', answeredAt: 5 })
    void after.refresh()
    await second.answer(0, clientError('offline'))
    expect(after.state.get()).toMatchObject({ data: 'three bookings', answeredAt: 5, error: { code: 'offline' } })
  })

  it('shows answers that come in the order of the questions, and is loading until the last', async () => {
    const { ask, answer } = server()
    const { state, refresh } = createQueryStore({ ask, now: () => 5 })
    void refresh()
    void refresh()
    await answer(0, data('old'))
    expect(state.get()).toMatchObject({ data: 'old', isLoading: true })
    await answer(1, data('new'))
    expect(state.get()).toMatchObject({ data: 'new', isLoading: false })
  })

  it('never shows what another person was told on this phone', async () => {
    const storage = memory()
    const first = server()
    const ofA = createQueryStore({ ask: first.ask, now: () => 5, keep: { storage, key: 'answer', owner: () => 'A' } })
    void ofA.refresh()
    await first.answer(0, data('bookings of A'))
    const ofB = createQueryStore({
      ask: server().ask,
      now: () => 9,
      keep: { storage, key: 'answer', owner: () => 'B' },
    })
    expect(ofB.state.get().data).toBeUndefined()
    expect(storage.read('answer')).toBeUndefined()
  })
})
