import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuedCertificate } from '../../api/_src/testing/certificate.ts'
import { useDatabase } from '../../api/_src/testing/database.ts'
import { wordsOfPdf } from '../../api/_src/testing/pdf.ts'
import { endpoints } from '../../shared/endpoints.ts'
import {
  crons,
  type FunctionName,
  functionNames,
  functionOf,
  scheduledFunctions,
  servingFunctions,
} from '../deploy/functions.ts'
import { openApiText } from '../deploy/openapi.ts'
import { functionFile, metafile, outputFolder } from '../deploy/vercel.ts'
import { serveGateway } from '../dev/planetscale-gateway/index.ts'
import { forkServer } from './fork-server.ts'

const largestBundle = 400_000
const { db, gateway } = await useDatabase()
const cronSecret = 'a-secret-of-the-test'

/** Text that stands in the source of what must never be deployed; the first test makes sure that it still does. */
const markers = [
  {
    what: 'the WeChat simulator',
    file: 'config/dev/wechat-simulator/index.ts',
    text: 'the WeChat simulator knows no such person',
  },
  { what: 'the demo community', file: 'config/dev/demo-page/demo-page.ts', text: '/demo/people.json' },
  { what: 'the local server', file: 'config/dev/local-wechat.ts', text: 'only-the-simulator-knows-this' },
  {
    what: 'the object store of this machine',
    file: 'config/dev/local-bucket.ts',
    text: 'only-the-object-store-on-this-machine-knows-this',
  },
  { what: 'mysql2', file: 'node_modules/mysql2/lib/base/connection.js', text: 'mysql_native_password' },
]

const foreignInputs = /^(?:config|miniapp)\/|node_modules\/(?:mysql2|@hono|esbuild|vitest|@tarojs|react)\/|\/testing\//

/** The source files of which something is in a bundle. */
function inputsOf(name: FunctionName): string[] {
  const { outputs } = JSON.parse(readFileSync(metafile(name), 'utf8')) as Metafile
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  )
}

/** The files of a function: those that are read when it starts, and those that it imports when it needs them. */
function partsOf(name: FunctionName): { started: string[]; later: string[] } {
  const { outputs } = JSON.parse(readFileSync(metafile(name), 'utf8')) as Metafile
  const byFile = new Map(Object.entries(outputs).map(([file, output]) => [path.basename(file), output]))
  const started = new Set(['index.mjs'])
  for (const file of started) {
    for (const { path: imported, kind } of byFile.get(file)?.imports ?? []) {
      if (kind === 'import-statement' && byFile.has(path.basename(imported))) started.add(path.basename(imported))
    }
  }
  return { started: [...started], later: [...byFile.keys()].filter((file) => !started.has(file)) }
}

/** Everything that a function may run, as text. */
function textOf(name: FunctionName): string {
  const { started, later } = partsOf(name)
  const folder = path.dirname(functionFile(name))
  return [...started, ...later].map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n')
}

let server: ChildProcess
let url = ''
let front: { url: string; close: () => Promise<void> }

beforeAll(async () => {
  front = await serveGateway(gateway)
  const env = {
    DATABASE_URL: front.url,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'secret-of-the-test',
    CRON_SECRET: cronSecret,
  }
  const launched = await forkServer(path.join(import.meta.dirname, 'function-launcher.ts'), env)
  server = launched.child
  url = `http://127.0.0.1:${launched.port}`
})

afterAll(async () => {
  server.kill('SIGKILL')
  await front.close()
})

