import type { Contract } from '../../shared/contract.ts'
import { createApp, type App } from './app.ts'
import { composeTick, wechatOf, type Surroundings, type Tick } from './compose-tick.ts'
import { authenticate, recipients } from './people/index.ts'
import { systemClock } from './platform/clock.ts'
import type { Slice } from './platform/slice.ts'

export interface Composition {
  app: App
  tick: Tick
}

/**
 * Puts a server together from slices and what surrounds it. `elsewhere` are the endpoints another function of the same
 * deployment answers: they are described here too, and nothing more.
 */
export function compose(
  slices: readonly Slice[],
  surroundings: Surroundings,
  elsewhere: readonly Contract[] = [],
): Composition {
  const { db, log, clock = systemClock, waitUntil, checkOutput = false } = surroundings
  const wechat = wechatOf(surroundings)
  const backgrounds = slices.flatMap((slice) => slice.background ?? [])
  const shared = { slices, elsewhere, db, wechat, recipients, clock, log }
  return {
    app: createApp({ ...shared, authenticate, checkOutput, ...(waitUntil && { waitUntil }) }),
    tick: composeTick(backgrounds, surroundings, wechat),
  }
}
