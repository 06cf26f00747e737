import type { ErrorCode } from '../../../../shared/errors.ts'

/** What a WeChat errcode means for us. `unreachable` is ours: no answer, no JSON, or an HTTP error. */
export type WechatFault =
  | 'unreachable'
  | 'busy'
  | 'too_often'
  | 'quota_out'
  | 'code_invalid'
  | 'code_used'
  | 'blocked'
  | 'token_invalid'
  | 'not_subscribed'
  | 'recipient_busy'
  | 'banned'
  | 'sensitive'
  | 'bad_data'
  | 'bad_recipient'
  | 'bad_template'
  | 'bad_page'
  | 'bad_scene'
  | 'configuration'
  | 'unknown'

/**
 * The documented errcodes of the interfaces we call (pages 小程序登录凭证校验, 获取稳定版接口调用凭据, 获取手机号,
 * 发送订阅消息, 获取不限制的小程序码) and 40163, which is on no page but is what the server answers to a used code.
 */
const faults: Readonly<Record<number, WechatFault>> = {
  [-1]: 'busy',
  40001: 'token_invalid',
  40002: 'configuration', // grant_type
  40003: 'bad_recipient',
  40013: 'configuration', // appid
  40014: 'token_invalid',
  40029: 'code_invalid',
  40037: 'bad_template',
  40097: 'bad_data',
  40125: 'configuration', // secret
  40129: 'bad_scene',
  40163: 'code_used',
  40164: 'configuration', // our address is not on the white list
  40169: 'bad_scene',
  40226: 'blocked',
  40243: 'configuration', // secret frozen
  41001: 'token_invalid', // access_token missing
  41002: 'configuration',
  41004: 'configuration',
  41008: 'code_invalid', // code missing
  41030: 'bad_page',
  42001: 'token_invalid',
  43002: 'configuration',
  43101: 'not_subscribed',
  43107: 'banned',
  43108: 'recipient_busy',
  45009: 'quota_out',
  45011: 'too_often',
  45168: 'sensitive',
  47003: 'bad_data',
  85096: 'bad_scene',
  89503: 'configuration',
  89506: 'configuration',
  89507: 'configuration',
  1400001: 'quota_out', // phone number component
}

/** The meaning of an errcode other than 0. */
export function faultOf(errcode: number): WechatFault {
  return Object.hasOwn(faults, errcode) ? (faults[errcode] ?? 'unknown') : 'unknown'
}

/** The errcodes this project knows, for tests that walk through all of them. */
export const knownErrcodes: readonly number[] = Object.keys(faults).map(Number)

export type WechatRefusal = Extract<ErrorCode, `wechat_${string}`>
/** Signing in is free of charge, so it never runs out. */
export type SignInRefusal = Exclude<WechatRefusal, 'wechat_quota_out'>

const refusals: Readonly<Partial<Record<WechatFault, WechatRefusal>>> = {
  code_invalid: 'wechat_code_invalid',
  code_used: 'wechat_code_used',
  blocked: 'wechat_blocked',
  too_often: 'wechat_too_often',
  quota_out: 'wechat_quota_out',
}

/**
 * What a caller is told. Everything a person cannot change (our configuration, WeChat's load) reads as
 * "cannot reach WeChat"; the log has the errcode.
 */
export function refusalOf(fault: WechatFault): WechatRefusal {
  return refusals[fault] ?? 'wechat_unreachable'
}

/** The same for signing in, where a limit reached is WeChat's trouble and not a paid quota. */
export function signInRefusalOf(fault: WechatFault): SignInRefusal {
  const refusal = refusalOf(fault)
  return refusal === 'wechat_quota_out' ? 'wechat_unreachable' : refusal
}
