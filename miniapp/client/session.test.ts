import { beforeEach, expect, it, vi } from 'vitest'
import { createFakePhone, ok } from './fake-phone.ts'

const phone = createFakePhone()
vi.mock('@tarojs/taro', () => ({ default: phone.taro }))

const signedIn = ok({ token: 'T', expiresAt: '2026-11-24T00:00:00.000Z', me: { accountId: 'A' } })

beforeEach(() => {
  vi.resetModules()
  phone.stored.clear()
  phone.sent.length = 0
})

it('stays signed out, through a restart of the app, until the person comes back', async () => {
  const first = await import('./session.ts')
  phone.answer(signedIn)
  await first.session.signIn()
  first.session.leave()
  expect(first.session.me()).toBeUndefined()
  expect(await first.session.signIn()).toMatchObject({ ok: false, error: { code: 'signed_out' } })

  vi.resetModules()
  const { session } = await import('./session.ts')
  const { call } = await import('./call.ts')
  expect(await call('people.me', {})).toMatchObject({ ok: false, error: { code: 'signed_out' } })
  expect(phone.asked()).toEqual(['people.signIn'])

  phone.answer(signedIn)
  expect(await session.comeBack()).toMatchObject({ ok: true })
  expect(session.token()).toBe('T')
})