describe('the built functions', () => {
  test('are exactly these', () => {
    const folder = path.join(outputFolder, 'functions')
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(({ name }) =>
      name.endsWith('.func'),
    )
    expect(found.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name))).toSorted()).toEqual(
      functionNames.map((name) => `api/${name}.func`).toSorted(),
    )
  })

  test.each(functionNames)('api/%s reads no more than its budget when it starts', (name) => {
    const folder = path.dirname(functionFile(name))
    const files = readdirSync(folder).filter((file) => file !== '.vc-config.json' && file !== 'fonts')
    const parts = partsOf(name)
    expect(files.toSorted()).toEqual([...parts.started, ...parts.later].toSorted())
    const bytes = parts.started.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)
    expect(bytes).toBeLessThanOrEqual(largestBundle)
    expect(JSON.parse(readFileSync(path.join(folder, '.vc-config.json'), 'utf8'))).toMatchObject({
      runtime: 'nodejs24.x',
      handler: 'index.mjs',
      launcherType: 'Nodejs',
    })
  })

  test.each(functionNames)('api/%s holds nothing of development', (name) => {
    const bundle = textOf(name)
    const inputs = inputsOf(name)
    expect(inputs.length).toBeGreaterThan(10)
    expect(inputs.filter((input) => foreignInputs.test(input))).toEqual([])
    for (const { what, text } of markers) expect(bundle.includes(text), what).toBe(false)
  })

  test.each(servingFunctions)('api/%s holds the handlers of its own slices alone', (name) => {
    const held = inputsOf(name).flatMap((input) => /^api\/_src\/(\w+)\/slice\.ts$/.exec(input)?.[1] ?? [])
    expect(held.length).toBeGreaterThan(0)
    expect(held.filter((slice) => functionOf(slice) !== name)).toEqual([])
  })

  test('are searched for text that the forbidden source does hold', () => {
    for (const { file, text, what } of markers) {
      const folder = file.startsWith('node_modules/mysql2') ? 'node_modules/mysql2/lib' : path.dirname(file)
      const sources = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      const holds = sources.some((entry) =>
        readFileSync(path.join(entry.parentPath, entry.name), 'utf8').includes(text),
      )
      expect(holds, what).toBe(true)
    }
  })

  test('know nothing of the endpoints of other functions, nor how to describe them', () => {
    for (const name of servingFunctions) {
      const contracts = inputsOf(name).flatMap((input) => /^shared\/(\w+)\/contract\.ts$/.exec(input)?.[1] ?? [])
      expect(contracts).not.toEqual([])
      expect(contracts.filter((slice) => functionOf(slice) !== name)).toEqual([])
      expect(textOf(name).includes('json-schema.org')).toBe(false)
    }
  })

  test('hold of their contracts only what they read', () => {
    const bundles = servingFunctions.map(textOf)
    const described = Object.values(endpoints).filter(({ summary }) => bundles.some((each) => each.includes(summary)))
    expect(described).toEqual([])
  })

  test('leave to the tick what is done on a tick', () => {
    const file = 'api/_src/help/audit/advance.ts'
    expect(inputsOf('tick')).toContain(file)
    expect(inputsOf('help')).not.toContain(file)
    expect(inputsOf('tick-volunteers')).not.toContain(file)
  })

  test('that nobody calls holds no handler, no contract and no zod', () => {
    for (const name of scheduledFunctions) {
      const inputs = inputsOf(name)
      expect(inputs).toContain('api/_src/backgrounds.ts')
      expect(inputs.filter((input) => /\/zod\/|contract\.ts$|\/handlers(?:-\w+)?\.ts$/.test(input))).toEqual([])
    }
  })

  test('write certificates with what only then is read, and nobody else carries it', () => {
    for (const name of functionNames) {
      const { started, later } = partsOf(name)
      const { outputs } = JSON.parse(readFileSync(metafile(name), 'utf8')) as Metafile
      const heldBy = (files: readonly string[]) =>
        Object.entries(outputs)
          .filter(([file]) => files.includes(path.basename(file)))
          .flatMap(([, { inputs }]) => Object.keys(inputs))
          .filter((input) => /node_modules\/(?:pdfkit|fontkit)\//.test(input))
      expect(heldBy(started), name).toEqual([])
      expect(heldBy(later).length > 0, name).toBe(name === 'volunteers')
      const fonts = path.join(path.dirname(functionFile(name)), 'fonts')
      expect(existsSync(fonts), name).toBe(name === 'volunteers')
    }
  })

  test('make a certificate that a stranger to this project can read', async () => {
    const { token, certificate, name } = await issuedCertificate(db)
    const asked = await fetch(`${url}/api/records.certificateFile`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(certificate),
    })
    const reply = (await asked.json()) as { ok: boolean; data: { base64: string } }
    expect(asked.status).toBe(200)
    const words = await wordsOfPdf(Buffer.from(reply.data.base64, 'base64'))
    expect(words).toContain(name)
    expect(words).toContain('平台服务记录')
  })

  test.each(['people.communities', 'booking.services'])('check what they are asked by %s', async (name) => {
    const response = await fetch(`${url}/api/${name}?input=${encodeURIComponent('7')}`)
    expect([response.status, await response.json()]).toMatchObject([422, { error: { code: 'invalid_input' } }])
  })

  test('read the database', async () => {
    const before = gateway.statements
    const input = encodeURIComponent(JSON.stringify({}))
    const response = await fetch(`${url}/api/people.communities?input=${input}`)
    expect([response.status, await response.json()]).toEqual([200, { ok: true, data: { communities: [] } }])
    expect(gateway.statements).toBeGreaterThan(before)
  })

  test.each(['help.raise', 'booking.mine', 'nothing.such', 'index', 'help', '_src/app'])(
    'answer an error in words for %s',
    async (name) => {
      const response = await fetch(`${url}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
      const known = name in endpoints
      expect(response.status).toBe(known ? 401 : 404)
      expect(await response.json()).toMatchObject({
        ok: false,
        error: { code: known ? 'not_signed_in' : 'unknown_endpoint', message: expect.any(String) },
      })
    },
  )

  test('tick for the cron and for nobody else', async () => {
    for (const name of scheduledFunctions) {
      expect((await fetch(`${url}/api/${name}`)).status).toBe(401)
      const response = await fetch(`${url}/api/${name}`, { headers: { authorization: `Bearer ${cronSecret}` } })
      expect([response.status, await response.json()]).toEqual([200, { ok: true }])
    }
    const config = JSON.parse(readFileSync(path.join(outputFolder, 'config.json'), 'utf8')) as { crons: unknown }
    expect(config.crons).toEqual(crons)
  })
})

describe('the built site', () => {
  test('describes every endpoint of every function', async () => {
    const response = await fetch(`${url}/api/openapi.json`)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(response.headers.get('cache-control')).toContain('public, max-age=300')
    const text = await response.text()
    const document = JSON.parse(text) as { openapi: string; paths: Record<string, unknown> }
    expect(document.openapi).toMatch(/^3\.1/)
    expect(Object.keys(document.paths).toSorted()).toEqual(
      Object.keys(endpoints)
        .map((name) => `/api/${name}`)
        .toSorted(),
    )
    expect(text).toBe(openApiText())
  })

  test.each(['/', '/booking/services/index', '/index.html'])(
    'answers %s with the page and its protection',
    async (address) => {
      const response = await fetch(`${url}${address}`)
      expect(response.status).toBe(200)
      const html = await response.text()
      expect(html).toContain('<div id="app">')
      // The policy below lets no inline script run.
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test('does not answer a missing file with the page', async () => {
    expect((await fetch(`${url}/js/missing.00000000.js`)).status).toBe(404)
  })

  test('lets files with a hash in their name be kept', async () => {
    const folder = path.join(outputFolder, 'static/js')
    const script = readdirSync(folder).find((name) => name.endsWith('.js'))
    expect(existsSync(path.join(folder, script ?? ''))).toBe(true)
    const response = await fetch(`${url}/js/${script}`)
    expect(response.headers.get('cache-control')).toContain('immutable')
  })
})
