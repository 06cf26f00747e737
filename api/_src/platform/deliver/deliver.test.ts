import { beforeEach, describe, expect, it } from 'vitest'
import type { WechatSimulator } from '../../../../config/dev/wechat-simulator/index.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { useDatabase } from '../../testing/database.ts'
import { countRoundTrips } from '../db/round-trips.ts'
import type { WechatClient } from '../wechat/client.ts'
import { deliverRow, sweep } from './deliver.ts'
import type { DeliverySource } from './source.ts'
import {
  accountId,
  addRow,
  agree,
  community,
  createOutbox,
  helpTemplate,
  localWechat,
  lookupOf,
  openIdOf,
  otherCommunity,
  outboxSource,
  residentId,
  rowId,
} from '../../testing/outbox.ts'

const database = await useDatabase()
const { db, raw } = database
const sendPath = '/cgi-bin/message/subscribe/send'
const start = new Date('2026-11-22T08:00:00.000Z')

/** Resident 1 has accounts 1 and 2, resident 2 has none, account 3 is staff. */
const recipients = lookupOf({ [residentId(1)]: [accountId(1), accountId(2)] })
const toResident = { kind: 'resident', id: residentId(1) } as const
const toStaff = { kind: 'account', id: accountId(3) } as const

let now: Date
let simulator: WechatSimulator
let wechat: WechatClient
let lines: { event: string }[]

beforeEach(async () => {
  now = start
  lines = []
  await createOutbox(database)
  ;({ simulator, wechat } = localWechat(db, { clock: () => now }))
})

const log = (event: string) => {
  lines.push({ event })
}
const run = (sources: readonly DeliverySource[] = [outboxSource], communityIds: readonly string[] = [community]) =>
  sweep({ db, wechat, recipients, sources, communityIds, now, log })
const deliveries = (channel: string) =>
  raw('select id, recipient_id, status, attempts, error_code, due_at from delivery where channel = ? order by id', [
    channel,
  ])
const remaining = async (account: string) => {
  const [row] = await raw('select remaining from message_quota where account_id = ?', [account])
  return Number(row?.['remaining'])
}
const notified = async (n: number) => {
  const [row] = await raw('select notified_version from test_outbox where id = ?', [rowId(n)])
  return Number(row?.['notified_version'])
}

