import { beforeEach, describe, expect, it } from 'vitest'
import {
  createWechatSimulator,
  type FaultKind,
  type WechatSimulator,
} from '../../../../config/dev/wechat-simulator/index.ts'
import { errorTable } from '../../../../shared/errors.ts'
import { useDatabase } from '../../testing/database.ts'
import { countRoundTrips } from '../db/round-trips.ts'
import { createLog } from '../log.ts'
import { createWechatClient, type WechatClient } from './client.ts'
import { faultOf, knownErrcodes, refusalOf } from './errcodes.ts'
import type { Fetch } from './http.ts'

const { db, raw } = await useDatabase()

const app = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
const tokenPath = '/cgi-bin/stable_token'
const sendPath = '/cgi-bin/message/subscribe/send'

let now: number
let simulator: WechatSimulator
let wechat: WechatClient
let lines: string[]
let addresses: string[]

function newClient(change: Partial<Parameters<typeof createWechatClient>[0]> = {}): WechatClient {
  const fetch: Fetch = (input, init) => {
    addresses.push(input)
    return simulator.fetch(input, init)
  }
  return createWechatClient({
    ...app,
    db,
    fetch,
    baseUrl: 'http://wechat.test/',
    timeoutMilliseconds: 40,
    miniprogramState: 'developer',
    clock: () => new Date(now),
    log: createLog((line) => lines.push(line)),
    ...change,
  })
}

beforeEach(() => {
  now = Date.parse('2026-11-22T08:00:00.000Z')
  lines = []
  addresses = []
  simulator = createWechatSimulator({
    ...app,
    people: [
      { openId: 'o-wang', nickname: '王秀英', phone: '13800001111' },
      { openId: 'o-chen', nickname: '陈静', phone: '13900002222' },
      { openId: 'o-risk', nickname: '某人', phone: '13700003333', blocked: true },
    ],
    templates: [{ templateId: 'tpl-help', title: '求助进展', fields: ['thing1'] }],
    pages: ['help/index'],
    clock: () => new Date(now),
  })
  wechat = newClient()
})

const silences: readonly FaultKind[] = [
  { errcode: -1 },
  { errcode: 40013 },
  { errcode: 40164 },
  { errcode: 89503 },
  { errcode: 99999 },
  { status: 502 },
  { timeout: true },
  { lostReply: true },
  { garbage: true },
]
const failing = (path: string, fault: FaultKind & { times?: number }) => {
  simulator.fail({ path, ...fault })
}
const calls = (path: string) => simulator.calls.filter((call) => call === path).length
const tokenRows = () => raw('select token, expires_at, version from wechat_access_token')
const message = { openId: 'o-wang', templateId: 'tpl-help', page: '/help/index?id=1', data: { thing1: '正在赶来' } }

describe('codeToSession', () => {
  it('gives the openid and nothing else', async () => {
    const answer = await wechat.codeToSession(simulator.loginCode('o-wang'))
    expect(answer).toEqual({ ok: true, data: { openId: 'o-wang' } })
  })

  it('passes the unionid on where WeChat sends one', async () => {
    const body = JSON.stringify({ openid: 'o-1', unionid: 'u-1', session_key: 'key' })
    wechat = newClient({ fetch: async () => new Response(body) })
    expect(await wechat.codeToSession('code')).toEqual({ ok: true, data: { openId: 'o-1', unionId: 'u-1' } })
  })

  it('tells used, invalid and blocked apart', async () => {
    const code = simulator.loginCode('o-wang')
    await wechat.codeToSession(code)
    expect(await wechat.codeToSession(code)).toMatchObject({ code: 'wechat_code_used' })
    expect(await wechat.codeToSession('made-up')).toMatchObject({ code: 'wechat_code_invalid' })
    expect(await wechat.codeToSession('')).toMatchObject({ code: 'wechat_code_invalid' })
    expect(await wechat.codeToSession(simulator.loginCode('o-risk'))).toMatchObject({ code: 'wechat_blocked' })
    failing('/sns/jscode2session', { errcode: 45011 })
    expect(await wechat.codeToSession(code)).toMatchObject({ code: 'wechat_too_often' })
    failing('/sns/jscode2session', { errcode: 45009 })
    expect(await wechat.codeToSession(code)).toMatchObject({ code: 'wechat_unreachable' })
  })

  it.each(silences)('cannot reach WeChat when it answers %j', async (fault) => {
    failing('/sns/jscode2session', fault)
    expect(await wechat.codeToSession(simulator.loginCode('o-wang'))).toEqual({ ok: false, code: 'wechat_unreachable' })
  })

  it('costs no round trip to the database', async () => {
    const code = simulator.loginCode('o-wang')
    expect((await countRoundTrips(() => wechat.codeToSession(code))).roundTrips).toBe(0)
  })
})

