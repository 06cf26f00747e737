import { methodOf, type Endpoint } from '../../shared/contract.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Actor } from './platform/actor.ts'
import type { Clock } from './platform/clock.ts'
import { DatabaseError } from './platform/db/errors.ts'
import { countRoundTrips, uncounted } from './platform/db/round-trips.ts'
import type { Db } from './platform/db/tables.ts'
import { deliverRow } from './platform/deliver/deliver.ts'
import type { RecipientLookup } from './platform/deliver/recipients.ts'
import type { ObjectStore } from './platform/files/object-store.ts'
import { bearerToken, isForAnyone, mayCall } from './platform/http/authorize.ts'
import { readInput } from './platform/http/read-input.ts'
import { replyData, replyError, replyFile, type ReplyOptions } from './platform/http/reply.ts'
import { newId } from './platform/ids.ts'
import { errorFields, type Log } from './platform/log.ts'
import type { RequestContext, Slice } from './platform/slice.ts'
import type { WechatClient } from './platform/wechat/client.ts'

export interface AppOptions {
  slices: readonly Slice[]
  db: Db
  wechat: WechatClient
  /** Where files are; left out where no bucket is set up. */
  files?: ObjectStore | undefined
  /** Who holds this token, with every role and identity in force; undefined for an unknown, ended or expired one. */
  authenticate: (
    db: Db,
    token: string,
    now: Date,
    afterwards: (task: () => Promise<void>) => void,
  ) => Promise<Actor | undefined>
  recipients: RecipientLookup
  /** What somebody does here shows that all is well with them; told after the reply, for whoever looks after people. */
  seen?: ((actor: Actor, now: Date) => Promise<void>) | undefined
  /** From it follow the keys of help devices. */
  deviceSecret?: string | undefined
  /** Seals the identity numbers of volunteers. */
  volunteerSecret?: string | undefined
  /** Where the browser pages are, without a slash at the end: for what is printed on paper. */
  siteUrl?: string | undefined
  clock: Clock
  log: Log
  /** Keeps a serverless function alive for work after the reply; elsewhere the process lives anyway. */
  waitUntil?: (work: Promise<void>) => void
  /** In development and test: an answer that breaks its own contract is an error. */
  checkOutput?: boolean
}

export interface App {
  fetch: (request: Request) => Promise<Response>
  /** Resolves when all work left for after the replies is done. For tests and a clean shutdown. */
  settled: () => Promise<void>
}

interface Route {
  name: string
  endpoint: Endpoint
  slice: Slice
}

/** The outcome of one call, before it becomes a response. */
interface Outcome {
  response: Response
  status: number
  code?: ErrorCode
  actor?: Actor | undefined
}

const prefix = '/api/'

/**
 * The API as one function from request to response: find the row, check who calls, check the input, run the handler,
 * answer. Deny by default: what is not in a slice's contract does not exist. Never throws.
 */
