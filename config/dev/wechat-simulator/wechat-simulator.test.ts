import { inflateSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { createWechatSimulator, type WechatSimulator } from './index.ts'

const app = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
const template = { templateId: 'tpl-help', title: '求助进展', fields: ['thing1', 'time2', 'phrase3'] }
const wang = { openId: 'o-wang', nickname: '王秀英', phone: '13800001111' }
const chen = { openId: 'o-chen', nickname: '陈静', phone: '13900002222' }

let now: number
let wechat: WechatSimulator

beforeEach(() => {
  now = Date.parse('2026-11-22T08:00:00.000Z')
  wechat = createWechatSimulator({
    ...app,
    people: [wang, chen, { openId: 'o-risk', nickname: '某人', phone: '13700003333', blocked: true }],
    templates: [template],
    pages: ['home/index', 'help/index'],
    sensitiveWords: ['赌博'],
    clock: () => new Date(now),
  })
})

type Json = Record<string, unknown>
const base = 'http://wechat.test'

async function get(path: string, query: Record<string, string> = {}): Promise<Json> {
  const reply = await wechat.fetch(`${base}${path}?${new URLSearchParams(query).toString()}`, {})
  return (await reply.json()) as Json
}

function send(path: string, body: Json): Promise<Response> {
  return wechat.fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body) })
}

async function post(path: string, body: Json): Promise<Json> {
  return (await (await send(path, body)).json()) as Json
}

const session = (code: string, change: Record<string, string> = {}) =>
  get('/sns/jscode2session', {
    appid: app.appId,
    secret: app.appSecret,
    js_code: code,
    grant_type: 'authorization_code',
    ...change,
  })

const tokenBody = { grant_type: 'client_credential', appid: app.appId, secret: app.appSecret }
const token = async (change: Json = {}) =>
  String((await post('/cgi-bin/stable_token', { ...tokenBody, ...change }))['access_token'])

describe('jscode2session', () => {
  it('gives openid and session_key once, then 40163', async () => {
    const code = wechat.loginCode('o-wang')
    expect(await session(code)).toMatchObject({ openid: 'o-wang', session_key: expect.stringMatching(/^.{24}$/) })
    expect(await session(code)).toMatchObject({ errcode: 40163 })
  })

  it('answers 40029 to an unknown, an expired and a phone code', async () => {
    expect(await session('made-up')).toMatchObject({ errcode: 40029 })
    const late = wechat.loginCode('o-wang')
    now += 300_000
    expect(await session(late)).toMatchObject({ errcode: 40029 })
    expect(await session(wechat.phoneCode('o-wang'))).toMatchObject({ errcode: 40029 })
  })

  it('checks app, secret, grant and code', async () => {
    const code = wechat.loginCode('o-wang')
    expect(await session(code, { appid: 'wxother' })).toMatchObject({ errcode: 40013 })
    expect(await session(code, { secret: 'other' })).toMatchObject({ errcode: 40125 })
    expect(await session(code, { grant_type: 'x' })).toMatchObject({ errcode: 40002 })
    expect(await session('')).toMatchObject({ errcode: 41008 })
    expect(await session(wechat.loginCode('o-risk'))).toMatchObject({ errcode: 40226 })
    expect(await session(code)).toMatchObject({ openid: 'o-wang' })
  })

  it('lets one of many parallel uses through', async () => {
    const code = wechat.loginCode('o-wang')
    const answers = await Promise.all(Array.from({ length: 20 }, () => session(code)))
    expect(answers.filter((answer) => answer['openid'] === 'o-wang')).toHaveLength(1)
  })
})

describe('stable_token', () => {
  it('gives the same token with the time it has left, and a new one in the last five minutes', async () => {
    const first = await token()
    now += 1_000_000
    expect(await post('/cgi-bin/stable_token', tokenBody)).toEqual({ access_token: first, expires_in: 6200 })
    now += 5_900_000
    const second = await token()
    expect(second).not.toBe(first)
    expect(await post(`/wxa/business/getuserphonenumber?access_token=${first}`, {})).toMatchObject({ errcode: 40029 })
    now += 300_000
    expect(await post(`/wxa/business/getuserphonenumber?access_token=${first}`, {})).toMatchObject({ errcode: 42001 })
  })

  it('ends the old token when forced, and forces at most every 30 s and 20 times a day', async () => {
    const first = await token()
    const second = await token({ force_refresh: true })
    expect(second).not.toBe(first)
    expect(await post(`/wxa/getwxacodeunlimit?access_token=${first}`, {})).toMatchObject({ errcode: 40001 })
    expect(await post('/cgi-bin/stable_token', { ...tokenBody, force_refresh: true })).toMatchObject({ errcode: 45011 })
    for (let n = 1; n < 20; n += 1) {
      now += 30_000
      await token({ force_refresh: true })
    }
    now += 30_000
    expect(await post('/cgi-bin/stable_token', { ...tokenBody, force_refresh: true })).toMatchObject({ errcode: 45009 })
  })

  it('wants POST, the app and its secret', async () => {
    expect(await get('/cgi-bin/stable_token')).toMatchObject({ errcode: 43002 })
    expect(await post('/cgi-bin/stable_token', { ...tokenBody, appid: 'x' })).toMatchObject({ errcode: 40013 })
    expect(await post('/cgi-bin/stable_token', { ...tokenBody, secret: 'x' })).toMatchObject({ errcode: 40125 })
    expect(await post('/wxa/getwxacodeunlimit', {})).toMatchObject({ errcode: 41001 })
    expect(await post('/wxa/getwxacodeunlimit?access_token=made-up', {})).toMatchObject({ errcode: 40001 })
  })
})

