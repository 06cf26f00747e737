import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { acceptsField } from './field-rules.ts'
import { codePicture } from './png.ts'
import type { SimulatorState } from './state.ts'

type Body = Readonly<Record<string, unknown>>
type Answer = Record<string, unknown> | Response
interface Call {
  method: string
  query: URLSearchParams
  body: Body
}

const sentences: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40164: 'invalid ip, not in whitelist',
  40169: 'invalid length for scene, or the data is not json string',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43107: 'subscribe message capability banned',
  43108: 'concurrent send to the same fan',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, mustslower, retry next minute',
  45168: 'hit sensitive word',
  47003: 'argument invalid',
  85096: 'not allow include scancode_time field',
}

export function failure(errcode: number): Record<string, unknown> {
  const rid = `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`
  return { errcode, errmsg: `${sentences[errcode] ?? 'error'} rid: ${rid}` }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function appError(state: SimulatorState, appId: unknown, secret: unknown): 0 | 40013 | 40125 | 41002 | 41004 {
  if (!appId) return 41002
  if (!secret) return 41004
  if (appId !== state.options.appId) return 40013
  return secret === state.options.appSecret ? 0 : 40125
}

function codeToSession(state: SimulatorState, { query }: Call): Answer {
  const wrong = appError(state, query.get('appid'), query.get('secret'))
  if (wrong !== 0) return failure(wrong)
  if (query.get('grant_type') !== 'authorization_code') return failure(40002)
  const code = query.get('js_code')
  if (code === null || code === '') return failure(41008)
  const answer = state.redeem('login', code)
  if ('errcode' in answer) return failure(answer.errcode)
  if (answer.person.blocked === true) return failure(40226)
  return { session_key: randomBytes(16).toString('base64'), openid: answer.person.openId }
}

function stableToken(state: SimulatorState, { method, body }: Call): Answer {
  if (method !== 'POST') return failure(43002)
  if (body['grant_type'] !== 'client_credential') return failure(40002)
  const wrong = appError(state, body['appid'], body['secret'])
  if (wrong !== 0) return failure(wrong)
  const answer = state.stableToken(body['force_refresh'] === true)
  if ('errcode' in answer) return failure(answer.errcode)
  return { access_token: answer.token, expires_in: answer.expiresIn }
}

function phoneNumber(state: SimulatorState, { body }: Call): Answer {
  const answer = state.redeem('phone', textOf(body['code']))
  // For phone codes the document knows 40029 only.
  if ('errcode' in answer) return failure(40029)
  const openId = textOf(body['openid'])
  // The document says that a mismatch is an error but not which one.
  if (openId !== '' && openId !== answer.person.openId) return failure(40003)
  const watermark = { timestamp: Math.floor(state.now() / 1000), appid: state.options.appId }
  const { phone } = answer.person
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark },
  }
}

const sending = new WeakMap<SimulatorState, Set<string>>()

async function sendMessage(state: SimulatorState, { body }: Call): Promise<Answer> {
  const openId = textOf(body['touser'])
  if (!state.people.has(openId)) return failure(40003)
  const template = state.templates.get(textOf(body['template_id']))
  if (template === undefined) return failure(40037)
  if (state.bannedTemplates.has(template.templateId)) return failure(43107)
  const page = textOf(body['page'])
  if (page.startsWith('/') || !pageExists(state, page.split('?')[0] ?? '')) return failure(41030)
  const given = body['data']
  if (typeof given !== 'object' || given === null) return failure(47003)
  const data: Record<string, string> = {}
  for (const field of template.fields) {
    const entry: unknown = (given as Body)[field]
    const value: unknown = typeof entry === 'object' && entry !== null ? (entry as Body)['value'] : undefined
    if (!acceptsField(field, value))
      return { ...failure(47003), errmsg: `argument invalid! data.${field}.value invalid` }
    data[field] = textOf(value)
  }
  const words = state.options.sensitiveWords ?? []
  if (words.some((word) => Object.values(data).some((value) => value.includes(word)))) return failure(45168)
  const busy = sending.get(state) ?? new Set()
  sending.set(state, busy)
  if (busy.has(openId)) return failure(43108)
  if (!state.takeQuota(openId, template.templateId)) return failure(43101)
  const { sendMilliseconds = 0 } = state.options
  if (sendMilliseconds > 0) {
    busy.add(openId)
    await wait(sendMilliseconds)
    busy.delete(openId)
  }
  state.messages.push({
    openId,
    templateId: template.templateId,
    title: template.title,
    page,
    miniprogramState: textOf(body['miniprogram_state']) || 'formal',
    data,
    at: new Date(state.now()).toISOString(),
  })
  return { errcode: 0, errmsg: 'ok', msgid: state.messages.length }
}

function pageExists(state: SimulatorState, page: string): boolean {
  return state.options.pages === undefined || page === '' || state.options.pages.includes(page)
}

function unlimitedCode(state: SimulatorState, { body }: Call): Answer {
  const scene = body['scene']
  if (typeof scene !== 'string' || scene.length === 0 || scene.length > 32) return failure(40169)
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene)) return failure(40129)
  if (scene.includes('scancode_time')) return failure(85096)
  const page = textOf(body['page'])
  if (page.startsWith('/') || page.includes('?')) return failure(41030)
  if (body['check_path'] !== false && !pageExists(state, page)) return failure(41030)
  const envVersion = body['env_version'] ?? 'release'
  if (envVersion !== 'release' && envVersion !== 'trial' && envVersion !== 'develop') return failure(40097)
  const width = body['width'] ?? 430
  if (typeof width !== 'number' || width < 280 || width > 1280) return failure(40097)
  return new Response(codePicture(`${page}?scene=${scene}`, width), { headers: { 'content-type': 'image/png' } })
}

/** The paths of WeChat's server that this project calls, with what each demands before it answers. */
export const wechatPaths: Readonly<
  Record<string, { token: boolean; answer: (state: SimulatorState, call: Call) => Answer | Promise<Answer> }>
> = {
  '/sns/jscode2session': { token: false, answer: codeToSession },
  '/cgi-bin/stable_token': { token: false, answer: stableToken },
  '/wxa/business/getuserphonenumber': { token: true, answer: phoneNumber },
  '/cgi-bin/message/subscribe/send': { token: true, answer: sendMessage },
  '/wxa/getwxacodeunlimit': { token: true, answer: unlimitedCode },
}
