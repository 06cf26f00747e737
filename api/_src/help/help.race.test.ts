import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { useDatabase } from '../testing/database.ts'
import { addSeconds } from '../../../shared/time.ts'
import { advance, moveOn } from './advance.ts'
import type { Call, Doer } from './call.ts'
import { acknowledge, cancel, close } from './decide.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { findCall } from './store.ts'

const { db, raw } = await useDatabase()

const communityId = '320102001001'
const start = new Date('2026-11-24T00:21:18.000Z')
const end = { outcome: 'helped_on_site', note: '' } as const
const staff = (number: number) => ({ accountId: newId(), name: `值班 ${number}`, post: '社区值班', phone: null })

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

/** Nobody has a post in this test: every level rings. */
const context = (now: Date) => ({ db, now, wechat: { templates: {} } })

const self: Doer = { accountId: newId(), name: '王秀英' }
const press = (person: ReturnType<typeof resident>, id = newId(), now = start) =>
  recordPress(db, { id, person, intent: 'emergency', source: 'app', doer: self }, now)
const take = (call: Call, by = staff(1), now = start) =>
  makeMove(
    db,
    { communityId, callId: call.id },
    () => true,
    (found) => acknowledge(found, by, now),
  )
const finish = (call: Call, by: ReturnType<typeof staff>) =>
  makeMove(
    db,
    { communityId, callId: call.id },
    () => true,
    (found) => close(found, by, end, start),
  )

async function opened(person = resident()): Promise<Call> {
  const call = await press(person)
  if (!call) throw new Error('not opened')
  return call
}

describe('races', () => {
  it('gives a call to exactly one of two desks, 200 times, and tells the other who has it', async () => {
    const rounds = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const call = await opened()
        const [one, two] = [staff(1), staff(2)]
        const answers = await Promise.all([take(call, one), take(call, two)])
        const row = await findCall(db, communityId, call.id)
        const winner = answers[0].ok ? one : two
        const loser = answers[0].ok ? answers[1] : answers[0]
        return {
          winners: answers.filter((answer) => answer.ok).length,
          told: !loser.ok && loser.code === 'conflict' ? loser.details : 'nothing',
          right: { responderName: winner.name },
          holder: row?.responderAccountId === winner.accountId,
          version: row?.version,
        }
      }),
    )
    for (const round of rounds) expect(round).toMatchObject({ winners: 1, told: round.right, holder: true, version: 2 })
  })

  it('makes one call with 10 presses of 50 parallel sendings of 10 presses', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = resident()
      const ids = Array.from({ length: 10 }, newId)
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => press(person, ids[n % 10])))
      const rows = await raw(
        'select id, presses, press_ids, version, receipts, history from help_call where resident_id = ?',
        [person.residentId],
      )
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ presses: 10, version: 10, receipts: 50 })
      expect(new Set((rows[0]?.['press_ids'] ?? []) as string[])).toEqual(new Set(ids))
      expect(new Set(answers.map((answer) => answer?.id))).toEqual(new Set([rows[0]?.['id']]))
      const versions = ((rows[0]?.['history'] ?? []) as { version: number }[]).map((entry) => entry.version)
      expect(versions).toEqual(Array.from({ length: 10 }, (_, n) => n + 1))
    }
  })

  it('puts every press into exactly one call while calls open and close around it', async () => {
    for (let round = 0; round < 30; round += 1) {
      const person = resident()
      const by = staff(1)
      const first = await opened(person)
      await take(first, by)
      const again = Array.from({ length: 4 }, newId)
      await Promise.all([
        finish(first, by),
        ...again.map((id) => press(person, id)),
        ...again.map((id) => press(person, id)),
      ])
      // Their receipts got lost: the phones send them once more, after everything is over.
      await Promise.all(again.map((id) => press(person, id)))
      const rows = await raw('select id, status, presses, press_ids from help_call where resident_id = ?', [
        person.residentId,
      ])
      const everyPress = rows.flatMap((row) => row['press_ids'] as string[])
      expect(everyPress.toSorted()).toEqual([first.id, ...again].toSorted())
      expect(rows.filter((row) => row['status'] !== 'closed').length).toBeLessThanOrEqual(1)
      expect(rows.reduce((sum, row) => sum + Number(row['presses']), 0)).toBe(5)
    }
  })

  it('does not open a second call with an old press, whatever the call has come to since', async () => {
    const person = resident()
    const first = await opened(person)
    const second = newId()
    await press(person, second)
    await take(first)
    await makeMove(
      db,
      { communityId, callId: first.id },
      () => true,
      (call) => cancel(call, self, start),
    )
    const answers = await Promise.all([press(person, first.id), press(person, second), press(person, second)])
    expect(answers.map((answer) => [answer?.id, answer?.status])).toEqual(
      Array.from({ length: 3 }, () => [first.id, 'cancelled']),
    )
    expect(await raw('select id from help_call')).toHaveLength(1)
  })

  it('rises once per deadline, however many look at the same time', async () => {
    const calls = await Promise.all(Array.from({ length: 20 }, () => opened()))
    const due = addSeconds(start, 61)
    await Promise.all([
      ...Array.from({ length: 5 }, () => advance(context(due), [communityId])),
      ...calls.flatMap((call) => [moveOn(context(due), call), moveOn(context(due), call)]),
    ])
    const rows = await raw('select version, rises, level, due_at from help_call')
    expect(rows).toHaveLength(20)
    for (const row of rows) expect(row).toMatchObject({ version: 2, rises: 1, level: 'community' })
  })

  it('lets a desk take a call in the second in which it rises', async () => {
    for (let round = 0; round < 50; round += 1) {
      const person = resident()
      const call = await opened(person)
      const now = addSeconds(start, 60)
      const [answer] = await Promise.all([
        take(call, staff(1), now),
        advance(context(now), [communityId]),
        press(person),
      ])
      expect(answer.ok).toBe(true)
      expect((await findCall(db, communityId, call.id))?.status).toBe('acknowledged')
    }
  })
})
