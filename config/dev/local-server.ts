import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { createLog } from '../../api/_src/platform/log.ts'
import { root } from '../commands/root.ts'
import { every } from '../deploy/every.ts'
import { listen, type RunningServer } from '../deploy/node-server.ts'
import { createLocalSite } from './local-site.ts'

/** Help calls climb after 60 s; five seconds keep that true to the eye, a minute as on Vercel would not. */
const tickMilliseconds = 5_000

export interface LocalServerOptions {
  databaseUrl: string
  port: number
  /** Where webpack serves the browser pages in watch mode; `dist/h5` when absent. */
  pagesOrigin?: string | undefined
}

/** The pages from webpack's own server, which keeps what it builds in memory. */
function pagesFrom(origin: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    const address = path.extname(pathname) === '' ? '/index.html' : pathname
    const answer = await fetch(`${origin}${address}`).catch(() => undefined)
    if (!answer) return new Response('The pages are being built; reload in a moment.', { status: 503 })
    const headers = { 'content-type': answer.headers.get('content-type') ?? '', 'cache-control': 'no-store' }
    return new Response(answer.body, { status: answer.status, headers })
  }
}

/**
 * Everything on one port: the API, the simulated WeChat, the demo page and the browser pages. Requests are logged to
 * `.data/server.log`, which begins anew with each start.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<RunningServer> {
  mkdirSync(path.join(root, '.data'), { recursive: true })
  const logFile = createWriteStream(path.join(root, '.data/server.log'))
  const log = createLog((line) => void logFile.write(`${line}\n`))
  const db = openMysql(options.databaseUrl)
  const pages = options.pagesOrigin ? pagesFrom(options.pagesOrigin) : undefined
  const site = await createLocalSite({
    db,
    log,
    pagesFolder: path.join(root, 'dist/h5'),
    pages,
    objectsFolder: path.join(root, '.data/object-store'),
    siteUrl: `http://localhost:${options.port}`,
  })
  const ticker = every(tickMilliseconds, async () => {
    await site.tick()
  })
  const server = await listen(site.answer, { port: options.port })
  return {
    port: server.port,
    stop: async () => {
      await ticker.stop()
      await server.stop()
      await site.settled()
      await db.destroy()
      logFile.end()
    },
  }
}
