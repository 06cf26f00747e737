import * as z from 'zod/mini'
import type { CommonErrorCode, ErrorCode } from './errors.ts'

/** The staff roles of DESIGN §3, in the order of the help ladder where they take part in it. */
export const staffRoles = ['grid_worker', 'community_staff', 'dispatcher', 'doctor', 'admin'] as const
export type StaffRole = (typeof staffRoles)[number]

/**
 * Who may call an endpoint. `anyone` needs no token; `account` any signed-in person; `resident` an account that acts
 * as a resident of a community; a staff role an account that holds this role in some area.
 */
export type Caller = 'anyone' | 'account' | 'resident' | StaffRole

/** What one row of the endpoint table says. The row is the whole policy: shape, callers, errors, price. */
export interface Endpoint<
  Schema extends z.ZodMiniType = z.ZodMiniType,
  Answer extends z.ZodMiniType = z.ZodMiniType,
  Refusal extends ErrorCode = ErrorCode,
  Callers extends Caller = Caller,
> {
  readonly kind: 'publicQuery' | 'publicFile' | 'query' | 'command'
  readonly summary: string
  readonly callers: readonly Callers[]
  readonly input: Schema
  readonly output: Answer
  /** The refusals this endpoint can give, beside the ones every endpoint can give (`commonErrorCodes`). */
  readonly errors: readonly Refusal[]
  /** Most database round trips one call may cost, session look-up included. A test counts them. */
  readonly roundTrips: number
  /** Only for `publicQuery`: how long a cache may keep the answer. */
  readonly cacheSeconds?: number
  /** Only for `publicFile`: what its answer is, `text/calendar; charset=utf-8`. */
  readonly contentType?: string
}

type Row<S extends z.ZodMiniType, A extends z.ZodMiniType, R extends ErrorCode, C extends Caller> = Omit<
  Endpoint<S, A, R, C>,
  'kind'
>

/** A read that holds nothing personal: `GET /api/<name>?input=<JSON>`, cacheable, no token. */
export function publicQuery<S extends z.ZodMiniType, A extends z.ZodMiniType, R extends ErrorCode>(
  row: Omit<Row<S, A, R, 'anyone'>, 'callers'> & { cacheSeconds: number },
) {
  return { ...row, kind: 'publicQuery' as const, callers: ['anyone'] as const } satisfies Endpoint
}

/** A file as its handler gives it: the text, and the name under which a program may keep it. */
const FileContent = z.object({ body: z.string(), fileName: z.string().check(z.regex(/^[a-z0-9-]+\.[a-z]+$/)) })

/**
 * A read for programs that know no session and no JSON of ours, such as a calendar: `GET /api/<name>?input=<JSON>`,
 * answered with the file itself, never stored on the way, and with 304 when it is what the program has (`etag`). Whoever
 * has the address may read it: where the file is personal, the input holds a secret that can be taken back. Refusals
 * are JSON as everywhere.
 */
export function publicFile<S extends z.ZodMiniType, R extends ErrorCode>(
  row: Omit<Row<S, typeof FileContent, R, 'anyone'>, 'callers' | 'output' | 'cacheSeconds'> & { contentType: string },
) {
  return { ...row, kind: 'publicFile' as const, callers: ['anyone'] as const, output: FileContent } satisfies Endpoint
}

/** A personal read: `POST /api/<name>`, because nothing personal may stand in a URL. Changes nothing. */
export function query<S extends z.ZodMiniType, A extends z.ZodMiniType, R extends ErrorCode, C extends Caller>(
  row: Row<S, A, R, C>,
) {
  return { ...row, kind: 'query' as const } satisfies Endpoint
}

/** A change: `POST /api/<name>`. Idempotent: the same input sent again gives the first answer. */
export function command<S extends z.ZodMiniType, A extends z.ZodMiniType, R extends ErrorCode, C extends Caller>(
  row: Row<S, A, R, C>,
) {
  return { ...row, kind: 'command' as const } satisfies Endpoint
}

/** How an endpoint is asked: what is public by its address alone, everything else by a body. */
export function methodOf({ kind }: Pick<Endpoint, 'kind'>): 'GET' | 'POST' {
  return kind === 'publicQuery' || kind === 'publicFile' ? 'GET' : 'POST'
}

/** All endpoints of one slice, keyed by their wire name `<slice>.<verb>`. */
export type Contract = Readonly<Record<string, Endpoint>>

export type Input<E extends Endpoint> = z.infer<E['input']>
export type Output<E extends Endpoint> = z.infer<E['output']>
export type RefusalCode<E extends Endpoint> = E['errors'][number]

/** The body of every reply. `message` is the Chinese sentence, so that an old phone can show a code it does not know. */
export type Reply<E extends Endpoint> =
  { ok: true; data: Output<E> } | { ok: false; error: ReplyError<RefusalCode<E> | CommonErrorCode> }

export interface ReplyError<Code extends string = ErrorCode> {
  code: Code
  message: string
  requestId: string
  details?: unknown
}
