import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOpen, levels } from '../../../shared/help/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import { useDatabase } from '../testing/database.ts'
import { advance } from './advance.ts'
import type { Call } from './call.ts'
import { acknowledge, arrive, calledBack, cancel, close, setOut } from './decide.ts'
import { ringsFor } from './decide-ladder.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { callOf } from './row.ts'

const { db, clear } = await useDatabase()

const communityId = '320102001001'
const start = new Date('2026-11-24T00:21:18.000Z')
const people = [0, 1].map((number) => ({
  communityId,
  residentId: newId(),
  residentName: `老人 ${number}`,
  gridCode: `${communityId}003`,
  address: '3 栋 2 单元 501',
  birthDate: null,
  livingAlone: true,
}))
const staff = [0, 1].map((number) => ({ accountId: newId(), name: `值班 ${number}`, post: '社区', phone: null }))
const self = { accountId: newId(), name: '老人' }

type Action =
  | { kind: 'press'; person: number }
  | { kind: 'repeat'; press: number; times: number }
  | {
      kind: 'move'
      move: 'acknowledge' | 'setOut' | 'arrive' | 'close' | 'cancel' | 'calledBack'
      call: number
      by: number
    }
  | { kind: 'wait'; seconds: number; look: boolean }

const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('press' as const), person: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      press: fc.nat(40),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      move: fc.constantFrom('acknowledge', 'setOut', 'arrive', 'close', 'cancel', 'calledBack'),
      call: fc.nat(40),
      by: fc.nat(1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 200, max: 1800 })),
      look: fc.boolean(),
    }),
  },
)

/** What must hold whatever happened: DESIGN §5, invariants 3 and 4. */
function check(calls: readonly Call[], pressed: ReadonlyMap<string, string>, lookedAt: Date | undefined) {
  const recorded = calls.flatMap((call) => call.pressIds.map((id) => `${id} of ${call.residentId}`))
  expect(recorded.toSorted()).toEqual([...pressed].map(([id, residentId]) => `${id} of ${residentId}`).toSorted())
  for (const call of calls) {
    expect(call.presses).toBe(call.pressIds.length)
    expect(call.history.at(-1)?.version).toBe(call.version)
    expect(call.history.filter(({ kind }) => kind === 'risen')).toHaveLength(call.rises)
    const moments = call.history.map(({ at }) => at)
    expect(moments.toSorted()).toEqual(moments)
    if (!isOpen(call.status)) continue
    expect(call.dueAt).not.toBeNull()
    if (lookedAt) expect(call.dueAt?.getTime()).toBeGreaterThan(lookedAt.getTime())
    const rung = levels.filter((level) => ringsFor(call, level))
    // Somebody is responsible: a named person, or everybody up to the level reached, or both when nothing moves.
    expect(call.responderAccountId !== null || rung.length >= 2).toBe(true)
    expect(rung.length > 0).toBe(call.status === 'ringing' || call.stalledAt !== null)
  }
  for (const { residentId } of people) {
    expect(calls.filter((call) => call.residentId === residentId && isOpen(call.status)).length).toBeLessThanOrEqual(1)
  }
}

it(
  'keeps every press in one call and somebody responsible, whatever people and clocks do',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 5, maxLength: 40 }), async (plan) => {
        await clear()
        let now = start
        const pressed = new Map<string, string>()
        const order: string[] = []
        const load = async () =>
          (
            await db.selectFrom('help_call').selectAll().where('community_id', '=', communityId).orderBy('id').execute()
          ).map(callOf)
        const send = async (id: string) => {
          const person = people.find(({ residentId }) => residentId === pressed.get(id))
          if (person)
            expect(
              await recordPress(db, { id, person, intent: 'emergency', source: 'app', doer: self }, now),
            ).toBeDefined()
        }
        for (const action of plan) {
          let lookedAt: Date | undefined
          if (action.kind === 'press') {
            const id = newId()
            order.push(id)
            pressed.set(id, people[action.person]?.residentId ?? '')
            await send(id)
          } else if (action.kind === 'repeat') {
            const id = order[action.press % (order.length || 1)]
            if (id !== undefined) await Promise.all(Array.from({ length: action.times }, () => send(id)))
          } else if (action.kind === 'wait') {
            now = addSeconds(now, action.seconds)
            if (action.look) {
              await advance({ db, now, wechat: { templates: {} } }, [communityId])
              lookedAt = now
            }
          } else {
            const calls = await load()
            const target = calls[action.call % (calls.length || 1)]
            const by = staff[action.by]
            if (!target || !by) continue
            const before = target.responderAccountId
            const result = await makeMove(
              db,
              { communityId, callId: target.id },
              () => true,
              (call) => {
                if (action.move === 'acknowledge') return acknowledge(call, by, now)
                if (action.move === 'setOut') return setOut(call, by, 5, now)
                if (action.move === 'arrive') return arrive(call, by, now)
                if (action.move === 'close') return close(call, by, { outcome: 'helped_on_site', note: '' }, now)
                return action.move === 'cancel' ? cancel(call, self, now) : calledBack(call, by, now)
              },
            )
            // Nobody moves what somebody else has, unless it stands still.
            if (result.ok && result.data.responderAccountId !== before) {
              expect(action.move).toBe('acknowledge')
              expect(before === null || target.stalledAt !== null).toBe(true)
            }
          }
          check(await load(), pressed, lookedAt)
        }
      }),
      { numRuns: 60 },
    )
  },
)
