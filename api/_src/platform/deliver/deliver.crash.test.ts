import type { KyselyPlugin } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { WechatSimulator } from '../../../../config/dev/wechat-simulator/index.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { useDatabase } from '../../testing/database.ts'
import type { Db } from '../db/tables.ts'
import { sweep } from './deliver.ts'
import {
  accountId,
  addRow,
  agree,
  community,
  createOutbox,
  localWechat,
  lookupOf,
  outboxSource,
  residentId,
} from '../../testing/outbox.ts'

const database = await useDatabase()
const { db, raw } = database
const start = new Date('2026-11-22T08:00:00.000Z')
const recipients = lookupOf({ [residentId(1)]: [accountId(1), accountId(2)] })

class Crash extends Error {}

/**
 * A process that dies at its `at`-th statement, and stays dead: just before the statement reaches the database, or
 * after the database has done it and before the process hears of it.
 */
class DyingProcess implements KyselyPlugin {
  readonly #at: number
  readonly #moment: 'before' | 'after'
  readonly #last = new WeakSet<object>()
  statements = 0
  dead = false

  constructor(at: number, moment: 'before' | 'after') {
    this.#at = at
    this.#moment = moment
  }

  transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) => {
    if (this.dead) throw new Crash()
    this.statements += 1
    if (this.statements === this.#at) {
      if (this.#moment === 'before') this.#die()
      this.#last.add(queryId)
    }
    return node
  }

  transformResult: KyselyPlugin['transformResult'] = async ({ result, queryId }) => {
    if (this.dead || this.#last.has(queryId)) this.#die()
    return result
  }

  #die(): never {
    this.dead = true
    throw new Crash()
  }
}

async function setUp() {
  await database.clear()
  await createOutbox(database)
  const clock = { now: start }
  const { simulator, wechat } = localWechat(db, { clock: () => clock.now })
  await agree(database, simulator, accountId(1), 5)
  await agree(database, simulator, accountId(3), 5)
  const toResident = { kind: 'resident', id: residentId(1) } as const
  const toNobodyOnWechat = { kind: 'resident', id: residentId(2) } as const
  await addRow(database, { n: 1, version: 2, tells: [toResident, toNobodyOnWechat] })
  await addRow(database, { n: 2, tells: [{ kind: 'account', id: accountId(3) }] })
  const run = (through: Db, now: Date) => {
    clock.now = now
    const log = () => undefined
    return sweep({ db: through, wechat, recipients, sources: [outboxSource], communityIds: [community], now, log })
  }
  return { simulator, run }
}

async function outcome() {
  return {
    deliveries: await raw('select id, channel, status, title, body, page, created_at from delivery order by id'),
    rows: await raw('select id, version, notified_version from test_outbox order by id'),
  }
}

const shown = (simulator: WechatSimulator) =>
  simulator.messages().map(({ openId, page, data }) => JSON.stringify([openId, page, data]))

const quotas = async () =>
  (await raw('select remaining from message_quota order by account_id')).map((row) => Number(row['remaining']))

/** Messages that WeChat has taken and nobody has written down. */
async function unwritten(messages: number): Promise<number> {
  const [row] = await raw(`select count(*) as written from delivery where channel = 'wechat' and status = 'sent'`)
  return messages - Number(row?.['written'])
}

const mostRounds = 6

describe('a process that dies between any two statements', () => {
  it.each(['before', 'after'] as const)('%s the statement: loses nothing and tells nothing twice', async (moment) => {
    const calm = await setUp()
    const healthy = new DyingProcess(Infinity, moment)
    await calm.run(db.withPlugin(healthy), start)
    const expected = await outcome()
    const expectedMessages = shown(calm.simulator)
    const expectedQuotas = await quotas()
    expect(expectedMessages).toHaveLength(3)
    expect(expectedQuotas).toEqual([3, 4])
    expect(healthy.statements).toBeGreaterThan(15)

    let windows = 0
    // How the two lanes interleave is chance: what a round did not go through is looked for in another.
    const isSeen = () => moment === 'after' || windows >= expectedMessages.length
    for (
      let death = 0;
      death < healthy.statements || (!isSeen() && death < healthy.statements * mostRounds);
      death += 1
    ) {
      const at = (death % healthy.statements) + 1
      const { simulator, run } = await setUp()
      const dying = new DyingProcess(at, moment)
      await expect(run(db.withPlugin(dying), start)).rejects.toThrow(Crash)
      expect(dying.dead).toBe(true)
      // The window in which HTTP leaves no choice; each of the two people's lanes may be in it.
      const again = await unwritten(simulator.messages().length)
      windows += again

      await run(db, addSeconds(start, 3600))
      await run(db, addSeconds(start, 7200))
      expect(await outcome()).toEqual(expected)
      const messages = shown(simulator)
      expect(new Set(messages)).toEqual(new Set(expectedMessages))
      expect(messages).toHaveLength(expectedMessages.length + again)
      // A person's count may come out one too high, which WeChat's 43101 puts right, and never too low.
      for (const [person, left] of (await quotas()).entries()) {
        expect([0, 1]).toContain(left - (expectedQuotas[person] ?? 0))
      }
    }
    // Proof that dying before the mark went through the window at every message.
    if (moment === 'before') expect(windows).toBeGreaterThanOrEqual(expectedMessages.length)
  })
})
