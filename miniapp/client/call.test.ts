import { beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints } from '../../shared/endpoints.ts'
import { CONTRACT_VERSION } from '../../shared/version.ts'
import { clientSentences } from '../text/client-errors.ts'
import { createFakePhone, ok, refused } from './fake-phone.ts'

async function freshApp(stored: Record<string, unknown> = {}) {
  vi.resetModules()
  const phone = createFakePhone()
  for (const [key, value] of Object.entries(stored)) phone.stored.set(key, value)
  vi.doMock('@tarojs/taro', () => ({ default: phone.taro }))
  const { call } = await import('./call.ts')
  const { publicEndpoints } = await import('./request.ts')
  const { session } = await import('./session.ts')
  return { phone, call, session, publicEndpoints }
}

const signedInAnswer = (token: string) => ok({ token, expiresAt: '2026-12-01T00:00:00.000Z', me: { accountId: 'A' } })
const signedIn = { session: { token: 'old-token', me: { accountId: 'A' } } }

describe('call', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('posts JSON with the token and the contract version', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(ok({ accountId: 'A' }))
    await expect(call('people.me', {})).resolves.toEqual({ ok: true, data: { accountId: 'A' } })
    expect(phone.sent[0]).toMatchObject({
      url: 'https://api.test/api/people.me',
      method: 'POST',
      data: '{}',
      timeout: 8000,
      header: {
        authorization: 'Bearer old-token',
        'content-type': 'application/json',
        'x-contract': String(CONTRACT_VERSION),
      },
    })
  })

  it('asks public questions by GET, without a token, with the input in the address', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(ok({ communities: [] }))
    await call('people.communities', {})
    expect(phone.sent[0]).toMatchObject({ url: 'https://api.test/api/people.communities?input=%7B%7D', method: 'GET' })
    expect(phone.sent[0]?.header).not.toHaveProperty('authorization')
    expect(phone.sent[0]).not.toHaveProperty('data')
  })

  it('knows every public endpoint of the contract and no other', async () => {
    const { publicEndpoints } = await freshApp()
    const inContract = Object.entries(endpoints).filter(([, row]) => row.kind === 'publicQuery')
    expect(publicEndpoints.toSorted()).toEqual(inContract.map(([name]) => name).toSorted())
  })

  it('hands on a refusal with the sentence of the server', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(refused('not_allowed', 403))
    const answer = await call('people.me', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_allowed', message: 'sentence of not_allowed' } })
  })

  it.each([
    ['offline', { errMsg: 'request:fail ' }],
    ['offline', { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }],
    ['timeout', { errMsg: 'request:fail timeout' }],
    ['unreachable', { status: 502, body: '<html>Bad gateway</html>' }],
    ['unreachable', { status: 204, body: '' }],
    ['unreachable', { status: 200, body: null }],
  ] as const)('says %s when the network gives %o', async (code, answer) => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(answer)
    await expect(call('people.me', {})).resolves.toEqual({ ok: false, error: { code, message: clientSentences[code] } })
  })

  it('waits as long as it is told', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(ok({}))
    await call('people.me', {}, { timeoutMilliseconds: 4000 })
    expect(phone.sent[0]?.timeout).toBe(4000)
  })
})

describe('signing in', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('happens once for calls made at the same time, and is kept on the phone', async () => {
    const { phone, call } = await freshApp()
    phone.answer(signedInAnswer('new-token'), ok({}), ok({}))
    await Promise.all([call('people.me', {}), call('people.signOut', {})])
    expect(phone.asked()).toEqual(['people.signIn', 'people.me', 'people.signOut'])
    expect(phone.sent[0]?.data).toBe('{"code":"code-1"}')
    expect(phone.sent[1]?.header['authorization']).toBe('Bearer new-token')
    expect(phone.stored.get('session')).toMatchObject({ token: 'new-token' })
  })

  it('happens again once when the session has ended, and the call is repeated', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(refused('not_signed_in', 401), signedInAnswer('new-token'), ok({ accountId: 'A' }))
    await expect(call('people.me', {})).resolves.toMatchObject({ ok: true })
    expect(phone.asked()).toEqual(['people.me', 'people.signIn', 'people.me'])
    expect(phone.sent[2]?.header['authorization']).toBe('Bearer new-token')
  })

  it('does not go round in circles when the server never accepts the session', async () => {
    const { phone, call } = await freshApp(signedIn)
    phone.answer(refused('not_signed_in', 401), signedInAnswer('new-token'), refused('not_signed_in', 401))
    await expect(call('people.me', {})).resolves.toMatchObject({ ok: false, error: { code: 'not_signed_in' } })
    expect(phone.sent).toHaveLength(3)
  })

  it('is not repeated for a call whose session another call has renewed meanwhile', async () => {
    const { phone, call } = await freshApp(signedIn)
    let late: (answer: ReturnType<typeof refused>) => void = () => undefined
    phone.answer(
      new Promise((resolve) => (late = resolve)),
      refused('not_signed_in', 401),
      signedInAnswer('new-token'),
      ok({}),
      ok({}),
    )
    const slow = call('people.me', {})
    await call('people.signOut', {})
    late(refused('not_signed_in', 401))
    await expect(slow).resolves.toMatchObject({ ok: true })
    expect(phone.logins).toHaveLength(1)
  })

  it('gives its own problem as the answer of the call, and is tried anew by the next', async () => {
    const { phone, call } = await freshApp()
    phone.answer({ errMsg: 'request:fail' }, signedInAnswer('new-token'), ok({}))
    await expect(call('people.me', {})).resolves.toMatchObject({ ok: false, error: { code: 'offline' } })
    await expect(call('people.me', {})).resolves.toMatchObject({ ok: true })
  })

  it('keeps the last known identity through a restart', async () => {
    const { session } = await freshApp(signedIn)
    expect(session.me()).toEqual({ accountId: 'A' })
    session.leave()
    expect(session.token()).toBeUndefined()
  })
})
