import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../api/_src/platform/ids.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { makePlaces, places, TestPeople, type TestAccount, type TestResident } from '../../api/_src/testing/actors.ts'
import { requestFor } from '../../api/_src/testing/call.ts'
import type { EndpointName } from '../../shared/endpoints.ts'
import { startPrivateDatabase, type PrivateDatabase } from '../dev/private-database.ts'
import { migrateToLatest } from '../migrate.ts'
import { forkServer } from './fork-server.ts'
import { troubledWay } from './trouble.ts'

/*
 * DESIGN §5, invariant 3, at full size: 10,000 presses on a bad network. Of the answers one in five is lost after the
 * server did its work, and one request in fifty arrives twice at the same moment; the phones send until they hold a
 * receipt, 32 at a time. Meanwhile the desk answers and ends calls, so that presses fall into every state.
 */
const phones = 200
const pressesOfEach = 50
const pressesInAll = phones * pressesOfEach
const atOnce = 32
const answersLost = 0.2
const requestsDoubled = 0.02
/** After so many presses the desk ends a call. */
const pressesPerEnd = 40

const script = fileURLToPath(new URL('help-fault-server.ts', import.meta.url))
let folder: string
let database: PrivateDatabase
let pool: Pool
let server: Awaited<ReturnType<typeof forkServer>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linlitong-storm-'))
  database = await startPrivateDatabase({ dataDirectory: folder })
  await migrateToLatest(database.url)
  pool = createPool({ uri: database.url, connectionLimit: 2, timezone: 'Z' })
  server = await forkServer(script, { DATABASE_URL: database.url, TZ: 'UTC' })
})

afterAll(async () => {
  server.child.kill('SIGKILL')
  await pool.end()
  await database.kill()
  await rm(folder, { recursive: true, force: true })
})

const network = troubledWay((request) => fetch(request))

/** One request over the bad network; undefined when no answer came. */
async function send(name: EndpointName, input: unknown, { token }: TestAccount, isCalm = false) {
  const template = requestFor(name, input, token)
  const request = new Request(`http://127.0.0.1:${server.port}/api/${name}`, {
    method: 'POST',
    headers: template.headers,
    body: await template.text(),
  })
  // Ordered and met in the same turn: no other request can come between.
  const chance = Math.random()
  if (!isCalm && chance < answersLost) network.order(name, 'broken after', 1)
  else if (!isCalm && chance < answersLost + requestsDoubled) network.order(name, 'doubled', 1)
  const response = await network.answer(request)
  if (!response.headers.get('content-type')?.includes('json')) return undefined
  const reply = (await response.json()) as { ok: boolean; data?: { callId: string } }
  return reply.ok ? reply.data : undefined
}

it(
  'loses none of 10,000 presses and counts none twice, with one answer in five lost',
  { timeout: 900_000 },
  async () => {
    const people = new TestPeople(new Date())
    const residents = people.residents(phones, { gridCode: places.grid })
    const worker = people.staff('grid_worker', places.grid)
    const db = openMysql(database.url)
    await makePlaces(db)
    await people.save(db)
    await db.destroy()

    const presses = residents.flatMap((phone) => Array.from({ length: pressesOfEach }, () => ({ phone, id: newId() })))
    const shuffled = presses.toSorted((one, other) => one.id.slice(-6).localeCompare(other.id.slice(-6)))
    const receipts = new Map<string, string>()
    let tries = 0
    let ends = 0

    const pressUntilReceived = async ({ phone, id }: { phone: TestResident; id: string }) => {
      for (;;) {
        tries += 1
        const call = await send('help.raise', { id, person: phone.person }, phone)
        if (call === undefined) continue
        receipts.set(id, call.callId)
        return { communityId: phone.person.communityId, callId: call.callId }
      }
    }
    const lane = async () => {
      for (let press = shuffled.pop(); press !== undefined; press = shuffled.pop()) {
        const ref = await pressUntilReceived(press)
        if (receipts.size % pressesPerEnd > 0) continue
        await send('help.acknowledge', ref, worker, true)
        if (await send('help.close', { ...ref, outcome: 'helped_by_phone', note: '' }, worker, true)) ends += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    await new Promise<void>((resolve) => {
      server.child.once('message', () => resolve())
      server.child.send('settle')
    })

    const [calls] = await pool.query<RowDataPacket[]>(
      'select id, resident_id, status, presses, press_ids, earlier_press_ids from help_call',
    )
    const callOfPress = new Map<string, string>()
    for (const call of calls) {
      expect(call['presses']).toBe((call['press_ids'] as string[]).length)
      for (const id of call['press_ids'] as string[]) {
        expect(callOfPress.has(id), `press ${id} is in two calls`).toBe(false)
        callOfPress.set(id, String(call['id']))
      }
    }
    expect([...callOfPress.keys()].toSorted()).toEqual([...receipts.keys()].toSorted())
    // A phone is told the call it is in; or, sent again after that call was over, the newer one it has to follow.
    const knows = new Map(calls.map((call) => [String(call['id']), call['earlier_press_ids'] as string[]]))
    const wrong = [...receipts].filter(
      ([id, receipt]) => receipt !== callOfPress.get(id) && knows.get(receipt)?.includes(id) !== true,
    )
    expect(wrong).toEqual([])
    expect(callOfPress.size).toBe(pressesInAll)
    const open = calls.filter(({ status }) => status !== 'closed').map((call) => String(call['resident_id']))
    expect(new Set(open).size).toBe(open.length)
    expect(ends).toBeGreaterThan(pressesInAll / pressesPerEnd / 2)
    expect(calls.length).toBeGreaterThan(phones)
    expect(tries).toBeGreaterThan(pressesInAll * 1.15)
  },
)