describe('getuserphonenumber', () => {
  const phone = async (body: Json) => post(`/wxa/business/getuserphonenumber?access_token=${await token()}`, body)

  it('gives the number once, to the person whose code it is', async () => {
    const code = wechat.phoneCode('o-wang')
    expect(await phone({ code, openid: 'o-wang' })).toMatchObject({ phone_info: { purePhoneNumber: '13800001111' } })
    expect(await phone({ code, openid: 'o-wang' })).toMatchObject({ errcode: 40029 })
    expect(await phone({ code: wechat.phoneCode('o-wang'), openid: 'o-chen' })).toMatchObject({ errcode: 40003 })
    expect(await phone({ code: wechat.loginCode('o-wang') })).toMatchObject({ errcode: 40029 })
  })
})

describe('subscribe message', () => {
  const values = { thing1: '李敏正在赶来', time2: '2026年11月22日 16:00', phrase3: '已接' }
  const message = (change: Json = {}, fields: Record<string, string> = values): Json => ({
    touser: 'o-wang',
    template_id: 'tpl-help',
    page: 'help/index?id=1',
    miniprogram_state: 'developer',
    data: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value }])),
    ...change,
  })
  const deliver = async (body: Json) => post(`/cgi-bin/message/subscribe/send?access_token=${await token()}`, body)

  it('arrives once for each time the person accepted', async () => {
    expect(await deliver(message())).toMatchObject({ errcode: 43101 })
    wechat.accept('o-wang', ['tpl-help'])
    expect(await deliver(message())).toMatchObject({ errcode: 0 })
    expect(await deliver(message())).toMatchObject({ errcode: 43101 })
    expect(wechat.messages('o-wang')).toEqual([
      {
        openId: 'o-wang',
        templateId: 'tpl-help',
        title: '求助进展',
        page: 'help/index?id=1',
        miniprogramState: 'developer',
        data: values,
        at: '2026-11-22T08:00:00.000Z',
      },
    ])
    expect(wechat.messages('o-chen')).toEqual([])
  })

  it.each([
    ['too long', { ...values, thing1: '一'.repeat(21) }],
    ['with a line break', { ...values, thing1: '一\n二' }],
    ['empty', { ...values, thing1: '' }],
    ['a phrase with letters', { ...values, phrase3: 'OK' }],
    ['a time that is none', { ...values, time2: '下午四点' }],
    ['a field missing', { thing1: '一', time2: '16:00' }],
  ])('refuses a value %s with 47003 and keeps the quota', async (_, fields) => {
    wechat.accept('o-wang', ['tpl-help'])
    expect(await deliver(message({}, fields))).toMatchObject({ errcode: 47003 })
    expect(wechat.quota('o-wang', 'tpl-help')).toBe(1)
  })

  it('knows the other refusals', async () => {
    wechat.accept('o-wang', ['tpl-help'])
    expect(await deliver(message({ touser: 'o-nobody' }))).toMatchObject({ errcode: 40003 })
    expect(await deliver(message({ template_id: 'tpl-other' }))).toMatchObject({ errcode: 40037 })
    expect(await deliver(message({ page: '/help/index' }))).toMatchObject({ errcode: 41030 })
    expect(await deliver(message({ page: 'gone/index' }))).toMatchObject({ errcode: 41030 })
    expect(await deliver(message({}, { ...values, thing1: '网上赌博' }))).toMatchObject({ errcode: 45168 })
    wechat.banTemplate('tpl-help')
    expect(await deliver(message())).toMatchObject({ errcode: 43107 })
  })

  it('answers 43108 to a second message on its way to the same person', async () => {
    wechat = createWechatSimulator({ ...app, people: [wang], templates: [template], sendMilliseconds: 20 })
    wechat.accept('o-wang', ['tpl-help', 'tpl-help'])
    const answers = await Promise.all([deliver(message()), deliver(message())])
    expect(new Set(answers.map((answer) => answer['errcode']))).toEqual(new Set([0, 43108]))
  })
})