describe('phoneNumber', () => {
  it('gives the number of the person whose session it is', async () => {
    const answer = await wechat.phoneNumber(simulator.phoneCode('o-wang'), 'o-wang')
    expect(answer).toEqual({ ok: true, data: { phoneNumber: '13800001111' } })
  })

  it('refuses the code of another person, a used code and a login code', async () => {
    const refused = { ok: false, code: 'wechat_code_invalid' }
    expect(await wechat.phoneNumber(simulator.phoneCode('o-wang'), 'o-chen')).toEqual(refused)
    const code = simulator.phoneCode('o-wang')
    await wechat.phoneNumber(code, 'o-wang')
    expect(await wechat.phoneNumber(code, 'o-wang')).toEqual(refused)
    expect(await wechat.phoneNumber(simulator.loginCode('o-wang'), 'o-wang')).toEqual(refused)
  })

  it('says when the paid number of look-ups is used up', async () => {
    failing('/wxa/business/getuserphonenumber', { errcode: 45009 })
    const answer = await wechat.phoneNumber(simulator.phoneCode('o-wang'), 'o-wang')
    expect(answer).toEqual({ ok: false, code: 'wechat_quota_out' })
  })
})

describe('the access token', () => {
  it('is fetched once for all calls of all processes', async () => {
    const clients = [wechat, newClient(), newClient()]
    for (const client of clients) for (let n = 0; n < 3; n += 1) await client.sendSubscribeMessage(message)
    expect(calls(tokenPath)).toBe(1)
    expect(await tokenRows()).toHaveLength(1)
  })

  it('costs one round trip for a new process and none after that', async () => {
    await wechat.sendSubscribeMessage(message)
    const other = newClient()
    expect((await countRoundTrips(() => other.sendSubscribeMessage(message))).roundTrips).toBe(1)
    expect((await countRoundTrips(() => other.sendSubscribeMessage(message))).roundTrips).toBe(0)
  })

  it('leaves one row when twenty processes start at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => newClient().sendSubscribeMessage(message)))
    expect(new Set(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.fault)))).toEqual(new Set(['not_subscribed']))
    expect(await tokenRows()).toHaveLength(1)
  })

  it('is replaced in its last minutes, once', async () => {
    await wechat.sendSubscribeMessage(message)
    const [first] = await tokenRows()
    now += 7_200_000 - 241_000
    await wechat.sendSubscribeMessage(message)
    expect(calls(tokenPath)).toBe(1)
    now += 2_000
    await Promise.all(Array.from({ length: 10 }, () => newClient().sendSubscribeMessage(message)))
    const [second] = await tokenRows()
    expect(second?.['token']).not.toBe(first?.['token'])
    expect(second?.['version']).toBe(2)
    const before = calls(tokenPath)
    await newClient().sendSubscribeMessage(message)
    expect(calls(tokenPath)).toBe(before)
  })

  it.each([40001, 40014, 42001])(
    'is replaced when WeChat refuses it with %i, and the call succeeds',
    async (errcode) => {
      simulator.accept('o-wang', ['tpl-help', 'tpl-help'])
      expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: true })
      if (errcode === 40001) simulator.revokeTokens()
      else failing(sendPath, { errcode })
      expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: true })
      expect(calls(tokenPath)).toBe(2)
      const [row] = await tokenRows()
      expect(row?.['version']).toBe(3)
    },
  )

  it('is asked for once more only: a second refusal is the answer', async () => {
    failing(sendPath, { errcode: 40001, times: 2 })
    expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: false, fault: 'token_invalid' })
    expect(calls(sendPath)).toBe(2)
  })

  it('that a colleague has replaced already is not ended again', async () => {
    const slow = newClient()
    await slow.sendSubscribeMessage(message)
    simulator.revokeTokens()
    await newClient().sendSubscribeMessage(message)
    const [replaced] = await tokenRows()
    simulator.accept('o-wang', ['tpl-help'])
    expect(await slow.sendSubscribeMessage(message)).toEqual({ ok: true })
    const [after] = await tokenRows()
    expect(after?.['token']).toBe(replaced?.['token'])
    expect(after?.['version']).toBe(replaced?.['version'])
    expect(calls(tokenPath)).toBe(2)
  })

  it('is never forced', async () => {
    const bodies: string[] = []
    const fetch: Fetch = (input, init) => {
      if (typeof init.body === 'string') bodies.push(init.body)
      return simulator.fetch(input, init)
    }
    const client = newClient({ fetch })
    simulator.revokeTokens()
    await client.sendSubscribeMessage(message)
    expect(bodies.filter((body) => body.includes('force_refresh'))).toEqual([
      JSON.stringify({
        grant_type: 'client_credential',
        appid: app.appId,
        secret: app.appSecret,
        force_refresh: false,
      }),
    ])
  })

  it.each(silences)('that WeChat will not give (%j) reads as unreachable for the caller', async (fault) => {
    failing(tokenPath, fault)
    const answer = await wechat.phoneNumber(simulator.phoneCode('o-wang'), 'o-wang')
    expect(answer).toEqual({ ok: false, code: 'wechat_unreachable' })
    expect(await tokenRows()).toHaveLength(0)
  })
})

