import type { Surroundings } from './compose-tick.ts'
import { openPlanetScale } from './platform/db/planetscale-driver.ts'
import { readEnvironment, type Environment } from './platform/env.ts'
import { log } from './platform/log.ts'

/** Where Vercel keeps what belongs to the call that is running. */
const requestContext = Symbol.for('@vercel/request-context')

interface VercelContext {
  get?: () => { waitUntil?: (work: Promise<unknown>) => void } | undefined
}

/** Keeps the function alive until `work` is done. Elsewhere than on Vercel the process lives anyway. */
function waitUntil(work: Promise<void>): void {
  const context = (globalThis as { [requestContext]?: VercelContext })[requestContext]
  context?.get?.()?.waitUntil?.(work)
}

/** What surrounds a serverless function: the environment's settings and the database over the PlanetScale driver. */
export function serverless(): Surroundings & { environment: Environment } {
  const environment = readEnvironment(process.env)
  return { db: openPlanetScale(environment.databaseUrl), environment, log, waitUntil }
}
