import * as z from 'zod/mini'
import { describe, expect, it } from 'vitest'
import { command, publicFile, publicQuery, query } from '../../shared/contract.ts'
import { errorTable } from '../../shared/errors.ts'
import { ok, refuse } from '../../shared/result.ts'
import { createApp, type AppOptions } from './app.ts'
import type { Actor } from './platform/actor.ts'
import { DatabaseError } from './platform/db/errors.ts'
import { bodyLimitBytes } from './platform/http/read-input.ts'
import { createLog } from './platform/log.ts'
import { defineSlice } from './platform/slice.ts'

const base = { roundTrips: 0, errors: [] as const, summary: 'x', input: z.object({ word: z.string() }) }
const lampSlice = defineSlice({
  contract: {
    'lamp.open': publicQuery({ ...base, output: z.object({ word: z.string() }), cacheSeconds: 30 }),
    'lamp.page': publicFile({
      ...base,
      errors: ['not_found', 'bind_code_expired'],
      contentType: 'text/calendar; charset=utf-8',
    }),
    'lamp.mine': query({ ...base, callers: ['account'], output: z.object({ word: z.string() }) }),
    'lamp.live': query({ ...base, callers: ['resident'], output: z.object({}) }),
    'lamp.staff': query({ ...base, callers: ['dispatcher'], output: z.object({}) }),
    'lamp.turn': command({ ...base, callers: ['anyone'], output: z.object({ on: z.boolean() }), errors: ['conflict'] }),
  },
  handlers: {
    'lamp.open': async ({ word }) => ok({ word }),
    'lamp.page': async ({ word }) => {
      if (word === 'gone') return refuse('bind_code_expired')
      if (word === 'unknown') return refuse('not_found')
      return ok({ body: `BEGIN:${word}\r\n`, fileName: word === 'broken' ? '"\n.ics' : 'lamp.ics' })
    },
    'lamp.mine': async ({ word }) => ok({ word }),
    'lamp.live': async () => ok({}),
    'lamp.staff': async () => ok({}),
    'lamp.turn': async ({ word }, { afterwards }) => {
      if (word === 'refuse') return refuse('conflict', { who: '李敏' })
      if (word === 'throw') throw new Error('a secret: 13912345678')
      if (word === 'database') throw new DatabaseError({ errno: 2003, sqlState: 'HY000' }, 'select ?')
      if (word === 'broken') return ok({ on: 'yes' } as never)
      if (word === 'later') afterwards(() => Promise.reject(new Error('too late')))
      return ok({ on: true })
    },
  },
})

const actor: Actor = {
  accountId: '01J00000000000000000000001',
  displayName: '陈静',
  phone: null,
  sessionId: '01J00000000000000000000002',
  identity: undefined,
  identities: [],
  staff: [],
}
const token = 'a'.repeat(43)

