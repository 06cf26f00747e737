import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { addGift, giveHours, pointsBooks } from '../../testing/points-town.ts'
import { testServer } from '../../testing/server.ts'
import { makeVolunteers } from '../../testing/volunteering.ts'
import { recordsSlice } from '../slice.ts'
import { advancePoints } from './earn.ts'

const database = await useDatabase({ clear: 'file' })
const { db, clear } = database
const now = new Date('2026-11-24T02:00:00.000Z')
const communityId = places.community
const { app } = testServer(database, [recordsSlice], now)

const people = 3
const prices = [20, 35] as const

interface Step {
  act: 'earn' | 'correct' | 'redeem' | 'cancel' | 'count'
  who: number
  which: number
  minutes: number
}

const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom('earn', 'correct', 'redeem', 'cancel', 'count'),
    who: fc.integer({ min: 0, max: people - 1 }),
    which: fc.integer({ min: 0, max: 1 }),
    minutes: fc.integer({ min: 1, max: 400 }),
  }),
  { minLength: 5, maxLength: 25 },
)

/** Points by plain arithmetic: what was counted, and what is written and not counted yet. */
class Model {
  readonly worth = [0, 0, 0]
  readonly uncounted = [0, 0, 0]
  readonly entries: { who: number; minutes: number }[] = []
  readonly stock = [2, 3]
  readonly asked: { who: number; which: number; id: string }[] = []

  redeem(who: number, which: number): string {
    const price = prices[which] ?? 0
    if ((this.stock[which] ?? 0) <= 0) return 'gift_gone'
    if ((this.worth[who] ?? 0) < price) return 'points_short'
    this.stock[which] = (this.stock[which] ?? 0) - 1
    this.worth[who] = (this.worth[who] ?? 0) - price
    return 'asked'
  }

  count() {
    for (let who = 0; who < people; who += 1) {
      this.worth[who] = (this.worth[who] ?? 0) + (this.uncounted[who] ?? 0)
      this.uncounted[who] = 0
    }
  }
}

it('agrees with plain arithmetic after any commands: lines sum to zero, balances and stock never fall below zero', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      await clear()
      await makePlaces(db)
      const residents = await makeVolunteers(db, people, now)
      const gifts = await Promise.all(prices.map((points, index) => addGift(db, { points, stock: 2 + index }, now)))
      const model = new Model()
      const seqs = [0, 0, 0]
      for (const { act, who, which, minutes } of commands) {
        const resident = residents[who]
        if (!resident) throw new Error('nobody')
        if (act === 'earn' || act === 'correct') {
          const isCorrection = act === 'correct' && (seqs[who] ?? 0) > 0
          if (act === 'correct' && !isCorrection) continue
          const given = isCorrection ? { minutes: -minutes, corrects: 1 } : { minutes }
          await giveHours(db, resident, given, now)
          seqs[who] = (seqs[who] ?? 0) + 1
          model.uncounted[who] = (model.uncounted[who] ?? 0) + Math.trunc((given.minutes * 10) / 60)
        } else if (act === 'count') {
          await advancePoints(db, [communityId])
          model.count()
        } else if (act === 'redeem') {
          const id = newId()
          const reply = await call(app, resident.token, 'records.redeem', { id, giftId: gifts[which] ?? '' })
          const expected = model.redeem(who, which)
          expect(reply.ok ? reply.data.status : reply.error.code).toBe(expected)
          if (expected === 'asked') model.asked.push({ who, which, id })
        } else {
          const last = model.asked.findLast((one) => one.who === who)
          if (!last) continue
          const redemption = { communityId, redemptionId: last.id }
          expect(await call(app, resident.token, 'records.cancelRedemption', redemption)).toMatchObject({ ok: true })
          model.asked.splice(model.asked.indexOf(last), 1)
          model.stock[last.which] = (model.stock[last.which] ?? 0) + 1
          model.worth[who] = (model.worth[who] ?? 0) + (prices[last.which] ?? 0)
        }
      }
      await advancePoints(db, [communityId])
      model.count()
      await app.settled()
      const books = await pointsBooks(db)
      expect(books).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
      expect(residents.map(({ person }) => books.worth.get(person.residentId) ?? 0)).toEqual(model.worth)
      expect(gifts.map((id) => books.stock.get(id))).toEqual(model.stock)
      expect([...books.stock.values()].every((stock) => stock >= 0)).toBe(true)
      for (const resident of residents) {
        const points = await call(app, resident.token, 'records.points', {})
        expect(points.ok && points.data.balance >= 0 && (points.data.balance === 0 || points.data.debt === 0)).toBe(
          true,
        )
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
