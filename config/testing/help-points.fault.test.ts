import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compose, type Composition } from '../../api/_src/compose.ts'
import { recordPress } from '../../api/_src/help/press.ts'
import { helpSlice } from '../../api/_src/help/slice.ts'
import { newId } from '../../api/_src/platform/ids.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import type { Db } from '../../api/_src/platform/db/tables.ts'
import { makePlaces, places, TestPeople, type TestAccount, type TestResident } from '../../api/_src/testing/actors.ts'
import { callOk, requestFor } from '../../api/_src/testing/call.ts'
import type { Reply } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import { startPrivateDatabase, type PrivateDatabase } from '../dev/private-database.ts'
import { migrateToLatest } from '../migrate.ts'
import { forkServer } from './fork-server.ts'
import { statementWay, type Moment, type StatementWay } from './statement-way.ts'

/*
 * DESIGN §5, invariants 2 to 4, at every point at which a server can die: kill -9 before every single statement that
 * pressing for help or the clock sends to the database, and after every single one that writes, one death per process,
 * until it passes without dying. Once in every kind of run the database dies with it. What is left must be whole, and the next
 * press of the same phone and the next tick must bring everything to where it would have been.
 */
const moments: readonly Moment[] = ['before', 'after']
/** Below it a kind of run would not have been enumerated but missed. */
const fewestPoints = 5
const databaseDiesAt = 2

const script = fileURLToPath(new URL('help-fault-server.ts', import.meta.url))
let folder: string
let database: PrivateDatabase
let pool: Pool
let way: StatementWay
let db: Db
let here: Composition
let worker: TestAccount
let residents: TestResident[]
let spare: Promise<Server>

interface Server {
  child: ChildProcess
  url: string
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linlitong-points-'))
  database = await startPrivateDatabase({ dataDirectory: folder, durable: true })
  await migrateToLatest(database.url)
  way = await statementWay(() => database.port)
  const people = new TestPeople(new Date())
  residents = people.residents(400, { gridCode: places.grid })
  worker = people.staff('grid_worker', places.grid)
  open()
  await makePlaces(db)
  await people.save(db)
  spare = start()
})

afterAll(async () => {
  ;(await spare).child.kill('SIGKILL')
  await way.close()
  await pool.end()
  await db.destroy()
  await database.kill()
  await rm(folder, { recursive: true, force: true })
})

/** This process is the next life of the server: it finds what the dead one left. */
function open(): void {
  pool = createPool({ uri: database.url, connectionLimit: 2, timezone: 'Z' })
  db = openMysql(database.url)
  const wechat = { baseUrl: 'http://127.0.0.1:9', appId: 'x', appSecret: 'x', miniprogramState: 'developer' as const }
  here = compose([helpSlice], { db, environment: { wechat, templates: {} }, log: () => undefined, checkOutput: true })
}

async function start(): Promise<Server> {
  const url = new URL(database.url)
  url.port = String(way.port)
  const { child, port } = await forkServer(script, { DATABASE_URL: url.href, TZ: 'UTC' })
  return { child, url: `http://127.0.0.1:${port}` }
}

async function databaseDies(): Promise<void> {
  const { port } = database
  await pool.end()
  await db.destroy()
  await database.kill()
  database = await startPrivateDatabase({ dataDirectory: folder, port, durable: true })
  open()
}

function someone(): TestResident {
  const one = residents.pop()
  if (!one) throw new Error('nobody is left')
  return one
}

/** Does it again and again, each time with a fresh server that dies one point later, until it is done alive. */
async function atEveryPoint<World>(run: {
  prepare: () => Promise<World>
  act: (server: Server, world: World) => Promise<void>
  check: (world: World) => Promise<void>
}): Promise<void> {
  let points = 0
  for (const moment of moments) {
    for (let at = 1; ; at += 1) {
      const world = await run.prepare()
      const server = await spare
      const ended = new Promise<void>((resolve) => {
        server.child.once('exit', () => resolve())
      })
      way.arm(at, moment, () => server.child.kill('SIGKILL'))
      await Promise.race([run.act(server, world), ended])
      const died = way.died()
      if (!died) server.child.kill('SIGKILL')
      await ended
      spare = start()
      if (at === databaseDiesAt && moment === 'after') await databaseDies()
      try {
        await run.check(world)
      } catch (error) {
        throw new Error(`died ${moment} statement ${at}: ${String(error)}`, { cause: error })
      }
      // The next world stands alone: the clock has nothing else to do.
      await pool.query('delete from help_call')
      if (!died) break
      points += 1
    }
  }
  expect(points).toBeGreaterThanOrEqual(fewestPoints)
}