export function createApp(options: AppOptions): App {
  const routes = new Map<string, Route>()
  for (const slice of options.slices) {
    for (const [name, endpoint] of Object.entries(slice.contract)) {
      routes.set(name, { name, endpoint, slice })
    }
  }
  const running = new Set<Promise<void>>()

  function later(work: () => Promise<void>, requestId: string) {
    const promise = uncounted(work)
      .catch((error: unknown) => options.log('afterwards failed', { requestId, ...errorFields(error) }))
      .finally(() => running.delete(promise))
    running.add(promise)
    options.waitUntil?.(promise)
  }

  async function answer(route: Route | undefined, request: Request, reply: ReplyOptions) {
    if (!route) return failed('unknown_endpoint', reply)
    const { endpoint } = route
    const method = methodOf(endpoint)
    if (request.method !== method) return failed('wrong_method', { ...reply, allow: method })
    const now = options.clock()
    const actor = isForAnyone(endpoint) ? undefined : await actorOf(request, now, reply.requestId)
    if (!isForAnyone(endpoint)) {
      if (!actor) return failed('not_signed_in', reply)
      if (!mayCall(endpoint, actor)) return { ...failed('not_allowed', reply), actor }
    }
    const input = await readInput(endpoint, request)
    if (!input.ok) return { ...failed(input.code, reply, input.details), actor }
    return run(route, input.data, actor, { request, now, reply })
  }

  async function run(
    { endpoint, slice, name }: Route,
    input: unknown,
    actor: Actor | undefined,
    { request, now, reply }: { request: Request; now: Date; reply: ReplyOptions },
  ): Promise<Outcome> {
    const afterwards: (() => Promise<void>)[] = []
    const context: RequestContext = {
      now,
      newId,
      db: options.db,
      actor,
      requestId: reply.requestId,
      wechat: options.wechat,
      files: options.files,
      deviceSecret: options.deviceSecret,
      volunteerSecret: options.volunteerSecret,
      siteUrl: options.siteUrl,
      afterwards: (task) => afterwards.push(task),
      announce: (row, first) =>
        afterwards.push(async () => {
          await first?.()
          await announce(slice, row)
        }),
    }
    const handler = slice.handlers[name]
    if (!handler) throw new Error(`no handler for ${name}`)
    const result = await handler(input as never, context as never)
    for (const task of afterwards) later(task, reply.requestId)
    const { seen } = options
    if (seen && actor && result.ok && showsLife(name, endpoint)) later(() => seen(actor, now), reply.requestId)
    if (!result.ok) return { ...failed(result.code, reply, result.details), actor }
    if (options.checkOutput) assertOutput(name, endpoint, result.data)
    const { cacheSeconds, contentType } = endpoint
    if (contentType !== undefined) {
      // `output` of such a row is always this.
      const file = result.data as { body: string; fileName: string }
      const response = replyFile(file, contentType, request, reply)
      return { response, status: response.status, actor }
    }
    const response = replyData(result.data, cacheSeconds === undefined ? reply : { ...reply, cacheSeconds })
    return { response, status: 200, actor }
  }

  async function actorOf(request: Request, now: Date, requestId: string): Promise<Actor | undefined> {
    const token = bearerToken(request)
    if (token === undefined) return undefined
    return options.authenticate(options.db, token, now, (task) => later(task, requestId))
  }

  async function announce(slice: Slice, row: { communityId: string; id: string }) {
    const { db, wechat, recipients } = options
    for (const source of slice.background?.sources ?? []) {
      await deliverRow({ db, wechat, recipients, source, row, now: options.clock() })
    }
  }

  async function fetch(request: Request): Promise<Response> {
    const started = performance.now()
    const requestId = newId()
    const path = request.url.slice(request.url.indexOf('/', request.url.indexOf('//') + 2)).split('?', 1)[0] ?? ''
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : ''
    const route = routes.get(name)
    const { result, roundTrips } = await countRoundTrips(async () => {
      try {
        return await answer(route, request, { requestId })
      } catch (error) {
        const code = error instanceof DatabaseError && error.unavailable ? 'too_busy' : 'internal'
        options.log('request failed', { requestId, endpoint: route?.name ?? 'unknown', code, ...errorFields(error) })
        return failed(code, { requestId })
      }
    })
    options.log('request', {
      requestId,
      // Only names from the table: a made-up path could carry anything into the log.
      endpoint: route?.name ?? 'unknown',
      status: result.status,
      code: result.code,
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
      roundTrips,
      accountId: result.actor?.accountId,
    })
    return result.response
  }

  return {
    fetch,
    settled: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Opening the app, and whatever is done in it; help calls say themselves what they mean. */
function showsLife(name: string, { kind }: Endpoint): boolean {
  return name === 'people.me' || (kind === 'command' && !name.startsWith('help.'))
}

function failed(code: ErrorCode, reply: ReplyOptions, details?: unknown): Outcome {
  const response = replyError(code, reply, details)
  return { response, status: response.status, code }
}

function assertOutput(name: string, endpoint: Endpoint, data: unknown) {
  const checked = endpoint.output.safeParse(data)
  if (checked.success) return
  const problems = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`)
  throw new Error(`${name} broke its contract: ${problems.join(', ')}`)
}
