import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { useDatabase } from '../../testing/database.ts'
import { deliverRow, sweep } from './deliver.ts'
import { sendDue } from './send.ts'
import { grantQuota, takeQuota } from './quota-store.ts'
import {
  accountId,
  addRow,
  agree,
  community,
  createOutbox,
  helpTemplate,
  localWechat,
  lookupOf,
  outboxSource,
  rowId,
} from '../../testing/outbox.ts'

const database = await useDatabase()
const { db, raw } = database
const now = new Date('2026-11-22T08:00:00.000Z')
const recipients = lookupOf({})
const log = () => undefined

beforeEach(() => createOutbox(database))

describe('many sweeps at once', () => {
  it('tell each person once in the inbox and once on WeChat', async () => {
    const people = 30
    const { simulator, wechat } = localWechat(db, { people, clock: () => now, sendMilliseconds: 2 })
    for (let n = 1; n <= people; n += 1) {
      await agree(database, simulator, accountId(n), 3)
      await addRow(database, { n, tells: [{ kind: 'account', id: accountId(n) }] })
    }
    const options = { db, wechat, recipients, now, log }
    const sweeps = Array.from({ length: 8 }, () =>
      sweep({ ...options, sources: [outboxSource], communityIds: [community] }),
    )
    const rows = Array.from({ length: people }, (_, n) =>
      deliverRow({ ...options, source: outboxSource, row: { communityId: community, id: rowId(n + 1) } }),
    )
    await Promise.all([...sweeps, ...rows])
    await sweep({ ...options, sources: [outboxSource], communityIds: [community] })

    expect(simulator.messages()).toHaveLength(people)
    expect(new Set(simulator.messages().map((message) => message.openId)).size).toBe(people)
    expect(
      await raw('select channel, status, count(*) as n from delivery group by channel, status order by channel'),
    ).toEqual([
      { channel: 'inbox', status: 'sent', n: people },
      { channel: 'wechat', status: 'sent', n: people },
    ])
    expect(await raw('select distinct remaining from message_quota')).toEqual([{ remaining: 2 }])
  })

  it.each(['pending', 'sending'] as const)('claim a %s message for one of them', async (status) => {
    const people = 20
    const { simulator, wechat } = localWechat(db, { people, clock: () => now })
    for (let n = 1; n <= people; n += 1) {
      await agree(database, simulator, accountId(n), 5)
      await addRow(database, { n, tells: [{ kind: 'account', id: accountId(n) }] })
    }
    simulator.fail({ path: '/cgi-bin/message/subscribe/send', errcode: -1, times: people })
    const options = { db, wechat, recipients, log, communityIds: [community] }
    expect(await sweep({ ...options, sources: [outboxSource], now })).toMatchObject({ later: people })
    await raw(`update delivery set status = ? where channel = 'wechat'`, [status])

    const later = addSeconds(now, 30)
    const runs = await Promise.all(Array.from({ length: 8 }, () => sendDue({ ...options, now: later })))
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(people)
    expect(runs.filter((run) => run.sent > 0).length).toBeGreaterThan(1)
    expect(new Set(simulator.messages().map((message) => message.openId)).size).toBe(people)
    expect(simulator.messages()).toHaveLength(people)
    expect(await raw(`select distinct status, attempts from delivery where channel = 'wechat'`)).toEqual([
      { status: 'sent', attempts: 2 },
    ])
    const held = status === 'sending' ? 1 : 2
    expect(await raw('select distinct remaining from message_quota')).toEqual([{ remaining: 5 - held }])
  })

  it('never take more from a quota than there is', async () => {
    const key = { accountId: accountId(1), templateId: helpTemplate }
    for (let n = 1; n <= 10; n += 1) {
      await grantQuota(db, { accountId: key.accountId, templateIds: [helpTemplate], commandId: rowId(n) })
    }
    const taken = await Promise.all(Array.from({ length: 50 }, () => takeQuota(db, key)))
    expect(taken.filter(Boolean)).toHaveLength(10)
    expect(await raw('select remaining from message_quota')).toEqual([{ remaining: 0 }])
  })

  it('grant a command once, however often the phone repeats it', async () => {
    const grant = { accountId: accountId(1), templateIds: [helpTemplate, 'other', helpTemplate], commandId: rowId(1) }
    await Promise.all(Array.from({ length: 30 }, () => grantQuota(db, grant)))
    await grantQuota(db, { ...grant, templateIds: [helpTemplate], commandId: rowId(2) })
    expect(await raw('select template_id, remaining from message_quota order by remaining')).toEqual([
      { template_id: 'other', remaining: 1 },
      { template_id: helpTemplate, remaining: 2 },
    ])
  })

  it('believe no phone that grants without end', async () => {
    for (let n = 1; n <= 120; n += 1) {
      await grantQuota(db, { accountId: accountId(1), templateIds: [helpTemplate], commandId: rowId(n) })
    }
    expect(await raw('select remaining from message_quota')).toEqual([{ remaining: 100 }])
  })
})
