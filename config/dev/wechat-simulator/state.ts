import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../api/_src/platform/clock.ts'

/** A WeChat user as WeChat knows them. `phone` is the number bound to their WeChat. */
export interface Person {
  openId: string
  nickname: string
  phone: string
  /** Set for a user whom WeChat rates as a risk: code2session answers 40226. */
  blocked?: boolean
}

/** A template chosen in the console: every field must be sent. */
export interface SimulatedTemplate {
  templateId: string
  title: string
  fields: readonly string[]
}

export interface SentMessage {
  openId: string
  templateId: string
  title: string
  page: string
  miniprogramState: string
  data: Readonly<Record<string, string>>
  at: string
}

export interface SimulatorOptions {
  appId: string
  appSecret: string
  people?: readonly Person[]
  templates?: readonly SimulatedTemplate[]
  /** Pages of the released version, without a leading slash. Left out: every page exists. */
  pages?: readonly string[]
  /** Words for which a message is refused (45168). */
  sensitiveWords?: readonly string[]
  clock?: Clock
  /** How long WeChat takes to send a message; two at once to one person are 43108. */
  sendMilliseconds?: number
}

interface Code {
  kind: 'login' | 'phone'
  openId: string
  expiresAt: number
  used: boolean
}

const minute = 60_000
const tokenMilliseconds = 7200_000
/** In normal mode the platform brings the next token five minutes before the end of the present one. */
const renewalMilliseconds = 5 * minute

/** Everything WeChat keeps about one mini-program. */
export class SimulatorState {
  readonly people = new Map<string, Person>()
  readonly templates = new Map<string, SimulatedTemplate>()
  readonly messages: SentMessage[] = []
  readonly bannedTemplates = new Set<string>()
  readonly options: SimulatorOptions
  readonly #clock: Clock
  readonly #codes = new Map<string, Code>()
  readonly #quota = new Map<string, number>()
  readonly #tokens = new Map<string, number>()
  #current: string | undefined
  #forced: number[] = []

  constructor(options: SimulatorOptions) {
    this.options = options
    this.#clock = options.clock ?? (() => new Date())
    for (const person of options.people ?? []) this.people.set(person.openId, person)
    for (const template of options.templates ?? []) this.templates.set(template.templateId, template)
  }

  now(): number {
    return this.#clock().getTime()
  }

  /** A code as `wx.login` or the phone button gives it: five minutes, once. Undefined for somebody unknown. */
  issueCode(kind: Code['kind'], openId: string): string | undefined {
    if (!this.people.has(openId)) return undefined
    for (const [text, code] of this.#codes) if (code.expiresAt + 60 * minute < this.now()) this.#codes.delete(text)
    const text = `${kind === 'login' ? '0' : 'p'}${randomBytes(16).toString('base64url')}`
    this.#codes.set(text, { kind, openId, expiresAt: this.now() + 5 * minute, used: false })
    return text
  }

  /** Uses a code up. 40029: unknown, of the other kind, or too old; 40163: used before. */
  redeem(kind: Code['kind'], text: string): { person: Person } | { errcode: 40029 | 40163 } {
    const code = this.#codes.get(text)
    if (code === undefined || code.kind !== kind) return { errcode: 40029 }
    if (code.used) return { errcode: 40163 }
    const person = this.people.get(code.openId)
    if (person === undefined || code.expiresAt <= this.now()) return { errcode: 40029 }
    code.used = true
    return { person }
  }

  /** stable_token: the present token with the seconds it has left, or a new one. Forced: 20 a day, 30 s apart. */
  stableToken(force: boolean): { token: string; expiresIn: number } | { errcode: 45009 | 45011 } {
    const now = this.now()
    if (force) {
      this.#forced = this.#forced.filter((at) => at > now - 1440 * minute)
      if (this.#forced.length >= 20) return { errcode: 45009 }
      if ((this.#forced.at(-1) ?? 0) > now - 30_000) return { errcode: 45011 }
      this.#forced.push(now)
      if (this.#current !== undefined) this.#tokens.delete(this.#current)
    }
    const left = this.#current === undefined ? 0 : (this.#tokens.get(this.#current) ?? 0) - now
    if (this.#current !== undefined && left > renewalMilliseconds) {
      return { token: this.#current, expiresIn: Math.floor(left / 1000) }
    }
    this.#current = `9${randomBytes(96).toString('base64url')}`
    this.#tokens.set(this.#current, now + tokenMilliseconds)
    return { token: this.#current, expiresIn: tokenMilliseconds / 1000 }
  }

  tokenError(token: string | null): 0 | 40001 | 41001 | 42001 {
    if (token === null || token === '') return 41001
    const expiresAt = this.#tokens.get(token)
    if (expiresAt === undefined) return 40001
    return expiresAt > this.now() ? 0 : 42001
  }

  /** The secret was changed or somebody forced a refresh elsewhere: every token handed out so far is dead. */
  revokeTokens(): void {
    this.#tokens.clear()
    this.#current = undefined
  }

  /** The person taps "allow" for each template: one message more of each. */
  accept(openId: string, templateIds: readonly string[]): void {
    for (const templateId of templateIds) {
      this.#quota.set(`${openId} ${templateId}`, this.quota(openId, templateId) + 1)
    }
  }

  quota(openId: string, templateId: string): number {
    return this.#quota.get(`${openId} ${templateId}`) ?? 0
  }

  takeQuota(openId: string, templateId: string): boolean {
    const left = this.quota(openId, templateId)
    if (left > 0) this.#quota.set(`${openId} ${templateId}`, left - 1)
    return left > 0
  }
}
