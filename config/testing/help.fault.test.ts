import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compose } from '../../api/_src/compose.ts'
import { helpSlice } from '../../api/_src/help/slice.ts'
import { newId } from '../../api/_src/platform/ids.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { makePlaces, places, TestPeople, type TestResident } from '../../api/_src/testing/actors.ts'
import { requestFor } from '../../api/_src/testing/call.ts'
import type { Reply } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import { startPrivateDatabase, type PrivateDatabase } from '../dev/private-database.ts'
import { migrateToLatest } from '../migrate.ts'
import { forkServer } from './fork-server.ts'

/*
 * DESIGN §5, invariants 2 and 3, on real processes: 200 presses while the server dies again and again and the database
 * dies once. Twenty times faster than life: phones try every 100 ms instead of every 2 s.
 */
const phones = 120
const pressesInAll = 200
const retryMilliseconds = 100
const requestTimeoutMilliseconds = 1500
/** Presses of one life of the server come within this time. */
const pressesPerLifeWithinMilliseconds = 1300
const databaseDiesAfterMilliseconds = 2700
const answersLost = 0.2
const fewestKills = 6

const script = fileURLToPath(new URL('help-fault-server.ts', import.meta.url))
let folder: string
let database: PrivateDatabase
let pool: Pool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linlitong-fault-'))
  database = await startPrivateDatabase({ dataDirectory: folder, durable: true })
  await migrateToLatest(database.url)
  pool = createPool({ uri: database.url, connectionLimit: 2, timezone: 'Z' })
})

afterAll(async () => {
  await pool.end()
  await database.kill()
  await rm(folder, { recursive: true, force: true })
})

interface Press {
  id: string
  phone: TestResident
  receipts: string[]
  tries: number
}

it('keeps every press it confirmed, and each press in one call, through kill -9 of server and database', async () => {
  const people = new TestPeople(new Date())
  const residents = people.residents(phones, { gridCode: places.grid })
  const worker = people.staff('grid_worker', places.grid)
  const db = openMysql(database.url)
  await makePlaces(db)
  await people.save(db)

  const server = await keepServerDying()
  const presses = Array.from({ length: pressesInAll }, (_, number): Press => {
    const phone = residents[number % phones]
    if (!phone) throw new Error('no phone')
    return { id: newId(), phone, receipts: [], tries: 0 }
  })
  const databaseDeath = killDatabaseOnce()
  // The presses are spread over the server's deaths, not over seconds: on a slow machine the storm only lasts longer.
  const turn = async (number: number) => {
    const deaths = Math.floor((number * (fewestKills + 1)) / pressesInAll)
    while (server.kills < deaths) await sleep(20)
    await sleep(Math.random() * pressesPerLifeWithinMilliseconds)
  }
  await Promise.all(
    presses.map(async (press, number) => {
      await turn(number)
      await sendUntilReceived(press, () => server.url)
    }),
  )
  await databaseDeath
  const kills = await server.stop()

  const [calls] = await pool.query<RowDataPacket[]>('select id, resident_id, status, presses, press_ids from help_call')
  const callOfPress = new Map<string, string>()
  for (const call of calls) {
    for (const id of call['press_ids'] as string[]) {
      expect(callOfPress.has(id), `press ${id} is in two calls`).toBe(false)
      callOfPress.set(id, String(call['id']))
    }
  }
  for (const press of presses) {
    expect(callOfPress.has(press.id)).toBe(true)
    expect(new Set(press.receipts)).toEqual(new Set([callOfPress.get(press.id)]))
  }
  expect(callOfPress.size).toBe(pressesInAll)
  expect(calls.reduce((sum, call) => sum + Number(call['presses']), 0)).toBe(pressesInAll)
  expect(new Set(calls.map((call) => call['resident_id'])).size).toBe(calls.length)
  expect(calls).toHaveLength(phones)
  expect(kills).toBeGreaterThanOrEqual(fewestKills)
  expect(presses.reduce((sum, press) => sum + press.tries, 0)).toBeGreaterThan(pressesInAll)

  // Whatever the dying servers left unsaid, the next tick says, once.
  const environment = {
    wechat: { baseUrl: 'http://127.0.0.1:9', appId: 'x', appSecret: 'x', miniprogramState: 'developer' as const },
    templates: {},
  }
  const log = () => undefined
  expect(await compose([helpSlice], { db, environment, log }).tick()).toBe(true)
  const [told] = await pool.query<RowDataPacket[]>(
    "select count(*) as told, count(distinct left(id, 26)) as calls from delivery where recipient_id = ? and channel = 'inbox' and title = '周建国按了求助'",
    [worker.accountId],
  )
  expect(told[0]).toEqual({ told: phones, calls: phones })
  await db.destroy()
})

/** A phone: sends until it holds a receipt. One answer in five never arrives. */
async function sendUntilReceived(press: Press, url: () => string): Promise<void> {
  for (;;) {
    press.tries += 1
    const callId = await send(press, url())
    if (callId !== undefined && Math.random() >= answersLost) {
      press.receipts.push(callId)
      return
    }
    await sleep(retryMilliseconds)
  }
}

async function send({ id, phone }: Press, url: string): Promise<string | undefined> {
  const template = requestFor('help.raise', { id, person: phone.person }, phone.token)
  try {
    const response = await fetch(`${url}/api/help.raise`, {
      method: 'POST',
      headers: template.headers,
      body: await template.text(),
      signal: AbortSignal.timeout(requestTimeoutMilliseconds),
    })
    const reply = (await response.json()) as Reply<Endpoints['help.raise']>
    return reply.ok ? reply.data.callId : undefined
  } catch {
    return undefined
  }
}

/** A server that is killed a moment after it listens, and started again at once, until stopped. */
async function keepServerDying() {
  let kills = 0
  const state = { url: '', isStopping: false }
  const start = async () => {
    const started = await forkServer(script, { DATABASE_URL: database.url, TZ: 'UTC' })
    state.url = `http://127.0.0.1:${started.port}`
    return started.child
  }
  let child = await start()
  const dying = (async () => {
    while (!state.isStopping) {
      await sleep(150 + Math.random() * 900)
      await kill(child)
      kills += 1
      child = await start()
    }
  })()
  return {
    get url() {
      return state.url
    },
    get kills() {
      return kills
    },
    async stop() {
      state.isStopping = true
      await dying
      await kill(child)
      return kills
    },
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function killDatabaseOnce(): Promise<void> {
  await sleep(databaseDiesAfterMilliseconds)
  const { port } = database
  await database.kill()
  await sleep(500)
  database = await startPrivateDatabase({ dataDirectory: folder, port, durable: true })
}
