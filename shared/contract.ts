import type * as z from 'zod/mini'
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
  readonly kind: 'publicQuery' | 'query' | 'command'
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
