import { vi } from 'vitest'

export interface SentRequest {
  url: string
  method: string
  data?: string
  header: Record<string, string>
  timeout: number
}
type Answer = { status?: number; body: unknown } | { errMsg: string }

/** A phone for tests in Node: storage, WeChat sign-in and a network whose next answers the test lays out. */
export function createFakePhone() {
  const stored = new Map<string, unknown>()
  const sent: SentRequest[] = []
  const answers: (Answer | Promise<Answer>)[] = []
  const logins: string[] = []
  vi.stubGlobal('__API_BASE__', 'https://api.test')
  return {
    stored,
    sent,
    logins,
    /** The names of the endpoints asked so far, in order. */
    asked: () => sent.map(({ url }) => /\/api\/([^?]*)/.exec(url)?.[1]),
    /** Lays out the next answer; a promise answers when it resolves. */
    answer: (...next: (Answer | Promise<Answer>)[]) => void answers.push(...next),
    taro: {
      async request(request: SentRequest) {
        sent.push(request)
        const answer = await answers.shift()
        if (answer === undefined) throw new Error(`no answer laid out for ${request.url}`)
        if ('errMsg' in answer) throw answer
        return { statusCode: answer.status ?? 200, data: answer.body }
      },
      async login() {
        const code = `code-${logins.length + 1}`
        logins.push(code)
        return { code }
      },
      getStorageSync: (key: string) => stored.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void stored.set(key, structuredClone(value)),
      removeStorageSync: (key: string) => void stored.delete(key),
    },
  }
}

export const ok = (data: unknown): Answer => ({ body: { ok: true, data } })
export const refused = (code: string, status = 409): Answer => ({
  status,
  body: { ok: false, error: { code, message: `sentence of ${code}`, requestId: 'r1' } },
})
