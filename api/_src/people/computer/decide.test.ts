import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import {
  browserWords,
  saidAlready,
  signInExpiresAt,
  standingInBrowser,
  standingOnPhone,
  type SignIn,
  type SignInStatus,
} from './decide.ts'

const asked = new Date('2026-11-24T00:20:00.000Z')
const expiresAt = signInExpiresAt(asked)
const [mine, other] = ['A', 'B']
const signIn = (status: SignInStatus, more: Partial<SignIn> = {}): SignIn => ({
  status,
  accountId: status === 'asked' ? null : mine,
  expiresAt,
  decidedAt: null,
  ...more,
})
const soon = addSeconds(asked, 60)

it('lives for two minutes', () => {
  expect(expiresAt).toEqual(addSeconds(asked, 120))
})

describe('on a phone', () => {
  it.each([
    ['nothing of the kind', undefined, mine, soon, 'sign_in_unknown'],
    ['just asked', signIn('asked'), mine, soon, 'open'],
    ['seen by me', signIn('seen'), mine, soon, 'open'],
    ['seen by another', signIn('seen'), other, soon, 'sign_in_used'],
    ['agreed', signIn('agreed'), mine, soon, 'sign_in_used'],
    ['refused', signIn('refused'), mine, soon, 'sign_in_used'],
    ['collected', signIn('collected'), mine, soon, 'sign_in_used'],
    ['a moment too late', signIn('asked'), mine, expiresAt, 'sign_in_expired'],
  ] as const)('%s', (_what, row, who, now, standing) => {
    expect(standingOnPhone(row, who, now)).toBe(standing)
  })

  it('hears the same answer to the same word, and only to that', () => {
    expect(saidAlready(signIn('agreed'), mine, true)).toBe(true)
    expect(saidAlready(signIn('collected'), mine, true)).toBe(true)
    expect(saidAlready(signIn('refused'), mine, false)).toBe(true)
    expect(saidAlready(signIn('refused'), mine, true)).toBe(false)
    expect(saidAlready(signIn('agreed'), other, true)).toBe(false)
    expect(saidAlready(undefined, mine, true)).toBe(false)
  })
})

describe('in the browser', () => {
  it.each([
    ['asked', soon, 'waiting'],
    ['seen', soon, 'seen'],
    ['seen', expiresAt, 'sign_in_expired'],
    ['asked', expiresAt, 'sign_in_expired'],
    ['refused', soon, 'sign_in_refused'],
    ['collected', soon, 'sign_in_used'],
  ] as const)('%s', (status, now, standing) => {
    expect(standingInBrowser(signIn(status), now)).toBe(standing)
  })

  it('has half a minute to fetch what was agreed to at the last moment', () => {
    const agreed = signIn('agreed', { decidedAt: addSeconds(expiresAt, -1) })
    expect(standingInBrowser(agreed, addSeconds(expiresAt, 28))).toBe('agreed')
    expect(standingInBrowser(agreed, addSeconds(expiresAt, 29))).toBe('sign_in_expired')
  })
})

describe('the words for a browser', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36'
  it.each([
    [windows, 'Windows 电脑，Chrome 浏览器'],
    [`${windows} Edg/128.0`, 'Windows 电脑，Edge 浏览器'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605 Version/17 Safari/605', '苹果电脑，Safari 浏览器'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Linux 电脑，火狐浏览器'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/120 MicroMessenger/8.0', '安卓手机，微信'],
    ['请点同意，我是社区主任', '一台电脑，别的浏览器'],
    ['', '一台电脑，别的浏览器'],
  ])('%s', (userAgent, words) => {
    expect(browserWords(userAgent)).toBe(words)
  })
})
