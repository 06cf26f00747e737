import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { compose } from '../../api/_src/compose.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { createLog } from '../../api/_src/platform/log.ts'
import { slices } from '../../api/_src/slices.ts'
import { root } from '../commands/root.ts'
import { every } from '../deploy/every.ts'
import { listen, type RunningServer } from '../deploy/node-server.ts'
import { createStaticFiles } from '../deploy/static-files.ts'
import { demoPage } from './demo-page/demo-page.ts'
import { demoPeople, wechatPeople } from './demo/index.ts'
import { localEnvironment, localTemplates } from './local-wechat.ts'
import { createWechatSimulator } from './wechat-simulator/index.ts'

/** Help calls climb after 60 s; five seconds keep that true to the eye, a minute as on Vercel would not. */
const tickMilliseconds = 5_000

/**
 * Everything on one port: the API, the simulated WeChat, the demo page and the browser pages. Requests are logged to
 * `.data/server.log`, which begins anew with each start.
 */
export async function startLocalServer(options: { databaseUrl: string; port: number }): Promise<RunningServer> {
  mkdirSync(path.join(root, '.data'), { recursive: true })
  const logFile = createWriteStream(path.join(root, '.data/server.log'))
  const log = createLog((line) => void logFile.write(`${line}\n`))
  const db = openMysql(options.databaseUrl)
  const people = await wechatPeople(db)
  const simulator = createWechatSimulator({ ...localEnvironment.wechat, people, templates: localTemplates })
  const { app, tick } = compose(slices, {
    db,
    environment: localEnvironment,
    log,
    wechatFetch: simulator.fetch,
    checkOutput: true,
  })
  const pages = createStaticFiles(path.join(root, 'dist/h5'))
  const demo = await demoPeople(db)

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/')) return app.fetch(request)
    if (pathname.startsWith('/wechat-simulator/')) {
      return (await simulator.handle(request)) ?? new Response('no such path', { status: 404 })
    }
    return (await demoPage(request, demo)) ?? pages(request)
  }

  const ticker = every(tickMilliseconds, async () => {
    await tick()
  })
  const server = await listen(answer, { port: options.port })
  return {
    port: server.port,
    stop: async () => {
      await ticker.stop()
      await server.stop()
      await app.settled()
      await db.destroy()
      logFile.end()
    },
  }
}
