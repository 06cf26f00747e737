import { addSeconds } from '../../../../shared/time.ts'

/** Seconds in which a browser's request must be answered: long enough for a phone, too short for a trick by letter. */
const life = 120
/** Seconds the browser then has to fetch what was agreed to: it asks every two. */
const collectLife = 30
/** Seconds after which nothing of a request is of use to anybody. */
const memory = 3600

/**
 * `asked` by a browser, `seen` by one phone, then `agreed` or `refused` there, and `collected` by the browser. Each step
 * is one conditional update from the step before.
 */
export type SignInStatus = 'asked' | 'seen' | 'agreed' | 'refused' | 'collected'

export interface SignIn {
  status: SignInStatus
  accountId: string | null
  expiresAt: Date
  decidedAt: Date | null
}

export function signInExpiresAt(askedAt: Date): Date {
  return addSeconds(askedAt, life)
}

/** Requests that expired by then are forgotten. */
export function signInForgottenAt(now: Date): Date {
  return addSeconds(now, -memory)
}

type PhoneRefusal = 'sign_in_unknown' | 'sign_in_expired' | 'sign_in_used'

/** What this account may still do with a request: look at it, until somebody else has or it is decided. */
export function standingOnPhone(signIn: SignIn | undefined, accountId: string, now: Date): 'open' | PhoneRefusal {
  if (signIn === undefined) return 'sign_in_unknown'
  if (now >= signIn.expiresAt) return 'sign_in_expired'
  if (signIn.status === 'asked') return 'open'
  return signIn.status === 'seen' && signIn.accountId === accountId ? 'open' : 'sign_in_used'
}

/** True when this account has already said exactly this: the same answer, whose first reply was lost. */
export function saidAlready(signIn: SignIn | undefined, accountId: string, agreed: boolean): boolean {
  if (signIn === undefined || signIn.accountId !== accountId) return false
  return agreed ? signIn.status === 'agreed' || signIn.status === 'collected' : signIn.status === 'refused'
}

/** What the browser is told. `agreed` is the one moment in which a session may be handed out. */
export function standingInBrowser(
  signIn: SignIn,
  now: Date,
): 'waiting' | 'seen' | 'agreed' | 'sign_in_expired' | 'sign_in_used' | 'sign_in_refused' {
  if (signIn.status === 'collected') return 'sign_in_used'
  if (signIn.status === 'refused') return 'sign_in_refused'
  if (signIn.status === 'agreed') {
    return now < addSeconds(signIn.decidedAt ?? signIn.expiresAt, collectLife) ? 'agreed' : 'sign_in_expired'
  }
  if (now >= signIn.expiresAt) return 'sign_in_expired'
  return signIn.status === 'seen' ? 'seen' : 'waiting'
}

const systems: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux|X11|CrOS/, 'Linux 电脑'],
]
/** In this order: every browser claims to be those below it too. */
const browsers: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/MicroMessenger/, '微信'],
  [/Edg/, 'Edge 浏览器'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/Firefox/, '火狐浏览器'],
  [/Chrome|Chromium/, 'Chrome 浏览器'],
  [/Safari/, 'Safari 浏览器'],
]

/** `Windows 电脑，Edge 浏览器`: never a word of the browser's own, so that nobody can write to the phone through it. */
export function browserWords(userAgent: string): string {
  const find = (list: typeof systems) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [find(systems) ?? '一台电脑', find(browsers) ?? '别的浏览器'].join('，')
}
