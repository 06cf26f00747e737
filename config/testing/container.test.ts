import path from 'node:path'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { spawn, type ChildProcess } from 'node:child_process'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../api/_src/platform/ids.ts'
import { makeActors } from '../../api/_src/testing/actors.ts'
import { issuedCertificate } from '../../api/_src/testing/certificate.ts'
import { useDatabase } from '../../api/_src/testing/database.ts'
import { wordsOfPdf } from '../../api/_src/testing/pdf.ts'
import { root } from '../commands/root.ts'
import { buildServer, serverFolder } from '../deploy/build-server.ts'
import { openApiText } from '../deploy/openapi.ts'

const { db, raw, url: databaseUrl } = await useDatabase()
const cronSecret = 'a-secret-of-the-test'
// As in the image: the bundle’s folder alone, far from node_modules.
const image = mkdtempSync(path.join(tmpdir(), 'linlitong-container-'))
const environment = {
  PORT: '0',
  PAGES_FOLDER: path.join(root, 'dist/h5'),
  DATABASE_URL: databaseUrl,
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'secret-of-the-test',
  CRON_SECRET: cronSecret,
}
let server: ChildProcess
let output = ''
let url = ''

beforeAll(async () => {
  await buildServer()
  cpSync(serverFolder, image, { recursive: true })
  server = spawn(process.execPath, ['index.mjs'], { cwd: image, env: environment })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('exit', () => reject(new Error(output)))
    server.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const line = output.split('\n').find((each) => each.includes('"listening"'))
      if (line) resolve((JSON.parse(line) as { port: number }).port)
    })
  })
  url = `http://127.0.0.1:${port}`
})

afterAll(() => {
  server.kill('SIGKILL')
  rmSync(image, { recursive: true, force: true })
})

test('the container’s bundle answers the API from its database, and the pages', async () => {
  const communities = await fetch(`${url}/api/people.communities?input=${encodeURIComponent('{}')}`)
  expect([communities.status, await communities.json()]).toEqual([200, { ok: true, data: { communities: [] } }])
  const page = await fetch(`${url}/booking/services/index`)
  expect(await page.text()).toContain('<div id="app">')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
})

test('it describes every endpoint, word for word as Vercel’s static file does', async () => {
  const response = await fetch(`${url}/api/openapi.json`)
  expect([response.status, await response.text()]).toEqual([200, openApiText()])
})

test('it writes certificates without node_modules', async () => {
  const { token, certificate, name } = await issuedCertificate(db)
  const asked = await fetch(`${url}/api/records.certificateFile`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(certificate),
  })
  const { data } = (await asked.json()) as { data: { base64: string } }
  expect(await wordsOfPdf(Buffer.from(data.base64, 'base64'))).toContain(name)
})

test('a press is answered while everything else waits for the database', async () => {
  const { elder, neighbour } = await makeActors(db, new Date())
  const send = (name: string, token: string, input: object) =>
    fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
    })
  const consent = { id: newId(), version: '2026-11-3', agreed: true }
  const holder = await createConnection({ uri: databaseUrl })
  await holder.beginTransaction()
  await holder.execute(
    'insert into consent (account_id, id, version, agreed, at) values (?, ?, ?, 1, utc_timestamp(3))',
    [neighbour.accountId, consent.id, consent.version],
  )
  let answered = 0
  const crowd = Array.from({ length: 60 }, async () => {
    await send('people.consent', neighbour.token, consent)
    answered += 1
  })
  const waiting = `select count(*) as n from information_schema.processlist where info like 'insert into \`consent\`%'`
  try {
    await expect.poll(async () => Number((await raw(waiting))[0]?.['n'])).toBeGreaterThanOrEqual(20)
    const press = await send('help.raise', elder.token, { id: newId(), person: elder.person })
    expect([press.status, answered]).toEqual([200, 0])
  } finally {
    await holder.rollback()
    await holder.end()
  }
  await Promise.all(crowd)
})

test('its tick is for whoever knows the secret', async () => {
  expect((await fetch(`${url}/api/tick`)).status).toBe(401)
  const ticked = await fetch(`${url}/api/tick`, { headers: { authorization: `Bearer ${cronSecret}` } })
  expect(ticked.status).toBe(200)
})

test('it ends in order when it is told to', async () => {
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    server.once('exit', (code, signal) => resolve([code, signal]))
  })
  server.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('it does not start without its secrets, and says which', async () => {
  const lame = spawn(process.execPath, ['index.mjs'], { cwd: image, env: { DATABASE_URL: databaseUrl } })
  let complaint = ''
  lame.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const code = await new Promise((resolve) => lame.once('close', resolve))
  expect(code).not.toBe(0)
  expect(complaint).toContain('WECHAT_APP_ID is missing')
  expect(complaint).not.toContain(databaseUrl)
})