describe('getwxacodeunlimit', () => {
  const picture = async (body: Json) => send(`/wxa/getwxacodeunlimit?access_token=${await token()}`, body)

  it('draws a PNG of the asked width', async () => {
    const reply = await picture({ scene: 'a=1', page: 'home/index', width: 280 })
    expect(reply.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await reply.arrayBuffer())
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([280, 280])
    const length = bytes.readUInt32BE(33)
    expect(bytes.subarray(37, 41).toString()).toBe('IDAT')
    expect(inflateSync(bytes.subarray(41, 41 + length))).toHaveLength(281 * 280)
  })

  it.each([
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '' }, 40169],
    [{ scene: '楼栋' }, 40129],
    [{ scene: 'a%20b' }, 40129],
    [{ scene: 'scancode_time' }, 85096],
    [{ scene: 'a', page: '/home/index' }, 41030],
    [{ scene: 'a', page: 'gone/index' }, 41030],
    [{ scene: 'a', width: 100 }, 40097],
    [{ scene: 'a', env_version: 'next' }, 40097],
  ])('refuses %j with %i', async (body, errcode) => {
    expect(await (await picture(body)).json()).toMatchObject({ errcode })
  })

  it('does not look for the page when told so', async () => {
    expect((await picture({ scene: 'a', page: 'gone/index', check_path: false })).headers.get('content-type')).toBe(
      'image/png',
    )
  })
})

describe('faults', () => {
  it('go wrong as often as asked, on their path only', async () => {
    wechat.fail({ path: '/sns/jscode2session', errcode: -1, times: 2 })
    expect(await session(wechat.loginCode('o-wang'))).toMatchObject({ errcode: -1 })
    expect(await token()).toMatch(/^9/)
    expect(await session(wechat.loginCode('o-wang'))).toMatchObject({ errcode: -1 })
    expect(await session(wechat.loginCode('o-wang'))).toMatchObject({ openid: 'o-wang' })
  })

  it('can be an HTTP status, garbage, silence and a lost reply', async () => {
    const path = '/cgi-bin/stable_token'
    wechat.fail({ path, status: 502 })
    expect((await send(path, tokenBody)).status).toBe(502)
    wechat.fail({ path, garbage: true })
    expect(await (await send(path, tokenBody)).text()).toContain('<html>')
    for (const fault of [{ timeout: true } as const, { lostReply: true } as const]) {
      wechat.fail({ path, ...fault })
      const silent = wechat.fetch(`${base}${path}`, { method: 'POST', body: '{}', signal: AbortSignal.timeout(20) })
      await expect(silent).rejects.toThrow()
    }
    wechat.fail({ path, status: 500 })
    wechat.clearFaults()
    expect(await token()).toMatch(/^9/)
  })
})

describe('what a person does', () => {
  const path = '/wechat-simulator'

  it('lists people, hands out codes, accepts templates and shows messages', async () => {
    expect(await get(`${path}/people`)).toMatchObject({ people: [{ openId: 'o-wang' }, {}, {}] })
    const { code } = await post(`${path}/login`, { openId: 'o-chen' })
    expect(await session(String(code))).toMatchObject({ openid: 'o-chen' })
    const phone = await post(`${path}/phone`, { openId: 'o-chen' })
    const reply = await post(`/wxa/business/getuserphonenumber?access_token=${await token()}`, { code: phone['code'] })
    expect(reply).toMatchObject({ phone_info: { phoneNumber: '13900002222' } })
    const body = { openId: 'o-chen', templateIds: ['tpl-help', 'tpl-other', 7] }
    expect(await post(`${path}/subscribe`, body)).toEqual({ accepted: ['tpl-help'] })
    expect(wechat.quota('o-chen', 'tpl-help')).toBe(1)
    expect(await get(`${path}/messages`, { openId: 'o-chen' })).toEqual({ messages: [] })
  })

  it('knows nobody else and no other path', async () => {
    for (const action of ['login', 'phone', 'subscribe']) {
      expect((await send(`${path}/${action}`, { openId: 'o-nobody' })).status).toBe(404)
    }
    expect((await send(`${path}/people`, {})).status).toBe(404)
    expect(await wechat.handle(new Request(`${base}/api/help.raise`, { method: 'POST', body: '{}' }))).toBeUndefined()
  })
})
