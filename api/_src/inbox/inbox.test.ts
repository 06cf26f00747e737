import { beforeEach, describe, expect, it } from 'vitest'
import { createWechatSimulator } from '../../../config/dev/wechat-simulator/index.ts'
import { developmentTemplates } from '../../../config/dev/wechat-simulator/dev-templates.ts'
import { endpoints, type EndpointName } from '../../../shared/endpoints.ts'
import type { Input } from '../../../shared/contract.ts'
import { addSeconds } from '../../../shared/time.ts'
import { createApp } from '../app.ts'
import type { Actor, Identity } from '../platform/actor.ts'
import { countUnread } from '../platform/deliver/inbox-store.ts'
import type { DeliveryTable } from '../platform/deliver/tables.ts'
import { createWechatClient } from '../platform/wechat/client.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { inboxScopeOf } from './scope.ts'
import { inboxSlice } from './slice.ts'

const { db, raw } = await useDatabase()
const start = new Date('2026-11-22T08:00:00.000Z')
const meiyuan = '320102002001'
const houzai = '320102002002'
const elsewhere = '320102003001'

const identity = (n: number, change: Partial<Identity> = {}): Identity => ({
  communityId: meiyuan,
  residentId: `01J8RES${String(n).padStart(19, '0')}`,
  residentName: '王秀英',
  relation: 'self',
  scopes: [],
  gridCode: `${meiyuan}003`,
  address: '3 栋 2 单元 501',
  birthDate: '1944-03-08',
  livingAlone: true,
  ...change,
})

const actor = (n: number, change: Partial<Actor> = {}): Actor => ({
  accountId: `01J8ACC${String(n).padStart(19, '0')}`,
  displayName: '王秀英',
  phone: null,
  sessionId: `01J8SES${String(n).padStart(19, '0')}`,
  identity: undefined,
  identities: [],
  staff: [],
  ...change,
})

const self = identity(1)
const mother = identity(2, { communityId: houzai, relation: 'daughter', scopes: ['see'] })
const neighbour = identity(3, { relation: 'neighbour', scopes: ['book'] })
const post = {
  role: 'grid_worker',
  areaCode: `${elsewhere}001`,
  postName: '网格员',
  communityIds: [elsewhere],
} as const

const [wang, other, nobodyYet] = ['w'.repeat(43), 'o'.repeat(43), 'n'.repeat(43)] as const
const actors = new Map<string, Actor>([
  [wang, actor(1, { identity: self, identities: [self, mother, neighbour], staff: [post] })],
  [other, actor(2, { identity: identity(9), identities: [identity(9)] })],
  [nobodyYet, actor(3)],
])

const app = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
const simulator = createWechatSimulator(app)
const wechat = createWechatClient({
  ...app,
  db,
  fetch: simulator.fetch,
  baseUrl: 'http://wechat.test',
  timeoutMilliseconds: 500,
  miniprogramState: 'formal',
  templates: { help: developmentTemplates.help, booking: developmentTemplates.booking },
})

const api = createApp({
  slices: [inboxSlice],
  db,
  wechat,
  authenticate: async (_, token) => actors.get(token),
  recipients: { accountsOf: async () => [] },
  clock: () => addSeconds(start, 3600),
  log: () => undefined,
  checkOutput: true,
})

/** A call that must succeed within its budget; the session look-up, which is faked here, costs one. */
async function cheap<Name extends EndpointName>(name: Name, input: Input<(typeof endpoints)[Name]>, token = wang) {
  const answer = await call(api, token, name, input)
  expect(answer.roundTrips + 1).toBeLessThanOrEqual(endpoints[name].roundTrips)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data
}

let made = 0
async function message(recipientId: string, change: Partial<DeliveryTable> = {}): Promise<string> {
  made += 1
  const id = `row${String(made).padStart(6, '0')}:1:${recipientId}:${change.channel ?? 'inbox'}`
  const at = change.created_at ?? addSeconds(start, made)
  await db
    .insertInto('delivery')
    .values({
      community_id: meiyuan,
      id,
      recipient_kind: 'resident',
      recipient_id: recipientId,
      channel: 'inbox',
      topic: 'help',
      title: `第 ${made} 条`,
      body: '李敏正在赶来。',
      page: '/help/detail/index?id=1',
      status: 'sent',
      attempts: 0,
      due_at: at,
      created_at: at,
      sent_at: at,
      read_at: null,
      error_code: null,
      ...change,
    })
    .execute()
  return id
}

beforeEach(() => {
  made = 0
})