/** Sends a word to the server and waits for its answer. */
function told({ child }: Server, word: 'settle' | 'advance'): Promise<void> {
  return new Promise((resolve) => {
    child.once('message', () => resolve())
    child.send(word, () => undefined)
  })
}

interface Pressing {
  phone: TestResident
  /** What was pressed before, and received. */
  before: string[]
  id: string
  receipt: string | undefined
}

/** The phone presses, and the server does all that follows. */
async function press(server: Server, pressing: Pressing): Promise<void> {
  const { phone, id } = pressing
  const template = requestFor('help.raise', { id, person: phone.person }, phone.token)
  try {
    const response = await fetch(`${server.url}/api/help.raise`, {
      method: 'POST',
      headers: template.headers,
      body: await template.text(),
    })
    const reply = (await response.json()) as Reply<Endpoints['help.raise']>
    if (reply.ok) pressing.receipt = reply.data.callId
  } catch {
    return
  }
  await told(server, 'settle')
}

const raise = async (phone: TestResident, id: string) =>
  (await callOk(here.app, phone.token, 'help.raise', { id, person: phone.person })).callId

interface Entry {
  version: number
  kind: string
  reason?: string
}

async function callsOf(phone: TestResident) {
  const [rows] = await pool.query<RowDataPacket[]>('select * from help_call where resident_id = ? order by raised_at', [
    phone.person.residentId,
  ])
  return rows
}

type Row = Record<string, unknown> | undefined
const dueOf = (call: Row) => (call?.['due_at'] as Date | null | undefined)?.getTime() ?? 0
const historyOf = (call: Row) => (call?.['history'] ?? []) as Entry[]

/** The phone asks again, the clock ticks: then each press is in one call, which is planned, rung, told and due. */
async function isWhole({ phone, before, id, receipt }: Pressing, callsInAll: number): Promise<void> {
  const callId = await raise(phone, id)
  if (receipt !== undefined) expect(callId).toBe(receipt)
  expect(await raise(phone, id)).toBe(callId)
  await here.app.settled()
  expect(await here.tick()).toBe(true)
  const calls = await callsOf(phone)
  expect(calls).toHaveLength(callsInAll)
  expect(calls.flatMap((call) => call['press_ids'] as string[]).toSorted()).toEqual([...before, id].toSorted())
  expect(calls.filter((call) => call['current_key'] !== null).map((call) => call['id'] as string)).toEqual([callId])
  const call = calls.find((one) => one['id'] === callId)
  expect(call).toMatchObject({ status: 'ringing', untold: 0, plan: expect.anything() as unknown })
  expect(dueOf(call)).toBeGreaterThan(Date.now())
  await isTold(call ?? {})
}

/** The first ring was rung once, every version has its line, and the worker was told of the ring once. */
async function isTold(call: Record<string, unknown>): Promise<void> {
  const history = historyOf(call)
  const versions = Array.from({ length: Number(call['version']) }, (_, index) => index + 1)
  expect([...new Set(history.map(({ version }) => version))]).toEqual(versions)
  const rings = history.filter(({ kind, reason }) => kind === 'rang' && reason === 'raised')
  expect(rings).toHaveLength(1)
  const [messages] = await pool.query<RowDataPacket[]>(
    "select count(*) as sent from delivery where recipient_id = ? and channel = 'inbox' and id like ?",
    [worker.accountId, `${String(call['id'])}:${rings[0]?.version}:%`],
  )
  expect(messages[0]?.['sent']).toBe(1)
}

