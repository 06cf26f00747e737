import type { Contract } from '../../shared/contract.ts'
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

export interface Description {
  /** Makes the document of `/api/openapi.json`. Left out where that address never arrives. */
  describe?: (contract: Contract) => object
  /** The endpoints another function of the same deployment answers: they are described here too, and nothing more. */
  elsewhere?: readonly Contract[]
}

/** Puts a server together from slices and what surrounds it. */
export function compose(
  slices: readonly Slice[],
  surroundings: Surroundings,
  description: Description = {},
): Composition {
  const { db, log, clock = systemClock, waitUntil, checkOutput = false } = surroundings
  const wechat = wechatOf(surroundings)
  const files = filesOf(surroundings)
  const backgrounds = slices.flatMap((slice) => slice.background ?? [])
  const { deviceSecret } = surroundings.environment
  const shared = { ...description, slices, db, wechat, files, recipients, clock, log, deviceSecret }
  return {
    app: createApp({ ...shared, authenticate, seen: lifeNoter(db), checkOutput, ...(waitUntil && { waitUntil }) }),
    tick: composeTick(backgrounds, surroundings, wechat, files),
  }
}
