import { expect, it } from 'vitest'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import { useDatabase } from '../testing/database.ts'
import { callOf } from './row.ts'
import type { Call, Doer } from './call.ts'
import { acknowledge, close } from './decide.ts'
import { reopen } from './decide-after.ts'
import type { Decision } from './decide-entry.ts'
import { handOver, moveAfterOffer, takeOver } from './decide-offers.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { findCall } from './store.ts'

const { db } = await useDatabase()

const rounds = 100
const communityId = '320102001001'
const start = new Date('2026-11-24T00:21:18.000Z')
const later = (seconds: number) => addSeconds(start, seconds)
const end = { outcome: 'helped_on_site', note: '' } as const
const self: Doer = { accountId: newId(), name: '王秀英' }
const staff = (name: string) => ({ accountId: newId(), name, post: '社区值班', phone: null })
const [li, zhao, wu] = [staff('李敏'), staff('赵雨桐'), staff('吴浩')]

function resident() {
  return {
    communityId,
    residentId: newId(),
    residentName: '王秀英',
    gridCode: `${communityId}003`,
    address: '3 栋 2 单元 501',
    birthDate: '1944-03-02',
    livingAlone: true,
  }
}

const press = (person: ReturnType<typeof resident>, id = newId(), now = start) =>
  recordPress(db, { id, person, intent: 'emergency', source: 'app', doer: self }, now)

/** One move at its own moment, as the handlers make it. */
const make = (call: Call, now: Date, decide: (call: Call) => Decision<string>) =>
  makeMove(
    db,
    { communityId, callId: call.id },
    () => true,
    (found) => moveAfterOffer(found, now, decide),
  )
/** What the clock does when an offer ends. */
const settle = (call: Call, now: Date) => make(call, now, () => ({ ok: true }))

async function answered(person = resident()): Promise<Call> {
  const call = await press(person)
  if (!call) throw new Error('not opened')
  await make(call, later(5), (found) => acknowledge(found, li, later(5)))
  return call
}

async function row(call: Call): Promise<Call> {
  const found = await findCall(db, communityId, call.id)
  if (!found) throw new Error('gone')
  return found
}

const everyRound = async (round: (number: number) => Promise<void>) => {
  for (let number = 0; number < rounds; number += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, one) => round(number + one)))
  }
}

it('ends a call or lets it change hands, never both, in the moment in which the grace ends', async () => {
  await everyRound(async () => {
    const call = await answered()
    await make(call, later(10), (found) => takeOver(found, zhao, '我离得近', later(10)))
    const [closing] = await Promise.all([
      make(call, later(29), (found) => close(found, li, end, later(29))),
      settle(call, later(30)),
      settle(call, later(30)),
    ])
    const after = await row(call)
    const kinds = after.history.map(({ kind }) => kind)
    if (closing.ok) {
      expect(after).toMatchObject({ status: 'closed', responderName: '李敏', offer: null })
      expect(kinds).not.toContain('taken_over')
    } else {
      expect(closing).toMatchObject({ code: 'conflict', details: { responderName: '赵雨桐' } })
      expect(after).toMatchObject({ status: 'acknowledged', responderName: '赵雨桐', offer: null })
      expect(kinds.filter((kind) => kind === 'taken_over')).toHaveLength(1)
    }
  })
})

it('hands over or lapses, never both, in the moment in which the time is over', async () => {
  await everyRound(async () => {
    const call = await answered()
    await make(call, later(10), (found) => handOver(found, li, zhao, '另一家也急', later(10)))
    const [accepting] = await Promise.all([
      make(call, later(69), (found) => acknowledge(found, zhao, later(69))),
      settle(call, later(70)),
    ])
    const after = await row(call)
    const kinds = after.history.map(({ kind }) => kind)
    expect(after.offer).toBeNull()
    expect(kinds.includes('handed_over')).toBe(accepting.ok)
    expect(kinds.includes('hand_over_lapsed')).toBe(!accepting.ok)
    expect(after.responderName).toBe(accepting.ok ? '赵雨桐' : '李敏')
    if (!accepting.ok) expect(accepting).toMatchObject({ code: 'conflict', details: { responderName: '李敏' } })
  })
})

it('takes one of two who want it at the same time, and tells the other who gets it', async () => {
  await everyRound(async () => {
    const call = await answered()
    const answers = await Promise.all(
      [zhao, wu].map((by) => make(call, later(10), (found) => takeOver(found, by, '我离得近', later(10)))),
    )
    const { offer, history } = await row(call)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'conflict', details: { toName: offer?.to.name } })
    expect(history.filter(({ kind }) => kind === 'take_over_asked')).toHaveLength(1)
  })
})

it('never has two open calls when one is opened again in the moment of a new press', async () => {
  const seen = { reopened: 0, opened: 0 }
  await everyRound(async (number) => {
    const person = resident()
    const first = await answered(person)
    await make(first, later(60), (found) => close(found, li, end, later(60)))
    const second = newId()
    const wait = () => new Promise((resolve) => setTimeout(resolve, (number % 5) * 2))
    const [again, pressed] = await Promise.all([
      (number % 2 === 0 ? wait() : Promise.resolve()).then(() =>
        make(first, later(120), (found) => reopen(found, self, later(120))),
      ),
      (number % 2 === 0 ? Promise.resolve() : wait()).then(() => press(person, second, later(120))),
      press(person, first.id, later(120)),
    ])
    const rows = await db
      .selectFrom('help_call')
      .selectAll()
      .where('community_id', '=', communityId)
      .where('resident_id', '=', person.residentId)
      .execute()
    const calls = rows.map(callOf)
    const open = calls.filter(({ status }) => isOpen(status))
    expect(open).toHaveLength(1)
    expect(calls.flatMap(({ pressIds }) => pressIds).toSorted()).toEqual([first.id, second].toSorted())
    expect(rows.filter(({ current_key: key }) => key !== null)).toHaveLength(1)
    expect(pressed?.id).toBe(open[0]?.id)
    if (again.ok) {
      seen.reopened += 1
      expect(open[0]).toMatchObject({ id: first.id, presses: 2, responderName: null })
    } else {
      seen.opened += 1
      expect(again.code).toBe('call_closed')
      expect(open[0]).toMatchObject({ id: second, presses: 1 })
    }
  })
  // Both ways happened, or nothing has been raced.
  expect(Math.min(seen.reopened, seen.opened)).toBeGreaterThan(0)
})