function lampApp(overrides: Partial<AppOptions> = {}) {
  const lines: string[] = []
  const app = createApp({
    slices: [lampSlice],
    db: undefined as never,
    wechat: undefined as never,
    recipients: undefined as never,
    authenticate: async (_db, given) => (given === token ? actor : undefined),
    clock: () => new Date('2026-11-24T00:20:00Z'),
    log: createLog((line) => lines.push(line)),
    checkOutput: true,
    ...overrides,
  })
  async function send(path: string, init: RequestInit = {}) {
    const response = await app.fetch(new Request(`http://test.local${path}`, init))
    return { response, status: response.status, body: (await response.json()) as never as Body }
  }
  const post = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    send(`/api/${name}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  return { app, lines, send, post }
}

interface Body {
  ok: boolean
  data: { word?: string; on?: boolean }
  error: { code: keyof typeof errorTable; message: string; requestId: string; details: unknown }
}

describe('createApp', () => {
  it('answers a public read by GET with cache headers and security headers', async () => {
    const { response, body } = await lampApp().send(`/api/lamp.open?input=${encodeURIComponent('{"word":"灯"}')}`)
    expect(body.data).toEqual({ word: '灯' })
    expect(response.headers.get('cache-control')).toContain('public, max-age=30')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
  })

  it('answers a command by POST and never lets it be stored', async () => {
    const { response, body } = await lampApp().post('lamp.turn', { word: 'on' })
    expect(body).toEqual({ ok: true, data: { on: true } })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  describe('a file', () => {
    const page = (word: string) => `/api/lamp.page?input=${encodeURIComponent(JSON.stringify({ word }))}`
    const get = (word: string, headers: Record<string, string> = {}) =>
      lampApp().app.fetch(new Request(`http://test.local${page(word)}`, { headers }))

    it('is answered as it is, by GET and without a session, and kept by nobody on the way', async () => {
      const response = await get('灯')
      expect([response.status, await response.text()]).toEqual([200, 'BEGIN:灯\r\n'])
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      expect(response.headers.get('content-disposition')).toBe('inline; filename="lamp.ics"')
      expect(response.headers.get('cache-control')).toBe('private, no-cache')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect((await lampApp().post('lamp.page', { word: '灯' })).body.error.code).toBe('wrong_method')
    })

    it('is answered with 304 to whoever has it already, and whole once it has changed', async () => {
      const etag = (await get('灯')).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w-]{22}"$/)
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await get('灯', { 'if-none-match': known })
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
      }
      const other = await get('火', { 'if-none-match': etag })
      expect([other.status, await other.text()]).toEqual([200, 'BEGIN:火\r\n'])
    })

    it.each([
      ['unknown', 'not_found', 404],
      ['gone', 'bind_code_expired', 410],
    ] as const)('that is %s is refused in JSON like everything else', async (word, code, status) => {
      const answer = await lampApp().send(page(word))
      expect([answer.status, answer.body.error.code]).toEqual([status, code])
      expect(answer.response.headers.get('content-type')).toContain('application/json')
      expect(answer.response.headers.get('cache-control')).toBe('no-store')
    })

    it.each([true, false])('never has a name that could be a header of its own (checked: %s)', async (checkOutput) => {
      const { body } = await lampApp({ checkOutput }).send(page('broken'))
      expect(body.error.code).toBe('internal')
    })

    it('leaves its secret address out of the log', async () => {
      const { app, lines } = lampApp()
      await app.fetch(new Request(`http://test.local${page('the-secret')}`))
      expect(lines.join('')).toContain('lamp.page')
      expect(lines.join('')).not.toContain('the-secret')
    })
  })

  it.each([
    ['unknown endpoint', '/api/lamp.none', { method: 'POST' }, 'unknown_endpoint'],
    ['a name of the prototype', '/api/constructor', { method: 'POST' }, 'unknown_endpoint'],
    ['wrong method', '/api/lamp.turn', { method: 'GET' }, 'wrong_method'],
    ['wrong method on a public read', '/api/lamp.open', { method: 'POST' }, 'wrong_method'],
    ['no content type', '/api/lamp.turn', { method: 'POST', body: '{}' }, 'wrong_content_type'],
    [
      'another character set',
      '/api/lamp.turn',
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json; charset=gbk' } },
      'wrong_content_type',
    ],
    [
      'broken JSON',
      '/api/lamp.turn',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      'bad_request',
    ],
    ['broken JSON in the query', '/api/lamp.open?input=%7B', {}, 'bad_request'],
  ] as const)('refuses %s with its own code, status and sentence', async (_what, path, init, code) => {
    const { status, body } = await lampApp().send(path, init)
    expect(body.error.code).toBe(code)
    expect(status).toBe(errorTable[code].status)
    expect(body.error.message).toBe(errorTable[code].text)
    expect(body.error.requestId).toMatch(/^[0-9A-Z]{26}$/)
  })

  it('refuses a body above the limit, declared or streamed', async () => {
    const { post, send } = lampApp()
    const long = JSON.stringify({ word: 'x'.repeat(bodyLimitBytes) })
    expect((await post('lamp.turn', long, { 'content-length': String(long.length) })).body.error.code).toBe('too_large')
    const stream = new Blob([long]).stream()
    const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } }
    expect((await send('/api/lamp.turn', init as RequestInit)).body.error.code).toBe('too_large')
  })

  it('names the wrong fields and never their values', async () => {
    const { lines, post } = lampApp()
    const { body } = await post('lamp.turn', { word: 13912345678 })
    expect(body.error).toMatchObject({ code: 'invalid_input', details: { fields: ['word'] } })
    expect(JSON.stringify(body) + lines.join('')).not.toContain('13912345678')
  })

  it('gives a refusal as a value, with its details', async () => {
    const { status, body } = await lampApp().post('lamp.turn', { word: 'refuse' })
    expect(status).toBe(409)
    expect(body.error.details).toEqual({ who: '李敏' })
  })

  it('hides what went wrong inside, in the answer and in the log', async () => {
    const { lines, post } = lampApp()
    const { status, body } = await post('lamp.turn', { word: 'throw' })
    expect(status).toBe(500)
    expect(body.error.code).toBe('internal')
    expect(JSON.stringify(body) + lines.join('')).not.toContain('13912345678')
    expect(lines.some((line) => line.includes('"event":"request failed"'))).toBe(true)
  })

  it('says that the database is busy when it does not answer', async () => {
    const { status, body } = await lampApp().post('lamp.turn', { word: 'database' })
    expect(status).toBe(503)
    expect(body.error.code).toBe('too_busy')
  })

  it('fails where an answer breaks its contract', async () => {
    expect((await lampApp().post('lamp.turn', { word: 'broken' })).body.error.code).toBe('internal')
    expect((await lampApp({ checkOutput: false }).post('lamp.turn', { word: 'broken' })).body.ok).toBe(true)
  })

  it('answers before the work left for afterwards, and logs its failure', async () => {
    const { app, lines, post } = lampApp()
    expect((await post('lamp.turn', { word: 'later' })).body.ok).toBe(true)
    await app.settled()
    expect(lines.some((line) => line.includes('afterwards failed'))).toBe(true)
  })

  it('asks who is calling before it looks at the input', async () => {
    const { post } = lampApp()
    expect((await post('lamp.mine', { word: 1 })).body.error.code).toBe('not_signed_in')
    expect((await post('lamp.mine', { word: 1 }, { authorization: `Bearer ${token}x` })).status).toBe(401)
    expect((await post('lamp.mine', { word: 'a' }, { authorization: `Bearer ${token}` })).body.ok).toBe(true)
    expect((await post('lamp.live', { word: 'a' }, { authorization: `Bearer ${token}` })).status).toBe(403)
    expect((await post('lamp.staff', { word: 'a' }, { authorization: `Bearer ${token}` })).status).toBe(403)
  })

  it('logs one line per request: what, status, time, round trips, account, never the input or a made-up path', async () => {
    const { lines, post, send } = lampApp()
    await post('lamp.mine', { word: '王秀英' }, { authorization: `Bearer ${token}` })
    await send('/api/13912345678', { method: 'POST' })
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(first).toMatchObject({ event: 'request', endpoint: 'lamp.mine', status: 200, roundTrips: 0 })
    expect(first).toMatchObject({ accountId: actor.accountId, milliseconds: expect.any(Number) as number })
    expect(second).toMatchObject({ endpoint: 'unknown', status: 404, code: 'unknown_endpoint' })
    expect(lines.join('')).not.toMatch(/王秀英|13912345678/)
  })
})