describe('inbox.list', () => {
  it('shows what was sent to me, to who lets me see, and to my post; newest first', async () => {
    const first = await message(self.residentId)
    const second = await message(mother.residentId, { community_id: houzai })
    const third = await message(actors.get(wang)?.accountId ?? '', {
      community_id: elsewhere,
      recipient_kind: 'account',
    })
    await message(neighbour.residentId)
    await message(identity(9).residentId)
    await message(self.residentId, { channel: 'wechat' })
    await message(self.residentId, { community_id: '320102009009' })

    const { messages, unread } = await cheap('inbox.list', {})
    expect(messages.map(({ messageId }) => messageId)).toEqual([third, second, first])
    expect(unread).toBe(3)
    expect(messages[2]).toEqual({
      messageId: first,
      communityId: meiyuan,
      topic: 'help',
      title: '第 1 条',
      body: '李敏正在赶来。',
      page: '/help/detail/index?id=1',
      at: '2026-11-22T08:00:01.000Z',
      read: false,
    })
  })

  it('gives fifty at a time and misses none of the same moment', async () => {
    const moment = addSeconds(start, 30)
    for (let n = 0; n < 40; n += 1) await message(self.residentId, { created_at: addSeconds(start, 100 + n) })
    for (let n = 0; n < 20; n += 1) await message(self.residentId, { created_at: moment })
    for (let n = 0; n < 5; n += 1) await message(self.residentId, { created_at: addSeconds(start, n) })
    const first = await cheap('inbox.list', {})
    expect(first.messages).toHaveLength(60)
    const second = await cheap('inbox.list', { before: first.messages.at(-1)?.at })
    expect(second.messages).toHaveLength(5)
    const third = await cheap('inbox.list', { before: second.messages.at(-1)?.at })
    expect(third).toEqual({ messages: [], unread: 65 })
    const all = [...first.messages, ...second.messages]
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(65)
  })

  it('is empty for an account that is nobody yet', async () => {
    await message(self.residentId)
    expect(await cheap('inbox.list', {}, nobodyYet)).toEqual({ messages: [], unread: 0 })
  })
})

describe('inbox.read', () => {
  it('marks mine as read, in this community only, and leaves the first moment of reading', async () => {
    const mine = await message(self.residentId)
    const mothers = await message(mother.residentId, { community_id: houzai })
    await cheap('inbox.read', { communityId: meiyuan, messageIds: [mine, mothers] })
    expect((await callOk(api, wang, 'inbox.list', {})).messages.map(({ read }) => read)).toEqual([false, true])
    await raw(`update delivery set read_at = '2026-11-22 08:30:00' where id = ?`, [mine])
    await cheap('inbox.read', { communityId: meiyuan, messageIds: [mine] })
    const [row] = await raw('select read_at from delivery where id = ?', [mine])
    expect(row?.['read_at']).toEqual(new Date('2026-11-22T08:30:00.000Z'))
  })

  it("leaves other people's messages alone", async () => {
    const mine = await message(self.residentId)
    const neighbours = await message(neighbour.residentId)
    await cheap('inbox.read', { communityId: meiyuan, messageIds: [mine] }, other)
    await cheap('inbox.read', { communityId: meiyuan, messageIds: [neighbours] })
    await cheap('inbox.read', { communityId: '320102009009', messageIds: [mine] })
    expect(await raw('select id from delivery where read_at is not null')).toEqual([])
  })

  it('is what countUnread counts', async () => {
    const ids = [await message(self.residentId), await message(self.residentId)]
    const scope = inboxScopeOf(actors.get(wang) ?? actor(1))
    expect(await countUnread(db, scope)).toBe(2)
    await cheap('inbox.read', { communityId: meiyuan, messageIds: ids.slice(0, 1) })
    expect(await countUnread(db, scope)).toBe(1)
    expect(await countUnread(db, inboxScopeOf(actor(3)))).toBe(0)
  })
})

describe('subscribing', () => {
  const help = developmentTemplates.help.templateId
  const remaining = () => raw('select account_id, template_id, remaining from message_quota order by template_id')

  it('names the templates of this installation', async () => {
    const answer = await call(api, undefined, 'inbox.templates', {})
    expect(answer).toMatchObject({
      data: {
        templates: [
          { topic: 'booking', templateId: developmentTemplates.booking.templateId },
          { topic: 'help', templateId: help },
        ],
      },
    })
    expect(answer.roundTrips).toBe(0)
  })

  it('counts each acceptance once, whatever is repeated, and only our own templates', async () => {
    const id = '01J8CMD0000000000000000001'
    await cheap('inbox.subscribe', { id, templateIds: [help, 'somebody-elses', help] })
    await cheap('inbox.subscribe', { id, templateIds: [help] })
    const account_id = actors.get(wang)?.accountId
    expect(await remaining()).toEqual([{ account_id, template_id: help, remaining: 1 }])
    await cheap('inbox.subscribe', { id: '01J8CMD0000000000000000002', templateIds: [help] })
    expect(await remaining()).toEqual([{ account_id, template_id: help, remaining: 2 }])
    await cheap('inbox.subscribe', { id: '01J8CMD0000000000000000003', templateIds: ['somebody-elses'] })
    expect(await remaining()).toHaveLength(1)
  })

  it('needs somebody who is signed in', async () => {
    for (const name of ['inbox.list', 'inbox.read', 'inbox.subscribe'] as const) {
      const input = { communityId: meiyuan, messageIds: ['x'], id: '01J8CMD0000000000000000001', templateIds: [help] }
      expect(await call(api, undefined, name, input)).toMatchObject({ status: 401 })
    }
  })
})
