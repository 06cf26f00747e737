import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakePhone, ok } from './fake-phone.ts'

async function openApp(stored: Record<string, unknown> = {}) {
  vi.resetModules()
  const phone = createFakePhone()
  for (const [key, value] of Object.entries(stored)) phone.stored.set(key, value)
  const opened: string[] = []
  const navigateTo = async ({ url }: { url: string }) => void opened.push(url)
  vi.doMock('@tarojs/taro', () => ({ default: { ...phone.taro, navigateTo } }))
  const press = await import('./help-press.ts')
  return { phone, opened, ...press }
}

const identity = { communityId: '320199001001', residentId: '01JD000000000000000000000R' }
const session = { token: 'token', me: { accountId: 'A', identity } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('is on its way before the page opens, when the phone knows whose it is', async () => {
  const { phone, opened, pressForHelp, helpPress, unsentPress } = await openApp({ session })
  phone.answer(ok({ callId: 'C', communityId: identity.communityId }))
  pressForHelp()
  expect(helpPress.state.get().input?.person).toEqual(identity)
  expect(phone.stored.get('pending:help.raise')).toBeDefined()
  expect(opened).toEqual(['/help/index'])
  expect(unsentPress.read()).toBeUndefined()
})

it.each(['unwell', 'daily_help', 'question', 'call_family'] as const)('says what it is for: %s', async (intent) => {
  const { phone, pressFor, helpPress } = await openApp({ session })
  phone.answer(ok({ callId: 'C', communityId: identity.communityId }))
  pressFor(intent)
  expect(helpPress.state.get().input).toMatchObject({ person: identity, intent })
  expect(phone.stored.get('pending:help.raise')).toMatchObject({ input: { intent } })
})

it('keeps what it is for while it waits for the sign-in', async () => {
  const { pressFor, unsentPress } = await openApp()
  pressFor('unwell')
  expect(unsentPress.read()).toEqual({ since: Date.now(), intent: 'unwell' })
})

it('waits for the sign-in on a phone that does not know yet, however soon that ends, and is taken up once', async () => {
  const { opened, pressForHelp, helpPress, unsentPress } = await openApp()
  pressForHelp()
  expect(opened).toEqual(['/help/index'])
  expect(helpPress.state.get().input).toBeUndefined()
  // The page that opens finds the press although the sign-in may have ended meanwhile.
  expect(unsentPress.read()).toEqual({ since: Date.now(), intent: 'emergency' })
  unsentPress.forget()
  expect(unsentPress.read()).toBeUndefined()
})

it('calls nobody with a press found long after', async () => {
  const { pressForHelp, unsentPress } = await openApp()
  pressForHelp()
  vi.advanceTimersByTime(5 * 60_000)
  expect(unsentPress.read()).toBeDefined()
  vi.advanceTimersByTime(1)
  expect(unsentPress.read()).toBeUndefined()
})

it('opens the telephone numbers for somebody who is bound to no resident', async () => {
  const me = { accountId: 'A', identity: null }
  const { opened, pressForHelp, helpPress, unsentPress } = await openApp({ session: { token: 'token', me } })
  pressForHelp()
  expect(opened).toEqual(['/help/index'])
  expect(helpPress.state.get().input).toBeUndefined()
  expect(unsentPress.read()).toBeUndefined()
})
