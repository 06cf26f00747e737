import { describe, expect, it } from 'vitest'
import { callStatuses } from '../../../shared/help/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import { at, daughter, end, later, limin, moved, outcome, start, zhao } from '../testing/help-calls.ts'
import { acknowledge, calledBack, close } from './decide.ts'
import { rate, reopen } from './decide-after.ts'

describe('after the end', () => {
  it('promises to ring back the next day at the hour of the plan, but not after a mistake', () => {
    const noon = new Date('2026-11-25T04:00:00.000Z')
    expect(at('closed')).toMatchObject({ callBack: true, callBackDueAt: noon })
    const mistake = { outcome: 'pressed_by_mistake', note: '' } as const
    const byMistake = moved(at('on_site'), close(at('on_site'), limin, mistake, later(180)))
    expect(byMistake).toMatchObject({ callBack: false, callBackDueAt: null })
    expect(at('cancelled')).toMatchObject({ callBack: true, callBackDueAt: later(60) })
    const done = moved(at('closed'), calledBack(at('closed'), zhao, later(400), '睡得好'))
    expect(done).toMatchObject({ callBack: false, callBackDueAt: null })
    expect(done.history.at(-1)).toMatchObject({ kind: 'called_back', text: '睡得好', byName: '赵雨桐' })
  })

  it('is rated once and changed once, by each answer anew', () => {
    for (const status of callStatuses.filter((one) => one !== 'closed')) {
      expect(outcome(rate(at(status), daughter, 'good', later(300)))).toBe('conflict')
    }
    const once = moved(at('closed'), rate(at('closed'), daughter, 'good', later(300)))
    expect(once.rating).toBe('good')
    expect(outcome(rate(once, daughter, 'good', later(301)))).toBe('again')
    const twice = moved(once, rate(once, daughter, 'bad', later(302)))
    expect(twice.rating).toBe('bad')
    expect(outcome(rate(twice, daughter, 'bad', later(303)))).toBe('again')
    expect(outcome(rate(twice, daughter, 'fair', later(304)))).toBe('rated_already')
    let again = moved(twice, reopen(twice, daughter, later(400)))
    again = moved(again, acknowledge(again, zhao, later(410)))
    again = moved(again, close(again, zhao, end, later(420)))
    expect(again.rating).toBeNull()
    expect(outcome(rate(again, daughter, 'fair', later(430)))).toBe('→ rated')
  })

  it.each(['closed', 'cancelled'] as const)('rings again when it was %s and is not solved, within a day', (status) => {
    const before = at(status)
    const call = moved(before, reopen(before, daughter, later(4000)))
    expect(call).toMatchObject({
      status: 'ringing',
      plan: null,
      level: 'grid',
      rises: 0,
      presses: 1,
      pressIds: before.pressIds,
      responderAccountId: null,
      helpers: [],
      outcome: null,
      note: '',
      callBack: false,
      callBackDueAt: null,
      closedAt: null,
      acknowledgedAt: later(20),
    })
    expect(call.dueAt?.getTime()).toBeGreaterThan(later(4000).getTime())
    expect(outcome(reopen(call, daughter, later(4001)))).toBe('again')
    const day = addSeconds(before.closedAt ?? start, 24 * 3600)
    expect(outcome(reopen(before, daughter, addSeconds(day, -1)))).toBe('→ reopened')
    expect(outcome(reopen(before, daughter, day))).toBe('call_closed')
    // A newer call has taken its place.
    expect(outcome(reopen({ ...before, dueAt: null }, daughter, later(4000)))).toBe('call_closed')
  })
})
