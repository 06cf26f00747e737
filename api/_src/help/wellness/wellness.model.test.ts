import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultWellness, usualTimes, type Rhythm } from '../../../../shared/help/wellness.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpTown } from '../../testing/help-town.ts'
import { noteSignOfLife } from '../index.ts'
import { advanceWellness } from './advance.ts'
import { advancePlan, expectedAfter, type Plan, type PlanMove } from './decide.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)

const start = instantOf('2026-11-24', '08:00')
const hour = 3600

function plan(rhythm: Rhythm): Plan {
  const expectedAt = expectedAfter({ rhythm, times: usualTimes[rhythm] }, start, defaultWellness)
  const fresh = { pausedUntil: null, countsFrom: start, lastSignAt: null, step: 'waiting' as const }
  return { status: 'active', rhythm, times: usualTimes[rhythm], ...fresh, expectedAt, nextDueAt: expectedAt }
}

const after = (before: Plan, { step, countsFrom, expectedAt, nextDueAt, pausedUntil }: PlanMove): Plan => ({
  ...before,
  step,
  countsFrom,
  expectedAt,
  nextDueAt,
  pausedUntil,
})
/** What `keepSign` does. */
const signed = (before: Plan, now: Date): Plan => ({
  ...before,
  lastSignAt: now,
  nextDueAt: before.step === 'waiting' ? before.nextDueAt : now,
  step: 'waiting',
})

const rhythm = fc.constantFrom<Rhythm>('daily', 'weekly', 'high_risk')
/** Minutes to the next thing that happens, and whether it is a sign of life or a look of the clock. */
const happenings = fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 40 * 60 }), sign: fc.boolean() }), {
  maxLength: 40,
})

/** The longest anybody may be silent unasked: the grace, and a day until the plan's next hour. */
const longest = (of: Rhythm) => (defaultWellness.graceHours[of] + 24) * hour

describe('silence, whatever happens', () => {
  it('is never forgotten: a plan that runs always has a next look, and asks in time', () => {
    fc.assert(
      fc.property(rhythm, happenings, (of, steps) => {
        let now = start
        let state = plan(of)
        for (const { minutes, sign } of steps) {
          now = addSeconds(now, minutes * 60)
          if (sign) state = signed(state, now)
          else {
            const move = advancePlan(state, defaultWellness, now)
            if (move) state = after(state, move)
            const counted = Math.max(state.countsFrom.getTime(), state.lastSignAt?.getTime() ?? 0)
            const silentSeconds = (now.getTime() - counted) / 1000
            if (silentSeconds > longest(of)) expect(state.step).not.toBe('waiting')
            expect(state.nextDueAt?.getTime()).toBeGreaterThan(now.getTime())
          }
          expect(state.nextDueAt).not.toBeNull()
        }
        // From here on silence: the clock, looking every ten minutes, comes to a help call.
        const reached = new Set<string>()
        for (let passed = 0; passed <= longest(of) + 4 * hour; passed += 600) {
          now = addSeconds(now, 600)
          const move = advancePlan(state, defaultWellness, now)
          if (move) state = after(state, move)
          if (move?.told) reached.add(move.step)
        }
        expect(reached).toContain('escalated')
      }),
      { numRuns: 300 },
    )
  })

  it('a lively person is never bothered', () => {
    fc.assert(
      fc.property(rhythm, fc.array(fc.integer({ min: 1, max: 6 * 60 }), { maxLength: 60 }), (of, gaps) => {
        let now = start
        let state = signed(plan(of), now)
        for (const minutes of gaps) {
          const sign = addSeconds(now, minutes * 60)
          for (; now < sign; now = addSeconds(now, 300)) {
            const move = advancePlan(state, defaultWellness, now)
            expect(move?.told ?? false).toBe(false)
            if (move) state = after(state, move)
          }
          now = sign
          state = signed(state, now)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('on the database, with many clocks at once', () => {
  it('opens one task for each step of one silence, and none stays open after a sign', async () => {
    const { elder } = town.cast
    await town.ok(elder, 'help.setWellness', { person: elder.person, rhythm: 'daily', consent: 'self' })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 20 * 60 }), sign: fc.boolean() }), {
          minLength: 4,
          maxLength: 14,
        }),
        async (steps) => {
          for (const { minutes, sign } of steps) {
            town.clock.now = addSeconds(town.clock.now, minutes * 60)
            const now = town.clock.now
            const look = () => advanceWellness({ db, communityIds: [places.community], now, newId })
            await Promise.all([look(), ...(sign ? [noteSignOfLife(db, elder.person, 'said_well', now)] : []), look()])
            const [row] = (await raw('select step, next_due_at from wellness_plan')) as {
              step: string
              next_due_at: Date
            }[]
            expect(row?.next_due_at).not.toBeNull()
            const open = (await raw("select kind from help_task where status = 'open'")) as { kind: string }[]
            if (row?.step === 'waiting') expect(open).toEqual([])
            if (row?.step === 'call') expect(open).toEqual([{ kind: 'wellness_call' }])
            if (row?.step === 'knock') expect(open).toHaveLength(2)
          }
          const kinds = (await raw('select dedupe_key from help_task')) as { dedupe_key: string }[]
          expect(new Set(kinds.map((one) => one.dedupe_key)).size).toBe(kinds.length)
          const calls = (await raw('select presses from help_call')) as { presses: number }[]
          expect(calls.length).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 25 },
    )
  })
})
