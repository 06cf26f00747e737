import { compose, type Composition } from './compose.ts'
import { openPlanetScale } from './platform/db/planetscale-driver.ts'
import { readEnvironment, type Environment } from './platform/env.ts'
import { log } from './platform/log.ts'
import type { Slice } from './platform/slice.ts'

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

/** The parts of one serverless function: the slices it answers for, over the PlanetScale driver. */
export function serverless(slices: readonly Slice[]): Composition & { environment: Environment } {
  const environment = readEnvironment(process.env)
  const db = openPlanetScale(environment.databaseUrl)
  return { ...compose(slices, { db, environment, log, waitUntil }), environment }
}
