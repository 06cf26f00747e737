import { existsSync } from 'node:fs'
import path from 'node:path'
import { compose } from '../../api/_src/compose.ts'
import { helpSlice } from '../../api/_src/help/slice.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { openPlanetScale } from '../../api/_src/platform/db/planetscale-driver.ts'
import type { Db } from '../../api/_src/platform/db/tables.ts'
import { readEnvironment, type Environment } from '../../api/_src/platform/env.ts'
import { createTickHandler } from '../../api/_src/platform/http/tick-handler.ts'
import { createLog } from '../../api/_src/platform/log.ts'
import { slices } from '../../api/_src/slices.ts'
import { batchedLines } from './batched-lines.ts'
import { every } from './every.ts'
import { originOf, securityHeadersFor } from './headers.ts'
import { listen } from './node-server.ts'
import { createOpenApi, openApiPath } from './openapi.ts'
import { createStaticFiles } from './static-files.ts'

/**
 * The server for any container host: the API and the browser pages over plain HTTP on `PORT` (a proxy in front ends
 * TLS), with its own ticker. Any number of copies may run: every tick is safe to run twice at once.
 */
const tickMilliseconds = 5_000
const environment = environmentOrEnd()
const log = createLog(batchedLines(process.stdout))
// Help calls, and the clock that lets them climb, wait behind nobody: what rushes elsewhere has connections of its own.
const [helpDb, db] = [openDatabase(), openDatabase()]
const { app: helpApp } = compose([helpSlice], { db: helpDb, environment, log })
const { tick } = compose(slices, { db: helpDb, environment, log })
const { app } = compose(slices, { db, environment, log })
const answerTick = createTickHandler(tick, environment.cronSecret)
const answerOpenApi = createOpenApi()
const pagesFolder = process.env['PAGES_FOLDER'] ?? path.resolve(import.meta.dirname, '../../dist/h5')
const protection = securityHeadersFor(originOf(environment.files?.endpoint))
const pages = existsSync(pagesFolder) ? createStaticFiles(pagesFolder, protection) : undefined

function openDatabase(): Db {
  const { databaseUrl } = environment
  return databaseUrl.startsWith('mysql://') ? openMysql(databaseUrl) : openPlanetScale(databaseUrl)
}

/** Says what is missing and ends: an uncaught error would bury it under a line of this bundle. */
function environmentOrEnd(): Environment {
  try {
    return readEnvironment(process.env)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/api/tick') return answerTick(request)
  if (pathname === openApiPath) return answerOpenApi(request)
  if (pathname.startsWith('/api/help.')) return helpApp.fetch(request)
  if (pathname.startsWith('/api/')) return app.fetch(request)
  return pages?.(request) ?? new Response('Not found.', { status: 404 })
}

const server = await listen(answer, { port: Number(process.env['PORT'] ?? 8080) })
const ticker = every(tickMilliseconds, async () => {
  await tick()
})
log('listening', { port: server.port })

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void (async () => {
      await ticker.stop()
      await server.stop()
      await Promise.all([helpApp.settled(), app.settled()])
      await Promise.all([helpDb.destroy(), db.destroy()])
      process.exit(0)
    })()
  })
}
