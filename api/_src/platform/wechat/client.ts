import { refuse, ok, type Result } from '../../../../shared/result.ts'
import { systemClock, type Clock } from '../clock.ts'
import type { Db } from '../db/tables.ts'
import type { Log } from '../log.ts'
import { createAccessTokens } from './access-token.ts'
import { refusalOf, signInRefusalOf, type SignInRefusal, type WechatFault, type WechatRefusal } from './errcodes.ts'
import { createWechatHttp, type Fetch, type WechatReply, type WechatRequest } from './http.ts'
import type { Templates } from './templates.ts'

/** Who signed in. The session_key that WeChat sends along is dropped here: nothing in this project needs it. */
export interface WechatSession {
  openId: string
  unionId?: string
}

export interface SubscribeMessage {
  openId: string
  templateId: string
  /** `/booking/detail/index?id=…`; WeChat wants it without the leading slash. */
  page: string
  /** Field key → value, already formatted (`subscribe-fields.ts`). */
  data: Readonly<Record<string, string>>
}

/** `developer` and `trial` open the version under test when the message is tapped; `formal` the released one. */
export type MiniprogramState = 'developer' | 'trial' | 'formal'

export type SendOutcome = { ok: true } | { ok: false; fault: WechatFault }

/** The only way to WeChat. Nothing here throws: what WeChat refuses is a value. */
export interface WechatClient {
  /** The subscribe-message templates of this mini-program, by topic. */
  readonly templates: Templates
  /** Exchanges a `wx.login` code (five minutes, once) for the person's openid. */
  codeToSession: (code: string) => Promise<Result<WechatSession, SignInRefusal>>
  /** The phone number behind a phone code. `openId` ties the code to the session: another person's code is refused. */
  phoneNumber: (code: string, openId: string) => Promise<Result<{ phoneNumber: string }, WechatRefusal>>
  /** Sends one subscribe message. `unreachable` means that it may or may not have arrived. */
  sendSubscribeMessage: (message: SubscribeMessage) => Promise<SendOutcome>
  /** The picture of a mini-program code. `scene` is at most 32 characters of WeChat's alphabet, so use a short token. */
  unlimitedCode: (code: {
    scene: string
    page: string
    /** Pixels, 280 to 1280. */
    width?: number
  }) => Promise<Result<{ bytes: Uint8Array<ArrayBuffer>; contentType: string }, WechatRefusal>>
}

export interface WechatClientOptions {
  baseUrl: string
  appId: string
  appSecret: string
  db: Db
  timeoutMilliseconds: number
  miniprogramState: MiniprogramState
  /** Left out: nothing is sent to WeChat, messages stay in the in-app inbox. */
  templates?: Templates
  fetch?: Fetch
  clock?: Clock
  log?: Log
}

const envVersions = { developer: 'develop', trial: 'trial', formal: 'release' } as const

const withoutSlash = (page: string) => page.replace(/^\/+/u, '')

/** The client of one mini-program. Make one per process: it remembers the access token. */
export function createWechatClient(options: WechatClientOptions): WechatClient {
  const { appId, appSecret, db, clock = systemClock } = options
  const http = createWechatHttp(options)
  const tokens = createAccessTokens({ db, http, appId, appSecret, clock })

  /** A call with the access token; a token that WeChat no longer takes is replaced, once. */
  const withToken = async (request: WechatRequest): Promise<WechatReply> => {
    const attempt = async (): Promise<{ reply: WechatReply; token?: string }> => {
      const answer = await tokens.current()
      if (!answer.ok) return { reply: answer }
      const { token } = answer
      return { reply: await http({ ...request, query: { ...request.query, access_token: token } }), token }
    }
    const first = await attempt()
    if (first.reply.ok || first.reply.fault !== 'token_invalid' || first.token === undefined) return first.reply
    await tokens.invalidate(first.token)
    return (await attempt()).reply
  }

  return {
    templates: options.templates ?? {},

    codeToSession: async (code) => {
      const reply = await http({
        path: '/sns/jscode2session',
        query: { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' },
      })
      if (!reply.ok) return refuse(signInRefusalOf(reply.fault))
      const { openid: openId, unionid: unionId } = 'body' in reply ? reply.body : {}
      if (typeof openId !== 'string' || openId === '') return refuse('wechat_unreachable')
      return ok(typeof unionId === 'string' && unionId !== '' ? { openId, unionId } : { openId })
    },

    phoneNumber: async (code, openId) => {
      const reply = await withToken({ path: '/wxa/business/getuserphonenumber', body: { code, openid: openId } })
      // An openid that does not fit the code reads as an invalid code: the person gets a new one by tapping again.
      if (!reply.ok) return refuse(reply.fault === 'bad_recipient' ? 'wechat_code_invalid' : refusalOf(reply.fault))
      const info = 'body' in reply ? reply.body['phone_info'] : undefined
      if (typeof info !== 'object' || info === null || !('purePhoneNumber' in info)) return refuse('wechat_unreachable')
      const { purePhoneNumber: phoneNumber } = info
      if (typeof phoneNumber !== 'string' || phoneNumber === '') return refuse('wechat_unreachable')
      return ok({ phoneNumber })
    },

    sendSubscribeMessage: async ({ openId, templateId, page, data }) => {
      const reply = await withToken({
        path: '/cgi-bin/message/subscribe/send',
        body: {
          touser: openId,
          template_id: templateId,
          page: withoutSlash(page),
          miniprogram_state: options.miniprogramState,
          lang: 'zh_CN',
          data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])),
        },
      })
      return reply.ok ? { ok: true } : reply
    },

    unlimitedCode: async ({ scene, page, width = 430 }) => {
      const reply = await withToken({
        path: '/wxa/getwxacodeunlimit',
        body: {
          scene,
          page: withoutSlash(page),
          width,
          env_version: envVersions[options.miniprogramState],
          // Only a released mini-program has pages that WeChat can check.
          check_path: options.miniprogramState === 'formal',
        },
      })
      if (!reply.ok) return refuse(refusalOf(reply.fault))
      return 'image' in reply ? ok(reply.image) : refuse('wechat_unreachable')
    },
  }
}