describe('sweep', () => {
  it('puts every untold version into the inbox, once, and marks the row as told', async () => {
    await addRow(database, { n: 1, version: 2, tells: [toResident, toStaff] })
    expect(await run()).toEqual({ told: 1, sent: 0, skipped: 0, failed: 0, later: 0 })
    const expected = [1, 2].flatMap((version) => [
      { id: `${rowId(1)}:${version}:${accountId(3)}:inbox`, status: 'sent' },
      { id: `${rowId(1)}:${version}:${residentId(1)}:inbox`, status: 'sent' },
    ])
    expect(await deliveries('inbox')).toMatchObject(expected)
    expect(await notified(1)).toBe(2)
    expect(await run()).toMatchObject({ told: 0 })
    expect(await deliveries('inbox')).toHaveLength(4)
  })

  it('tells a row again that was told but not marked, without a second message', async () => {
    await addRow(database, { n: 1, version: 3, tells: [toResident] })
    await run()
    await raw('update test_outbox set notified_version = 1')
    await raw(`update delivery set read_at = '2026-11-22 09:00:00'`)
    now = addSeconds(now, 60)
    await run()
    const rows = await raw('select sent_at, read_at from delivery')
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(row).toMatchObject({ sent_at: start, read_at: expect.any(Date) })
  })

  it('also sends to each account that has agreed, and takes one from its quota', async () => {
    await agree(database, simulator, accountId(1), 2)
    await addRow(database, { n: 1, tells: [toResident] })
    expect(await run()).toMatchObject({ told: 1, sent: 1 })
    expect(simulator.messages()).toMatchObject([
      {
        openId: openIdOf(accountId(1)),
        page: `help/detail/index?id=${rowId(1)}`,
        data: { thing1: '第 1 步', thing2: '已有人接，正在赶来。', time3: '2026年11月22日 15:59' },
      },
    ])
    expect(await deliveries('wechat')).toMatchObject([{ recipient_id: accountId(1), status: 'sent', error_code: null }])
    expect(await remaining(accountId(1))).toBe(1)
  })

  it('sends no more than was agreed to; the rest stays in the inbox', async () => {
    await agree(database, simulator, accountId(3), 1)
    await addRow(database, { n: 1, version: 3, tells: [toStaff] })
    expect(await run()).toMatchObject({ sent: 1, skipped: 2 })
    expect(simulator.messages()).toHaveLength(1)
    expect(await remaining(accountId(3))).toBe(0)
    expect(await deliveries('inbox')).toHaveLength(3)
  })

  it('asks nobody about accounts when the topic has no template', async () => {
    await addRow(database, { n: 1, tells: [toResident] })
    const plain = { ...wechat, templates: {} }
    const options = { db, wechat: plain, recipients, sources: [outboxSource], communityIds: [community], now }
    // pending, insert, mark, due
    expect((await countRoundTrips(() => sweep(options))).roundTrips).toBe(4)
  })

  it('keeps to the communities it was given', async () => {
    await addRow(database, { n: 1, tells: [toStaff] })
    await addRow(database, { n: 2, tells: [toStaff], communityId: otherCommunity })
    await run()
    expect(await notified(1)).toBe(1)
    expect(await notified(2)).toBe(0)
    expect(await run([outboxSource], [])).toMatchObject({ told: 0 })
  })

  it('tells a row with more messages than one statement holds', async () => {
    const tells = Array.from({ length: 450 }, (_, n) => ({ kind: 'resident', id: residentId(n + 1) }) as const)
    await addRow(database, { n: 1, tells })
    await run()
    expect(await deliveries('inbox')).toHaveLength(450)
    expect(await notified(1)).toBe(1)
  })

  it('works through more rows than one batch holds', async () => {
    for (let n = 1; n <= 230; n += 1) await addRow(database, { n, tells: [toStaff] })
    expect(await run()).toMatchObject({ told: 230 })
  })

  it('does not let a broken row or source stop the others, and reports the failure at the end', async () => {
    await addRow(database, { n: 1, tells: [toStaff] })
    await addRow(database, { n: 2, tells: [toStaff] })
    await addRow(database, { n: 3, tells: [toStaff] })
    const broken: DeliverySource = {
      ...outboxSource,
      pending: async (...call) => {
        const rows = await outboxSource.pending(...call)
        const tooLong = (id: string) => (id === rowId(2) ? 'x'.repeat(300) : '/help/index')
        return rows.map((row) => ({
          ...row,
          messages: row.messages.map((message) => ({ ...message, page: tooLong(row.id) })),
        }))
      },
    }
    const dead: DeliverySource = { ...outboxSource, name: 'dead', pending: () => Promise.reject(new Error('gone')) }
    await expect(run([dead, broken])).rejects.toThrow('gone')
    expect([await notified(1), await notified(2), await notified(3)]).toEqual([1, 0, 1])
    expect(lines.map((line) => line.event)).toEqual(['delivery source failed', 'delivery failed'])
  })

  it('cuts what is too long instead of failing', async () => {
    await addRow(database, { n: 1, tells: [toStaff] })
    const long: DeliverySource = {
      ...outboxSource,
      pending: async (...call) =>
        (await outboxSource.pending(...call)).map((row) => ({
          ...row,
          messages: row.messages.map((message) => ({ ...message, title: '👵'.repeat(200), body: '事'.repeat(2000) })),
        })),
    }
    await run([long])
    const [row] = await raw('select char_length(title) as title, char_length(body) as body from delivery')
    expect(row).toEqual({ title: 120, body: 1000 })
  })
})

describe('deliverRow', () => {
  it('tells and sends this row and no other', async () => {
    await agree(database, simulator, accountId(3), 5)
    await addRow(database, { n: 1, tells: [toStaff] })
    await addRow(database, { n: 2, tells: [toStaff] })
    const options = { db, wechat, recipients, source: outboxSource, now, log }
    await deliverRow({ ...options, row: { communityId: community, id: rowId(2) } })
    expect(await notified(1)).toBe(0)
    expect(await notified(2)).toBe(1)
    expect(simulator.messages()).toHaveLength(1)
    await deliverRow({ ...options, row: { communityId: community, id: rowId(9) } })
    expect(simulator.messages()).toHaveLength(1)
  })
})

