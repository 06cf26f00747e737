import { communityIds, recipients } from './people/index.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import type { Db } from './platform/db/tables.ts'
import type { Environment } from './platform/env.ts'
import { createObjectStore, type ObjectStore } from './platform/files/object-store.ts'
import { errorFields, type Log } from './platform/log.ts'
import type { Background } from './platform/slice.ts'
import { createWechatClient, type WechatClient } from './platform/wechat/client.ts'
import type { Fetch } from './platform/wechat/http.ts'
import { tick } from './tick.ts'

const wechatTimeoutMilliseconds = 5_000

export interface Surroundings {
  db: Db
  environment: Pick<Environment, 'wechat' | 'templates' | 'files'> &
    Partial<Pick<Environment, 'deviceSecret' | 'volunteerSecret' | 'siteUrl'>>
  log: Log
  clock?: Clock
  /** Stands in for the network on the way to WeChat: the simulator. */
  wechatFetch?: Fetch
  /** Stands in for the network on the way to the bucket. */
  filesFetch?: Fetch
  waitUntil?: (work: Promise<void>) => void
  checkOutput?: boolean
}

export function wechatOf({ db, environment, log, clock = systemClock, wechatFetch }: Surroundings): WechatClient {
  return createWechatClient({
    ...environment.wechat,
    templates: environment.templates,
    timeoutMilliseconds: wechatTimeoutMilliseconds,
    db,
    clock,
    log,
    ...(wechatFetch && { fetch: wechatFetch }),
  })
}

/** The bucket, where one is set up. */
export function filesOf({ environment, clock = systemClock, filesFetch }: Surroundings): ObjectStore | undefined {
  return environment.files && createObjectStore(environment.files, { clock, fetch: filesFetch })
}

/** Moves what is due in every community. Never rejects; false when something of it failed (the log says what). */
export type Tick = () => Promise<boolean>

/** The tick alone, without any handler: what the scheduled function is made of. */
export function composeTick(
  backgrounds: readonly Background[],
  surroundings: Surroundings,
  wechat = wechatOf(surroundings),
  files = filesOf(surroundings),
): Tick {
  const { db, log, clock = systemClock } = surroundings
  return async () => {
    try {
      return await tick({ backgrounds, db, wechat, files, recipients, communityIds, clock, log })
    } catch (error) {
      log('tick failed', errorFields(error))
      return false
    }
  }
}
