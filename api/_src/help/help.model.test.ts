import * as fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { expect, it } from 'vitest'
import { intents, isOpen, levels, type Intent, secondsPressesAreRemembered } from '../../../shared/help/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import { makePlaces, places, TestPeople } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { advance, moveOn } from './advance.ts'
import type { Call } from './call.ts'
import { rate, reopen } from './decide-after.ts'
import { addHelper, note } from './decide-beside.ts'
import type { Decision } from './decide-entry.ts'
import { isOutOfReach, ringsFor } from './decide-ladder.ts'
import { cannotCome, come } from './decide-neighbour.ts'
import { decline, handOver, keep, moveAfterOffer, takeOver } from './decide-offers.ts'
import { wakeAt } from './decide-step.ts'
import { acknowledge, arrive, calledBack, cancel, checkIn, close, setOut } from './decide.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { callOf } from './row.ts'

const { db, clear, raw } = await useDatabase()

const communityId = places.community
const templateId = 'template-of-help'
const start = new Date('2026-11-24T00:21:18.000Z')
const people = [0, 1].map((number) => ({
  communityId,
  residentId: newId(),
  residentName: `老人 ${number}`,
  gridCode: places.grid,
  address: '3 栋 2 单元 501',
  birthDate: null,
  livingAlone: true,
}))
const self = { accountId: newId(), name: '老人' }
const neighbours = [0, 1].map((number) => ({
  accountId: newId(),
  name: `邻居 ${number}`,
  relation: 'neighbour' as const,
}))

/** One of each level, as accounts of the database: the ladder looks them up. */
async function settle() {
  await clear()
  const town = new TestPeople(start)
  const accounts = [
    town.staff('grid_worker', places.grid, '网格员'),
    town.staff('community_staff', places.community, '社区'),
    town.staff('dispatcher', places.street, '街道'),
    town.staff('dispatcher', places.district, '区里'),
  ]
  await makePlaces(db)
  await town.save(db)
  const quota = { template_id: templateId, remaining: 9, granted_by: newId() }
  await db
    .insertInto('message_quota')
    .values(accounts.map(({ accountId }) => ({ ...quota, account_id: accountId })))
    .execute()
  return accounts.map(({ accountId }, level) => ({ accountId, name: `值班 ${level}`, post: '值班', phone: null }))
}
type Staff = Awaited<ReturnType<typeof settle>>[number]

class Crash extends Error {}

/** The process dies at its `at`-th statement: before it is sent, or after it is done and before the answer is read. */
function dying(at: number, executed: boolean): Db {
  let left = at
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1
      if (left < 0 || (left === 0 && !executed)) throw new Crash()
      return node
    },
    async transformResult({ result }) {
      if (left <= 0) throw new Crash()
      return result
    },
  }
  return db.withPlugin(plugin)
}

type Move = (call: Call, by: Staff, other: Staff, now: Date, id: string) => Decision<string>
const moves = {
  acknowledge: (call, by, _, now) => acknowledge(call, by, now),
  setOut: (call, by, _, now) => setOut(call, by, 5, now),
  arrive: (call, by, _, now) => arrive(call, by, now),
  checkIn: (call, by, _, now, id) => checkIn(call, by, { id, text: '' }, now),
  close: (call, by, _, now) => close(call, by, { outcome: 'helped_on_site', note: '' }, now),
  calledBack: (call, by, _, now) => calledBack(call, by, now),
  takeOver: (call, by, _, now) => takeOver(call, by, '我离得近', now),
  keep: (call, by, _, now) => keep(call, by, now),
  handOver: (call, by, other, now) => handOver(call, by, other, '走不开', now),
  decline: (call, by, _, now) => decline(call, by, now),
  addHelper: (call, by, other, now) => addHelper(call, by, other, now),
  note: (call, by, _, now, id) => note(call, by, { id, text: '在打电话' }, now),
  cancel: (call, _by, _, now) => cancel(call, self, now),
  rate: (call, _by, _, now) => rate(call, self, 'bad', now),
  reopen: (call, _by, _, now) => reopen(call, self, now),
  come: (call, _by, _, now, id) => come(call, neighbourOf(id), now),
  cannotCome: (call, _by, _, now, id) => cannotCome(call, neighbourOf(id), now),
} satisfies Record<string, Move>
type MoveName = keyof typeof moves
const moveNames = Object.keys(moves) as MoveName[]