describe('sending on WeChat', () => {
  beforeEach(async () => {
    await agree(database, simulator, accountId(3), 2)
    await addRow(database, { n: 1, tells: [toStaff] })
  })

  it('believes WeChat that nothing is left', async () => {
    simulator.fail({ path: sendPath, errcode: 43101 })
    expect(await run()).toMatchObject({ skipped: 1 })
    expect(await deliveries('wechat')).toMatchObject([{ status: 'skipped', error_code: 'not_subscribed' }])
    expect(await remaining(accountId(3))).toBe(0)
    expect(lines).toEqual([])
  })

  it.each([43107, 45168, 47003, 40003, 40037, 41030])('gives up at once on %i and keeps the quota', async (errcode) => {
    simulator.fail({ path: sendPath, errcode })
    expect(await run()).toMatchObject({ failed: 1 })
    expect(await deliveries('wechat')).toMatchObject([{ status: 'failed', attempts: 1 }])
    expect(await remaining(accountId(3))).toBe(2)
    now = addSeconds(now, 3600)
    expect(await run()).toMatchObject({ failed: 0, sent: 0 })
  })

  it.each([{ errcode: -1 }, { errcode: 43108 }, { errcode: 45009 }, { errcode: 40164 }, { status: 502 }] as const)(
    'tries again later after %j',
    async (fault) => {
      simulator.fail({ path: sendPath, ...fault })
      expect(await run()).toMatchObject({ later: 1 })
      expect(await run()).toMatchObject({ later: 0, sent: 0 })
      now = addSeconds(now, 30)
      expect(await run()).toMatchObject({ sent: 1 })
      expect(await deliveries('wechat')).toMatchObject([{ status: 'sent', attempts: 2, error_code: null }])
      expect(await remaining(accountId(3))).toBe(1)
      expect(simulator.messages()).toHaveLength(1)
    },
  )

  it('waits longer each time and gives up after five attempts', async () => {
    simulator.fail({ path: sendPath, errcode: -1, times: 9 })
    const waits: number[] = []
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await run()).toMatchObject(attempt < 5 ? { later: 1 } : { failed: 1 })
      const [row] = await deliveries('wechat')
      const due: unknown = row?.['due_at']
      if (attempt < 5 && due instanceof Date) waits.push((due.getTime() - now.getTime()) / 1000)
      now = addSeconds(now, waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([30, 120, 480, 1800])
    expect(await deliveries('wechat')).toMatchObject([{ status: 'failed', attempts: 5, error_code: 'busy' }])
    expect(await remaining(accountId(3))).toBe(2)
    expect(simulator.messages()).toHaveLength(0)
    expect(lines.map((line) => line.event)).toEqual(['delivery given up'])
  })

  it('skips an account that is gone, and a topic whose template is gone', async () => {
    simulator.fail({ path: sendPath, errcode: -1 })
    await run()
    now = addSeconds(now, 30)
    const nobody = { accountsOf: async () => [] }
    const options = { db, wechat, recipients: nobody, sources: [], communityIds: [community], now, log }
    expect(await sweep(options)).toMatchObject({ skipped: 1 })
    expect(await deliveries('wechat')).toMatchObject([{ status: 'skipped', error_code: 'no_account' }])
    await raw(`update delivery set status = 'pending' where channel = 'wechat'`)
    const plain = { ...wechat, templates: {} }
    now = addSeconds(now, 300)
    expect(await sweep({ ...options, recipients, wechat: plain, now })).toMatchObject({ skipped: 1 })
    expect(await deliveries('wechat')).toMatchObject([{ error_code: 'no_template' }])
  })

  it('leaves a claimed message alone until the claim has run out', async () => {
    simulator.fail({ path: sendPath, errcode: -1 })
    await run()
    await raw(`update delivery set due_at = '2026-11-22 08:02:00' where channel = 'wechat'`)
    now = addSeconds(start, 119)
    expect(await run()).toMatchObject({ sent: 0 })
    now = addSeconds(start, 120)
    expect(await run()).toMatchObject({ sent: 1 })
  })

  it('sends again when the answer was lost: at least once, as far as the quota on WeChat goes', async () => {
    simulator.fail({ path: sendPath, lostReply: true })
    expect(await run()).toMatchObject({ later: 1 })
    now = addSeconds(now, 30)
    expect(await run()).toMatchObject({ sent: 1 })
    expect(simulator.messages()).toHaveLength(2)
    expect(simulator.quota(openIdOf(accountId(3)), helpTemplate)).toBe(0)
  })
})
