import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { compose } from '../../api/_src/compose.ts'
import { systemClock, type Clock } from '../../api/_src/platform/clock.ts'
import type { Db } from '../../api/_src/platform/db/tables.ts'
import type { Log } from '../../api/_src/platform/log.ts'
import { slices } from '../../api/_src/slices.ts'
import { createOpenApi, openApiPath } from '../deploy/openapi.ts'
import { createStaticFiles } from '../deploy/static-files.ts'
import { demoPage, type DemoPerson } from './demo-page/demo-page.ts'
import { deviceButton } from './demo-page/device-button.ts'
import { allowHelpMessages, demoDeviceOf, demoPeople, wechatPeople } from './demo/index.ts'
import { bucketPath, localBucket } from './local-bucket.ts'
import { localEnvironment, localTemplates } from './local-wechat.ts'
import { createWechatSimulator, type WechatSimulator } from './wechat-simulator/index.ts'

export interface LocalSite {
  /** Answers every path: the API, the simulated WeChat, the demo page, the browser pages. */
  answer: (request: Request) => Promise<Response>
  simulator: WechatSimulator
  /** Moves what is due, as the scheduled function does. */
  tick: () => Promise<boolean>
  /** Resolves when all work left for after the replies is done. */
  settled: () => Promise<void>
}

const browserLogin = '/wechat-simulator/browser-login.js'

/**
 * The whole product as one function from request to response. `pagesFolder` is the H5 build; `pages` stands in for it
 * where the build is served by somebody else.
 */
export async function createLocalSite(options: {
  db: Db
  log: Log
  pagesFolder: string
  pages?: ((request: Request) => Promise<Response>) | undefined
  clock?: Clock
  /** Where the objects of the bucket's stand-in are kept; without it nobody can send a photo or a voice note. */
  objectsFolder?: string
  /** Where the pages are found: what the code on a certificate opens. */
  siteUrl?: string
}): Promise<LocalSite> {
  const { db, log, pagesFolder, clock, objectsFolder, siteUrl } = options
  const simulator = createWechatSimulator({
    ...localEnvironment.wechat,
    people: await wechatPeople(db),
    templates: localTemplates,
    ...(clock && { clock }),
  })
  await allowHelpMessages(db, simulator.accept)
  const bucket = objectsFolder === undefined ? undefined : localBucket(objectsFolder, clock ?? systemClock)
  const { app, tick } = compose(slices, {
    db,
    environment: { ...localEnvironment, siteUrl, ...(bucket && { files: bucket.settings }) },
    log,
    wechatFetch: simulator.fetch,
    ...(bucket && { filesFetch: bucket.fetch }),
    checkOutput: true,
    ...(clock && { clock }),
  })
  const answerOpenApi = createOpenApi()
  const files = options.pages ?? createStaticFiles(pagesFolder)
  const people = await demoPeople(db)
  const device = await demoDeviceOf(db)
  const deviceSecret = localEnvironment.deviceSecret ?? ''
  const loginScript = await readFile(path.join(import.meta.dirname, 'wechat-simulator/browser-login.js'), 'utf8')

  async function answer(request: Request): Promise<Response> {
    const { pathname, origin } = new URL(request.url)
    bucket?.seenAt(origin)
    if (pathname === openApiPath) return answerOpenApi(request)
    if (pathname.startsWith('/api/')) return app.fetch(request)
    if (bucket && pathname.startsWith(bucketPath)) return bucket.fetch(request)
    if (pathname === browserLogin) return new Response(loginScript, { headers: { 'content-type': 'text/javascript' } })
    if (pathname.startsWith('/wechat-simulator/')) {
      return (await simulator.handle(request)) ?? new Response('no such path', { status: 404 })
    }
    const spoken =
      device &&
      (await deviceButton(request, device, { secret: deviceSecret, now: (clock ?? systemClock)(), fetch: app.fetch }))
    if (spoken) return spoken
    const demo = await demoPage(request, people)
    if (demo) return demo
    return path.extname(pathname) === '' ? withLogin(await files(plainly(request)), people) : files(request)
  }

  return { answer, simulator, tick, settled: app.settled }
}

/** The same question without the offer to take less than the whole page as it is. */
function plainly({ url, method }: Request): Request {
  return new Request(url, { method })
}

/** A page of the browser build in which somebody of the demo can sign in. What is built holds nothing of this. */
async function withLogin(page: Response, people: readonly DemoPerson[]): Promise<Response> {
  if (!page.headers.get('content-type')?.startsWith('text/html')) return page
  const phones = people.filter(({ kind }) => kind === 'phone')
  const resident = phones.find(({ elder }) => !elder) ?? phones[0]
  const elders = people.filter(({ elder }) => elder).map(({ openId }) => openId)
  const script = `<script src="${browserLogin}" data-person="${resident?.openId ?? ''}" data-elders="${elders.join(' ')}"></script>`
  const headers = new Headers(page.headers)
  headers.delete('content-length')
  headers.delete('etag')
  headers.set('cache-control', 'no-store')
  const text = await page.text()
  return new Response(text.replace('<head>', `<head>${script}`), { status: page.status, headers })
}