function neighbourOf(id: string) {
  return neighbours[id.charCodeAt(id.length - 1) % 2] ?? { ...self, relation: 'neighbour' as const }
}

type Action =
  | { kind: 'press'; person: number; intent: Intent; dies: number; executed: boolean }
  | { kind: 'repeat'; press: number; times: number }
  | { kind: 'move'; move: MoveName; call: number; by: number; other: number }
  | { kind: 'wait'; seconds: number; look: boolean; dies: number; executed: boolean }
  | { kind: 'reach'; level: number; messages: number }

/** At which statement the process dies; at none of them mostly. */
const dies = fc.oneof(
  { weight: 3, arbitrary: fc.constant(99) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
)
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      person: fc.nat(1),
      intent: fc.constantFrom(...intents),
      dies,
      executed: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      press: fc.nat(40),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      move: fc.oneof(fc.constant('acknowledge' as const), fc.constantFrom(...moveNames)),
      call: fc.nat(40),
      by: fc.nat(3),
      other: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 200, max: 1800 }), fc.constant(30_000)),
      look: fc.boolean(),
      dies,
      executed: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reach' as const),
      level: fc.nat(5),
      messages: fc.constantFrom(0, 9),
    }),
  },
)

const handing = new Set(['acknowledged', 'handed_over', 'taken_over', 'reopened'])

/** What must hold whatever happened: DESIGN §5, invariants 3 and 4. */
function check(calls: readonly Call[], pressed: ReadonlyMap<string, string>, lookedAt: Date | undefined) {
  const recorded = calls.flatMap((call) => call.pressIds.map((id) => `${id} of ${call.residentId}`))
  expect(recorded.toSorted()).toEqual([...pressed].map(([id, residentId]) => `${id} of ${residentId}`).toSorted())
  for (const call of calls) {
    expect(call.presses).toBe(call.pressIds.length)
    expect(call.history.at(-1)?.version).toBe(call.version)
    const since = call.history.slice(
      Math.max(
        0,
        call.history.findLastIndex(({ kind }) => kind === 'reopened'),
      ),
    )
    expect(since.filter(({ kind }) => kind === 'risen')).toHaveLength(call.rises)
    // One first ring each time it is raised or opened again, at most.
    expect(since.filter(({ kind, reason }) => kind === 'rang' && reason !== 'nobody_there').length).toBeLessThan(2)
    const moments = call.history.map(({ at }) => at)
    expect(moments.toSorted()).toEqual(moments)
    if (!isOpen(call.status)) {
      expect(call.offer).toBeNull()
      continue
    }
    expect(call.dueAt).not.toBeNull()
    if (lookedAt) {
      expect(call.plan).not.toBeNull()
      expect(wakeAt(call)?.getTime()).toBeGreaterThan(lookedAt.getTime())
    }
    const rung = levels.filter((level) => ringsFor(call, level))
    // Somebody is responsible: a named person, or everybody up to the level reached, or both when nothing moves.
    expect(call.responderAccountId !== null || rung.length >= 2).toBe(true)
    expect(rung.length > 0).toBe(call.status === 'ringing' || call.stalledAt !== null)
    expect((call.responderAccountId === null) === (call.status === 'ringing')).toBe(true)
    if (call.offer) expect(call.offer.to.accountId).not.toBe(call.responderAccountId)
    expect(call.helpers.every(({ accountId }) => accountId !== call.responderAccountId)).toBe(true)
  }
  for (const { residentId } of people) {
    expect(calls.filter((call) => call.residentId === residentId && isOpen(call.status)).length).toBeLessThanOrEqual(1)
  }
}

