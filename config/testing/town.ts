import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RowDataPacket } from 'mysql2/promise'
import { afterAll } from 'vitest'
import { useDatabase } from '../../api/_src/testing/database.ts'
import type { Log } from '../../api/_src/platform/log.ts'
import { root } from '../commands/root.ts'
import { listen } from '../deploy/node-server.ts'
import { characterHouseholds } from '../dev/demo/characters.ts'
import { loadDemo } from '../dev/demo/index.ts'
import { makeWorld } from '../dev/demo/world.ts'
import { createLocalSite } from '../dev/local-site.ts'
import type { WechatSimulator } from '../dev/wechat-simulator/index.ts'
import { troubledWay, type TroubledWay } from './trouble.ts'

export interface Way extends Pick<TroubledWay, 'order' | 'clear' | 'count'> {
  url: string
}

export interface Town {
  /** `http://127.0.0.1:…`: the API, the browser pages, the demo page. */
  url: string
  simulator: WechatSimulator
  /** Another way to the same server, with an address and troubles of its own: one phone's network. */
  way: () => Promise<Way>
  /** Reads the database past every guard. */
  rows: (statement: string, values?: readonly (string | number | null)[]) => Promise<RowDataPacket[]>
  /** The only row of the answer. */
  row: (statement: string, values?: readonly (string | number | null)[]) => Promise<RowDataPacket>
  /** The WeChat identity of somebody of the demo, by name. */
  openIdOf: (name: string) => string
  /** When the file began, as the database writes it: what the demo brought along is older. */
  openedAt: string
  /** Turns the server's clock ahead, and moves what is due by then; without the tick only time passes. */
  pass: (seconds: number, options?: { withTick: boolean }) => Promise<void>
}

/** Where the builds are. */
export const dist = path.join(root, 'dist')

/**
 * The demo community on a real server with a real database, for the test file that calls it at its top. A failure inside
 * the server fails the file.
 */
export async function openTown(): Promise<Town> {
  const { db, raw } = await useDatabase({ clear: 'file' })
  const now = new Date()
  await loadDemo(db, now)
  const world = makeWorld(now)
  let ahead = 0
  const failures: string[] = []
  const log: Log = (event, fields) => {
    if (event.endsWith('failed')) failures.push(`${event} ${JSON.stringify(fields)}`)
  }
  const clock = () => new Date(Date.now() + ahead)
  const objectsFolder = await mkdtemp(path.join(tmpdir(), 'objects-'))
  const site = await createLocalSite({ db, log, pagesFolder: path.join(dist, 'h5'), clock, objectsFolder })
  const server = await listen(site.answer, { port: 0, host: '127.0.0.1' })
  const ways: { troubled: TroubledWay; stop: () => Promise<void> }[] = []

  afterAll(async () => {
    for (const { troubled } of ways) troubled.release()
    await Promise.all([server.stop(), ...ways.map(({ stop }) => stop())])
    await site.settled()
    await rm(objectsFolder, { recursive: true, force: true })
    if (failures.length > 0) throw new Error(`the server failed inside:\n${failures.join('\n')}`)
  })

  const row: Town['row'] = async (statement, values) => {
    const found = await raw(statement, values)
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} rows, not one: ${statement}`)
    return found[0]
  }
  return {
    url: `http://127.0.0.1:${server.port}`,
    simulator: site.simulator,
    async way() {
      const troubled = troubledWay(site.answer)
      const { port, stop } = await listen(troubled.answer, { port: 0, host: '127.0.0.1' })
      ways.push({ troubled, stop })
      return { ...troubled, url: `http://127.0.0.1:${port}` }
    },
    openedAt: now.toISOString().replace('T', ' ').replace('Z', ''),
    rows: raw,
    row,
    openIdOf(name) {
      const staff = world.staff.find((member) => member.name === name)
      const key = characterHouseholds.flatMap(({ members }) => members).find((member) => member.name === name)?.key
      const openId = staff?.openId ?? (key === undefined ? undefined : world.character(key).account?.openId)
      if (openId === undefined) throw new Error(`${name} has no phone`)
      return openId
    },
    async pass(seconds, { withTick } = { withTick: true }) {
      ahead += seconds * 1000
      if (withTick) await site.tick()
    },
  }
}