it('loses nothing of a first press', async () => {
  await atEveryPoint<Pressing>({
    prepare: () => Promise.resolve({ phone: someone(), before: [], id: newId(), receipt: undefined }),
    act: press,
    check: (pressing) => isWhole(pressing, 1),
  })
})

it('loses nothing of a press into an open call', async () => {
  await atEveryPoint<Pressing>({
    async prepare() {
      const phone = someone()
      const before = await raise(phone, newId())
      await here.app.settled()
      return { phone, before: [before], id: newId(), receipt: undefined }
    },
    act: press,
    check: (pressing) => isWhole(pressing, 1),
  })
})

it('loses nothing of the first press after a call', async () => {
  await atEveryPoint<Pressing>({
    async prepare() {
      const phone = someone()
      const before = await raise(phone, newId())
      await closed(phone, before)
      return { phone, before: [before], id: newId(), receipt: undefined }
    },
    act: press,
    check: (pressing) => isWhole(pressing, 2),
  })
})

async function closed({ person: { communityId } }: TestResident, callId: string): Promise<void> {
  const ref = { communityId, callId }
  await callOk(here.app, worker.token, 'help.acknowledge', ref)
  await callOk(here.app, worker.token, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '' })
  await here.app.settled()
}

it('loses nothing of what the clock does: first rings, rises, offers that end, presses to forget', async () => {
  const colleague = { accountId: worker.accountId, name: '赵雨桐', post: '社区值班', phone: null }
  await atEveryPoint({
    async prepare() {
      const people = { fresh: someone(), due: someone(), offered: someone(), over: someone() }
      const { communityId } = people.fresh.person
      const inNeed = { ...people.fresh.person, gridCode: places.grid, address: '3 栋', birthDate: null }
      const doer = { accountId: people.fresh.accountId, name: people.fresh.name }
      const raised = { id: newId(), intent: 'emergency', source: 'app', doer } as const
      await recordPress(
        db,
        { ...raised, person: { ...inNeed, residentName: people.fresh.name, livingAlone: false } },
        new Date(),
      )
      const [due, offered, over] = [
        await raise(people.due, newId()),
        await raise(people.offered, newId()),
        await raise(people.over, newId()),
      ]
      // Everybody is told of the ring before anybody answers: afterwards it would send people running.
      await here.app.settled()
      await closed(people.over, over)
      await callOk(here.app, worker.token, 'help.acknowledge', { communityId, callId: offered })
      await here.app.settled()
      const past = new Date(Date.now() - 1000)
      const offer = { kind: 'take_over', to: colleague, reason: '我离得近', endsAt: past.toISOString() }
      await pool.query('update help_call set due_at = ?, step_due_at = ? where id in (?)', [past, past, [due, over]])
      await pool.query('update help_call set due_at = ?, offer = ? where id = ?', [
        past,
        JSON.stringify(offer),
        offered,
      ])
      return people
    },
    act: (server) => told(server, 'advance'),
    async check(people) {
      expect(await here.tick()).toBe(true)
      const rows = await Promise.all([people.fresh, people.due, people.offered, people.over].map(callsOf))
      expect(rows.map((calls) => calls.length)).toEqual([1, 1, 1, 1])
      const [fresh, due, offered, over] = rows.flat()
      for (const call of [fresh, due, offered, over]) {
        await isTold(call ?? {})
        expect(call?.['untold']).toBe(0)
      }
      for (const call of [fresh, due, offered]) {
        expect(dueOf(call)).toBeGreaterThan(Date.now())
      }
      const once = (call: Row, kind: string) =>
        new Set(
          historyOf(call)
            .filter((line) => line.kind === kind)
            .map(({ version }) => version),
        ).size
      expect([once(due, 'risen'), once(offered, 'taken_over')]).toEqual([1, 1])
      expect(offered).toMatchObject({ responder_name: '赵雨桐', offer: null, status: 'acknowledged' })
      expect(over).toMatchObject({ status: 'closed', current_key: null, due_at: null })
    },
  })
})