it(
  'keeps every press in one call and somebody responsible, whatever people, clocks and crashes do',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 5, maxLength: 40, size: 'max' }), async (plan) => {
        const staff = await settle()
        let now = start
        const reach = [9, 9, 9, 9]
        const pressed = new Map<string, { residentId: string; intent: Intent; at: Date }>()
        const order: string[] = []
        const load = async () =>
          (
            await db.selectFrom('help_call').selectAll().where('community_id', '=', communityId).orderBy('id').execute()
          ).map(callOf)
        const context = (with_: Db = db) => ({
          db: with_,
          now,
          wechat: { templates: { help: { templateId, fields: {} } } },
        })
        /** Dies on the way where it says so; true when it did not. */
        const survives = async (work: Promise<unknown>) => {
          try {
            await work
            return true
          } catch (error) {
            if (error instanceof Crash) return false
            throw error
          }
        }
        const send = async (id: string, with_: Db = db) => {
          const press = pressed.get(id)
          const person = people.find(({ residentId }) => residentId === press?.residentId)
          if (!press || !person) return
          const call = await recordPress(with_, { id, person, ...press, source: 'app', doer: self }, now)
          expect(call).toBeDefined()
          // After the receipt: the first bell, if the process lives that long.
          if (call) await moveOn(context(with_), call)
        }
        for (const action of plan) {
          let lookedAt: Date | undefined
          if (action.kind === 'press') {
            const id = newId()
            order.push(id)
            pressed.set(id, { residentId: people[action.person]?.residentId ?? '', intent: action.intent, at: now })
            // A phone without a receipt sends again until it has one.
            if (!(await survives(send(id, dying(action.dies, action.executed))))) await send(id)
          } else if (action.kind === 'repeat') {
            const id = order[action.press % (order.length || 1)]
            const at = id === undefined ? undefined : pressed.get(id)?.at
            // A phone sends no press that is older than the server remembers.
            const isKept = at !== undefined && addSeconds(at, secondsPressesAreRemembered) > now
            if (id !== undefined && isKept) await Promise.all(Array.from({ length: action.times }, () => send(id)))
          } else if (action.kind === 'reach') {
            // One level, or all of them.
            for (const [level, { accountId }] of staff.entries()) {
              if (action.level !== level && action.level < staff.length) continue
              reach[level] = action.messages
              await raw('update message_quota set remaining = ? where account_id = ?', [action.messages, accountId])
            }
          } else if (action.kind === 'wait') {
            now = addSeconds(now, action.seconds)
            const before = new Map((await load()).map((call) => [call.id, call.history.length]))
            if (action.look) {
              // Whatever a pass left undone the next one does.
              const lived = await survives(advance(context(dying(action.dies, action.executed)), [communityId]))
              if (!lived) await advance(context(), [communityId])
              lookedAt = now
              for (const call of await load()) {
                const news = call.history.slice(before.get(call.id)).map(({ kind }) => kind)
                const rang = news.includes('risen') || (news.includes('rang') && call.status === 'ringing')
                if (rang && reach.every((messages) => messages === 0)) expect(isOutOfReach(call)).toBe(true)
              }
            }
          } else {
            const calls = await load()
            const target = calls[action.call % (calls.length || 1)]
            const [by, other] = [staff[action.by], staff[action.other]]
            if (!target || !by || !other) continue
            const id = newId()
            const move: Move = moves[action.move]
            const result = await makeMove(
              db,
              { communityId, callId: target.id },
              () => true,
              (call) => moveAfterOffer(call, now, (current) => move(current, by, other, now, id)),
            )
            // A call changes hands by one of four words, and nobody takes what somebody else has, unless it stands still,
            // is handed over, or was asked for in time.
            if (result.ok && result.data.responderAccountId !== target.responderAccountId) {
              const news = result.data.history.slice(target.history.length)
              expect(news.some(({ kind }) => handing.has(kind))).toBe(true)
              const isFree = target.responderAccountId === null || target.stalledAt !== null || target.offer !== null
              expect(isFree || action.move === 'reopen').toBe(true)
            }
          }
          const residents = new Map([...pressed].map(([id, { residentId }]) => [id, residentId]))
          check(await load(), residents, lookedAt)
        }
      }),
      { numRuns: 50 },
    )
  },
)