describe('sendSubscribeMessage', () => {
  it('sends with the page as WeChat wants it and the version of this installation', async () => {
    simulator.accept('o-wang', ['tpl-help'])
    expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: true })
    expect(simulator.messages('o-wang')).toMatchObject([
      { page: 'help/index?id=1', miniprogramState: 'developer', data: { thing1: '正在赶来' } },
    ])
  })

  it.each([
    [43101, 'not_subscribed'],
    [43107, 'banned'],
    [43108, 'recipient_busy'],
    [45168, 'sensitive'],
    [47003, 'bad_data'],
    [40003, 'bad_recipient'],
    [40037, 'bad_template'],
    [41030, 'bad_page'],
    [45009, 'quota_out'],
    [-1, 'busy'],
  ])('reads %i as %s', async (errcode, fault) => {
    failing(sendPath, { errcode })
    expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: false, fault })
  })
})

describe('unlimitedCode', () => {
  it('gives the picture', async () => {
    const answer = await wechat.unlimitedCode({ scene: 'b=01J8', page: '/help/index', width: 280 })
    expect(answer).toMatchObject({ ok: true, data: { contentType: 'image/png' } })
    if (answer.ok) expect(Buffer.from(answer.data.bytes).subarray(1, 4).toString()).toBe('PNG')
  })

  it('refuses what WeChat refuses, and looks for the page in the released version only', async () => {
    expect(await wechat.unlimitedCode({ scene: '楼栋', page: 'help/index' })).toMatchObject({
      code: 'wechat_unreachable',
    })
    expect(await wechat.unlimitedCode({ scene: 'a', page: 'not/yet' })).toMatchObject({ ok: true })
    const released = newClient({ miniprogramState: 'formal' })
    expect(await released.unlimitedCode({ scene: 'a', page: 'not/yet' })).toMatchObject({ code: 'wechat_unreachable' })
  })
})

describe('errcodes', () => {
  it('each become a refusal with a sentence', () => {
    expect(knownErrcodes.length).toBeGreaterThan(30)
    for (const errcode of knownErrcodes) {
      expect(faultOf(errcode)).not.toBe('unknown')
      expect(errorTable[refusalOf(faultOf(errcode))].text).toBeTruthy()
    }
    expect(faultOf(12345)).toBe('unknown')
    expect(refusalOf('unknown')).toBe('wechat_unreachable')
  })
})

describe('what is logged', () => {
  it('holds path and errcode, and no secret, code, token, openid or number', async () => {
    const loginCode = simulator.loginCode('o-wang')
    const phoneCode = simulator.phoneCode('o-wang')
    await wechat.codeToSession(loginCode)
    await wechat.codeToSession(loginCode)
    await wechat.phoneNumber(phoneCode, 'o-chen')
    for (const fault of silences) {
      failing(sendPath, fault)
      await wechat.sendSubscribeMessage(message)
    }
    const refusing: Fetch = (input) => Promise.reject(new TypeError(`fetch failed: ${input}`))
    await newClient({ fetch: refusing }).codeToSession(loginCode)

    expect(lines.length).toBeGreaterThanOrEqual(10)
    expect(lines.some((line) => line.includes('"errcode":40163'))).toBe(true)
    const text = lines.join('\n')
    const [row] = await tokenRows()
    const secrets = [app.appSecret, loginCode, phoneCode, String(row?.['token']), 'o-wang', 'o-chen', '13800001111']
    for (const secret of secrets) expect(text.includes(secret)).toBe(false)
    expect(addresses.length).toBeGreaterThan(10)
  })
})
