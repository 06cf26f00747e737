import { createApp, type App } from './app.ts'
import { authenticate, communityIds, recipients } from './people/index.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import type { Db } from './platform/db/tables.ts'
import type { Environment } from './platform/env.ts'
import { errorFields, type Log } from './platform/log.ts'
import type { Slice } from './platform/slice.ts'
import { createWechatClient } from './platform/wechat/client.ts'
import type { Fetch } from './platform/wechat/http.ts'
import { tick } from './tick.ts'

const wechatTimeoutMilliseconds = 5_000

export interface Surroundings {
  db: Db
  environment: Pick<Environment, 'wechat' | 'templates'>
  log: Log
  clock?: Clock
  /** Stands in for the network on the way to WeChat: the simulator. */
  wechatFetch?: Fetch
  waitUntil?: (work: Promise<void>) => void
  checkOutput?: boolean
}

export interface Composition {
  app: App
  /** Moves what is due in every community. Never rejects; false when something of it failed (the log says what). */
  tick: () => Promise<boolean>
}

/** Puts a server together from slices and what surrounds it. The only place that knows all the parts. */
export function compose(slices: readonly Slice[], surroundings: Surroundings): Composition {
  const { db, environment, log, clock = systemClock, wechatFetch, waitUntil, checkOutput = false } = surroundings
  const wechat = createWechatClient({
    ...environment.wechat,
    templates: environment.templates,
    timeoutMilliseconds: wechatTimeoutMilliseconds,
    db,
    clock,
    log,
    ...(wechatFetch && { fetch: wechatFetch }),
  })
  const shared = { slices, db, wechat, recipients, clock, log }
  return {
    app: createApp({ ...shared, authenticate, checkOutput, ...(waitUntil && { waitUntil }) }),
    tick: async () => {
      try {
        return await tick({ ...shared, communityIds })
      } catch (error) {
        log('tick failed', errorFields(error))
        return false
      }
    },
  }
}
