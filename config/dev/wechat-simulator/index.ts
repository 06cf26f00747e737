import type { Fetch } from '../../../api/_src/platform/wechat/http.ts'
import { FaultQueue, neverAnswered, type Fault } from './faults.ts'
import { personAnswer } from './person-paths.ts'
import { SimulatorState, type Person, type SentMessage, type SimulatorOptions } from './state.ts'
import { failure, wechatPaths } from './wechat-paths.ts'

export type { Fault, FaultKind } from './faults.ts'
export type { Person, SentMessage, SimulatedTemplate, SimulatorOptions } from './state.ts'

/** WeChat's server for development and tests: the same paths, error codes, single-use codes and quotas. */
export interface WechatSimulator {
  /** Answers WeChat's paths and `/wechat-simulator/…`; undefined for a path that belongs to somebody else. */
  handle: (request: Request, signal?: AbortSignal) => Promise<Response | undefined>
  /** `handle` as a `fetch`, for a client in the same process. */
  fetch: Fetch
  addPerson: (person: Person) => void
  /** A code as the phone would get it. Throws for an unknown openid: that is a mistake in the test. */
  loginCode: (openId: string) => string
  phoneCode: (openId: string) => string
  /** The person taps "allow" in the subscribe dialog. */
  accept: (openId: string, templateIds: readonly string[]) => void
  quota: (openId: string, templateId: string) => number
  /** What WeChat has shown to the person, oldest first. */
  messages: (openId?: string) => readonly SentMessage[]
  /** Lets the next `times` (1) calls of `path` go wrong. */
  fail: (fault: Fault) => void
  clearFaults: () => void
  /** All access tokens handed out so far become invalid. */
  revokeTokens: () => void
  banTemplate: (templateId: string) => void
  /** WeChat paths called so far, in order. */
  calls: readonly string[]
}

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = await request.json()
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** A mini-program's own WeChat. State lives in this object: two simulators know nothing of each other. */
export function createWechatSimulator(options: SimulatorOptions): WechatSimulator {
  const state = new SimulatorState(options)
  const faults = new FaultQueue()
  const calls: string[] = []

  const handle = async (request: Request, signal: AbortSignal = request.signal): Promise<Response | undefined> => {
    const url = new URL(request.url)
    const path = Object.hasOwn(wechatPaths, url.pathname) ? wechatPaths[url.pathname] : undefined
    const body = path || request.method === 'POST' ? await bodyOf(request.clone()) : {}
    if (path === undefined) return personAnswer(state, request.method, url, body)

    calls.push(url.pathname)
    const fault = faults.next(url.pathname)
    if (fault !== undefined) {
      if ('errcode' in fault) return Response.json(failure(fault.errcode))
      if ('status' in fault) return new Response('', { status: fault.status })
      if ('timeout' in fault) return neverAnswered(signal)
      if ('garbage' in fault)
        return new Response('<html>login to Wi-Fi</html>', { headers: { 'content-type': 'text/html' } })
    }
    const tokenError = path.token ? state.tokenError(url.searchParams.get('access_token')) : 0
    const answer =
      tokenError === 0
        ? await path.answer(state, { method: request.method, query: url.searchParams, body })
        : failure(tokenError)
    if (fault !== undefined) return neverAnswered(signal)
    if (answer instanceof Response) return answer
    // WeChat labels this path as plain text although it is JSON.
    const contentType = url.pathname === '/sns/jscode2session' ? 'text/plain' : 'application/json; encoding=utf-8'
    return new Response(JSON.stringify(answer), { headers: { 'content-type': contentType } })
  }

  const code = (kind: 'login' | 'phone', openId: string): string => {
    const text = state.issueCode(kind, openId)
    if (text === undefined) throw new Error('the WeChat simulator knows no such person')
    return text
  }

  return {
    handle,
    fetch: async (input, init) => {
      // A Request's own signal loses a timeout signal to garbage collection, so the caller's is handed on itself.
      const answer = await handle(new Request(input, init), init.signal ?? undefined)
      return answer ?? new Response('', { status: 404 })
    },
    addPerson: (person) => state.people.set(person.openId, person),
    loginCode: (openId) => code('login', openId),
    phoneCode: (openId) => code('phone', openId),
    accept: (openId, templateIds) => {
      state.accept(openId, templateIds)
    },
    quota: (openId, templateId) => state.quota(openId, templateId),
    messages: (openId) => state.messages.filter((message) => openId === undefined || message.openId === openId),
    fail: (fault) => {
      faults.add(fault)
    },
    clearFaults: () => {
      faults.clear()
    },
    revokeTokens: () => {
      state.revokeTokens()
    },
    banTemplate: (templateId) => state.bannedTemplates.add(templateId),
    calls,
  }
}
