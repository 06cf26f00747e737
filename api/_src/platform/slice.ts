import type { Caller, Contract, Endpoint, Input, Output, RefusalCode } from '../../../shared/contract.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/result.ts'
import type { Actor, ResidentActor } from './actor.ts'
import type { Db } from './db/tables.ts'
import type { DeliverySource } from './deliver/source.ts'
import type { ObjectStore } from './files/object-store.ts'
import type { WechatClient } from './wechat/client.ts'

/** What every handler is given. Time and randomness are arguments, so that tests can hold them still. */
export interface RequestContext<A extends Actor | undefined = Actor | undefined> {
  now: Date
  newId: () => string
  db: Db
  actor: A
  requestId: string
  wechat: WechatClient
  /** Where files are; undefined where no bucket is set up. */
  files: ObjectStore | undefined
  /** From it follow the keys of help devices; undefined where no devices are in use. */
  deviceSecret: string | undefined
  /** Seals the identity numbers of volunteers; undefined where nobody can be registered. */
  volunteerSecret: string | undefined
  /** Where the browser pages are, without a slash at the end; undefined where nobody said it. */
  siteUrl: string | undefined
  /**
   * Says that a row of this slice has news: it is told to people after the reply (and by every sweep until it is done).
   * `first` is done before that, after the reply too.
   */
  announce: (row: { communityId: string; id: string }, first?: () => Promise<unknown>) => void
  /** Runs after the reply is on its way (`waitUntil` on Vercel). Must be safe to lose: a row in the database repeats it. */
  afterwards: (task: () => Promise<void>) => void
}

type ActorFor<C extends Caller> = 'anyone' extends C ? Actor | undefined : C extends 'resident' ? ResidentActor : Actor

export type Handler<E extends Endpoint> = (
  input: Input<E>,
  context: RequestContext<ActorFor<E['callers'][number]>>,
) => Promise<Result<Output<E>, RefusalCode<E>>>

/** A handler for every row of the contract; a missing one is a type error. */
export type Handlers<C extends Contract> = { [Name in keyof C]: Handler<C[Name]> }

/** What a slice brings to the application. Build it with `defineSlice`, which checks the handlers against the contract. */
export interface Slice {
  contract: Contract
  handlers: Readonly<Record<string, (input: never, context: never) => Promise<Result<unknown, ErrorCode>>>>
  background?: Background
}

/** What an advance is given. */
export interface AdvanceContext {
  db: Db
  communityIds: readonly string[]
  now: Date
  newId: () => string
  wechat: Pick<WechatClient, 'templates'>
  files?: ObjectStore | undefined
}

/** What a slice does when nobody is calling: kept apart from its handlers, so that the tick's bundle holds only this. */
export interface Background {
  /** Rows of this slice of which somebody must be told (DESIGN §4, "the row is its own outbox"). */
  sources?: readonly DeliverySource[]
  /** By name for the log: each moves what is due in these communities, in this order. Idempotent and cheap. */
  advances?: Readonly<Record<string, (context: AdvanceContext) => Promise<void>>>
}

export function defineSlice<const C extends Contract>(slice: {
  contract: C
  handlers: Handlers<C>
  background?: Background
}): Slice {
  return slice
}
