import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakePhone, ok } from './fake-phone.ts'

const identity = { communityId: '320199001001', residentId: '01JD000000000000000000000R' }
const session = { token: 'token', me: { accountId: 'A', identity } }
const test = { id: '01JD0000000000000000000001', person: identity, waitedMilliseconds: 0 }

async function openApp() {
  vi.resetModules()
  const phone = createFakePhone()
  phone.stored.set('session', session)
  vi.doMock('@tarojs/taro', () => ({ default: { ...phone.taro, navigateTo: async () => {} } }))
  return { phone, ...(await import('./help-press.ts')), ...(await import('./test-press.ts')) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('is kept until its receipt, in a place of its own', async () => {
  const { phone, testPress } = await openApp()
  testPress.start(test)
  expect(phone.stored.get('pending:help.testPress')).toMatchObject({ input: test })
  expect(phone.stored.has('pending:help.raise')).toBe(false)
})

it('never stands in the way of a real press', async () => {
  const { phone, testPress, helpPress, pressForHelp } = await openApp()
  // The network swallows the test: it waits, and the press goes out beside it.
  testPress.start(test)
  phone.answer(ok({ callId: 'C', communityId: identity.communityId }))
  pressForHelp()
  expect(helpPress.state.get().input?.person).toEqual(identity)
  expect(phone.stored.get('pending:help.raise')).toBeDefined()
  expect(testPress.state.get().input).toEqual(test)
})

it('is forgotten after an hour, so that nobody finds an old one', async () => {
  const { phone, testPress } = await openApp()
  phone.stored.set('pending:help.testPress', { input: test, since: Date.now() - 3_600_001 })
  testPress.resume()
  expect(testPress.state.get().input).toBeUndefined()
  expect(phone.stored.has('pending:help.testPress')).toBe(false)
})
