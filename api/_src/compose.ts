import { createApp, type App } from './app.ts'
import { composeTick, filesOf, wechatOf, type Surroundings, type Tick } from './compose-tick.ts'
import { lifeNoter } from './help/index.ts'
import { authenticate, recipients } from './people/index.ts'
import { systemClock } from './platform/clock.ts'
import type { Slice } from './platform/slice.ts'

export interface Composition {
  app: App
  tick: Tick
}

/** Puts a server together from slices and what surrounds it. */
export function compose(slices: readonly Slice[], surroundings: Surroundings): Composition {
  const { db, log, clock = systemClock, waitUntil, checkOutput = false } = surroundings
  const wechat = wechatOf(surroundings)
  const files = filesOf(surroundings)
  const backgrounds = slices.flatMap((slice) => slice.background ?? [])
  const { deviceSecret, volunteerSecret, siteUrl } = surroundings.environment
  const shared = { slices, db, wechat, files, recipients, clock, log, deviceSecret, volunteerSecret, siteUrl }
  return {
    app: createApp({ ...shared, authenticate, seen: lifeNoter(db), checkOutput, ...(waitUntil && { waitUntil }) }),
    tick: composeTick(backgrounds, surroundings, wechat, files),
  }
}
