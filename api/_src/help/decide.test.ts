import { describe, expect, it } from 'vitest'
import { callStatuses, isOpen, levels, type CallStatus } from '../../../shared/help/lifecycle.ts'
import { nextLevel } from '../../../shared/help/settings.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer } from './call.ts'
import { afterStep } from './decide-step.ts'
import { acknowledge, arrive, calledBack, cancel, close, setOut } from './decide.ts'
import type { Decision } from './decide-entry.ts'
import { isForgettable, openCall, pressedAgain, ringsFor, rise } from './decide-ladder.ts'

const start = new Date('2026-11-24T00:21:18.000Z')
const later = (seconds: number) => addSeconds(start, seconds)
const wang = {
  communityId: '320102001001',
  residentId: '01K00000000000000000000001',
  residentName: '王秀英',
  gridCode: '320102001001003',
  address: '3 栋 2 单元 501',
  birthDate: '1944-03-02',
  livingAlone: true,
}
const daughter: Doer = { accountId: 'A-CHEN', name: '陈静', relation: 'daughter' }
const limin = { accountId: 'A-LI', name: '李敏', post: '三网格网格员', phone: '13800000001' }
const zhao = { accountId: 'A-ZHAO', name: '赵雨桐', post: '社区值班', phone: null }
const ended = { outcome: 'helped_on_site', note: '血压量过了' } as const

const fresh = () =>
  openCall('01K00000000000000000000009', wang, { intent: 'emergency', source: 'app', doer: daughter }, start)

function moved(call: Call, decision: Decision<string>): Call {
  if (!decision.ok || !decision.step) throw new Error(`the move was not made: ${JSON.stringify(decision)}`)
  return afterStep(call, decision.step)
}

/** A call that 李敏 brought to this status, one minute per step. */
function at(status: CallStatus): Call {
  let call = fresh()
  if (status === 'ringing') return call
  call = moved(call, acknowledge(call, limin, later(20)))
  if (status === 'cancelled') return moved(call, cancel(call, daughter, later(60)))
  if (status === 'acknowledged') return call
  call = moved(call, setOut(call, limin, 5, later(60)))
  if (status === 'en_route') return call
  call = moved(call, arrive(call, limin, later(120)))
  return status === 'on_site' ? call : moved(call, close(call, limin, ended, later(180)))
}

/** The same after its deadline passed: nothing moved. */
function stalled(status: 'acknowledged' | 'en_route' | 'on_site'): Call {
  const call = at(status)
  const step = rise(call, call.dueAt ?? start)
  if (!step) throw new Error('not due')
  return afterStep(call, step)
}

const moves = {
  acknowledge: (call: Call, by: typeof limin | typeof zhao) => acknowledge(call, by, later(300)),
  setOut: (call: Call, by: Doer) => setOut(call, by, 5, later(300)),
  arrive: (call: Call, by: Doer) => arrive(call, by, later(300)),
  close: (call: Call, by: Doer) => close(call, by, ended, later(300)),
  cancel: (call: Call) => cancel(call, daughter, later(300)),
  calledBack: (call: Call, by: Doer) => calledBack(call, by, later(300)),
}
type MoveName = keyof typeof moves

/** `→ status` moves there; `again` = sent twice, nothing to do; else the refusal, with who has it. */
function outcome(decision: Decision<string>): string {
  if (!decision.ok) {
    const details = decision.details as { responderName?: string } | undefined
    return details?.responderName === undefined ? decision.code : `${decision.code}: ${details.responderName}`
  }
  return decision.step ? `→ ${decision.step.change.status ?? 'same'}` : 'again'
}

describe('every status × every move × by whom', () => {
  const has = 'conflict: 李敏'
  const over = 'call_closed'
  const table: Record<CallStatus, Record<MoveName, [responder: string, other: string]>> = {
    ringing: {
      acknowledge: ['→ acknowledged', '→ acknowledged'],
      setOut: ['conflict', 'conflict'],
      arrive: ['conflict', 'conflict'],
      close: ['conflict', 'conflict'],
      cancel: ['→ cancelled', '→ cancelled'],
      calledBack: ['conflict', 'conflict'],
    },
    acknowledged: {
      acknowledge: ['again', has],
      setOut: ['→ en_route', has],
      arrive: ['→ on_site', has],
      close: ['→ closed', has],
      cancel: ['→ cancelled', '→ cancelled'],
      calledBack: ['conflict', 'conflict'],
    },
    en_route: {
      acknowledge: ['again', has],
      setOut: ['again', has],
      arrive: ['→ on_site', has],
      close: ['→ closed', has],
      cancel: ['→ cancelled', '→ cancelled'],
      calledBack: ['conflict', 'conflict'],
    },
    on_site: {
      acknowledge: ['again', has],
      setOut: ['again', has],
      arrive: ['again', has],
      close: ['→ closed', has],
      cancel: [has, has],
      calledBack: ['conflict', 'conflict'],
    },
    closed: {
      acknowledge: ['again', over],
      setOut: [over, over],
      arrive: [over, over],
      close: ['again', over],
      cancel: [over, over],
      calledBack: ['→ same', '→ same'],
    },
    cancelled: {
      acknowledge: [over, over],
      setOut: [over, over],
      arrive: [over, over],
      close: [over, over],
      cancel: ['again', 'again'],
      calledBack: ['→ same', '→ same'],
    },
  }
  for (const status of callStatuses) {
    for (const [name, [responder, other]] of Object.entries(table[status])) {
      it(`${status}, ${name}: the responder ${responder}, another ${other}`, () => {
        const move = moves[name as MoveName]
        expect([outcome(move(at(status), limin)), outcome(move(at(status), zhao))]).toEqual([responder, other])
      })
    }
  }

  it('lets anybody take a stalled call, and the responder say that it goes on', () => {
    const results = (['acknowledged', 'en_route', 'on_site'] as const).map((status) => [
      outcome(acknowledge(stalled(status), zhao, later(9000))),
      outcome(acknowledge(stalled(status), limin, later(9000))),
      outcome(setOut(stalled(status), zhao, 5, later(9000))),
    ])
    expect(results).toEqual([
      ['→ acknowledged', '→ same', 'conflict: 李敏'],
      ['→ acknowledged', '→ same', 'conflict: 李敏'],
      ['→ acknowledged', '→ same', 'conflict: 李敏'],
    ])
  })

  it('is done with a call-back once', () => {
    const call = at('cancelled')
    const done = moved(call, calledBack(call, zhao, later(400)))
    expect(done.callBack).toBe(false)
    expect(outcome(calledBack(done, limin, later(500)))).toBe('again')
  })
})

describe('what a move writes', () => {
  it('opens with one press, a deadline and the one who pressed', () => {
    expect(fresh()).toMatchObject({
      status: 'ringing',
      version: 1,
      level: 'grid',
      presses: 1,
      pressIds: ['01K00000000000000000000009'],
      dueAt: later(60),
      history: [{ version: 1, kind: 'raised', at: start.toISOString(), byName: '陈静', byRelation: 'daughter' }],
    })
    expect(pressedAgain({ accountId: 'A', name: '王秀英' }, later(3))).toEqual({
      at: later(3).toISOString(),
      kind: 'pressed_again',
      byAccountId: 'A',
      byName: '王秀英',
    })
  })

  it('keeps who, when and how soon, and adds one version and one line of history per move', () => {
    expect(at('closed')).toMatchObject({
      version: 5,
      responderName: '李敏',
      responderPost: '三网格网格员',
      responderPhone: '13800000001',
      acknowledgedAt: later(20),
      enRouteAt: later(60),
      onSiteAt: later(120),
      closedAt: later(180),
      arrivesInMinutes: 5,
      outcome: 'helped_on_site',
      note: '血压量过了',
      callBack: true,
      callBackDueAt: new Date('2026-11-25T04:00:00.000Z'),
    })
    expect(at('closed').history.map((line) => [line.version, line.kind])).toEqual([
      [1, 'raised'],
      [2, 'acknowledged'],
      [3, 'set_out'],
      [4, 'arrived'],
      [5, 'closed'],
    ])
  })

  it('gives each state its own deadline', () => {
    expect(at('acknowledged').dueAt).toEqual(later(20 + 5 * 60))
    expect(at('en_route').dueAt).toEqual(later(60 + 20 * 60))
    expect(at('on_site').dueAt).toEqual(later(120 + 15 * 60))
    const far = moved(at('acknowledged'), setOut(at('acknowledged'), limin, 45, later(60)))
    expect(far.dueAt).toEqual(later(60 + 45 * 60))
  })

  it('takes a stalled call over from the start but keeps when it was first answered', () => {
    const call = moved(stalled('en_route'), acknowledge(stalled('en_route'), zhao, later(2000)))
    expect(call).toMatchObject({
      status: 'acknowledged',
      responderName: '赵雨桐',
      acknowledgedAt: later(20),
      enRouteAt: null,
      arrivesInMinutes: null,
      stalledAt: null,
      dueAt: later(2000 + 300),
    })
  })

  it('keeps the state of a stalled call when its responder says that it goes on', () => {
    const call = moved(stalled('on_site'), acknowledge(stalled('on_site'), limin, later(2000)))
    expect(call).toMatchObject({ status: 'on_site', stalledAt: null, onSiteAt: later(120), dueAt: later(2000 + 900) })
  })

  it('promises to ring back after a cancellation', () => {
    expect(at('cancelled')).toMatchObject({ status: 'cancelled', callBack: true, closedAt: later(60) })
  })
})

describe('the ladder', () => {
  it('does not move before the deadline', () => {
    expect(rise(fresh(), later(59.999))).toBeUndefined()
  })

  it('climbs grid, community, street, district and begins again, 60 s each, for ever', () => {
    let call = fresh()
    const seen = [call.level]
    for (let minute = 1; minute <= 9; minute += 1) {
      const step = rise(call, later(minute * 60))
      if (!step) throw new Error('it stood still')
      const toLevel = nextLevel(
        levels.map((level) => ({ level })),
        call.level,
      )
      expect(step.entries).toEqual([
        {
          version: call.version + 1,
          at: later(minute * 60).toISOString(),
          kind: 'risen',
          level: call.level,
          toLevel,
          reason: 'no_answer',
        },
      ])
      call = afterStep(call, step)
      expect(call.dueAt).toEqual(later(minute * 60 + 60))
      seen.push(call.level)
    }
    expect(seen).toEqual([...levels, ...levels, 'grid', 'community'])
  })

  it.each([
    [60, 1],
    [119, 1],
    [120, 2],
    [185, 3],
    [300, 4],
    [86_400, 4],
  ])('after %d s of sleep records %d missed levels and is due in the future', (seconds, missed) => {
    const step = rise(fresh(), later(seconds))
    expect(step?.entries.map((line) => line.level)).toEqual(levels.slice(0, missed))
    expect(step?.change).toMatchObject({ rises: missed, dueAt: later(seconds + 60), stalledAt: null })
  })

  it('rings the grid and the community desk from the first second, and nobody stops ringing when it rises', () => {
    const ringing = (rises: number) => levels.filter((level) => ringsFor({ ...fresh(), rises }, level))
    expect([0, 1, 2, 3, 4, 9].map(ringing)).toEqual([
      ['grid', 'community'],
      ['grid', 'community'],
      ['grid', 'community', 'street'],
      [...levels],
      [...levels],
      [...levels],
    ])
  })

  it.each(callStatuses.filter((status) => status !== 'ringing'))('is silent when %s in time', (status) => {
    expect(levels.filter((level) => ringsFor(at(status), level))).toEqual([])
  })

  it.each(['acknowledged', 'en_route', 'on_site'] as const)('rings again when %s without progress', (status) => {
    const before = at(status)
    const call = stalled(status)
    expect(call).toMatchObject({ status, responderName: '李敏', level: 'community', stalledAt: before.dueAt })
    expect(levels.filter((level) => ringsFor(call, level))).toEqual(['grid', 'community'])
    const next = rise(call, call.dueAt ?? start)
    expect(next?.change).toMatchObject({ level: 'street', stalledAt: before.dueAt })
  })

  it.each(['closed', 'cancelled'] as const)('never rises when %s, and forgets its presses after a day', (status) => {
    const call = at(status)
    const day = addSeconds(call.closedAt ?? start, 24 * 3600)
    expect(rise(call, day)).toBeUndefined()
    expect([isForgettable(call, addSeconds(day, -1)), isForgettable(call, day)]).toEqual([false, true])
  })

  it('has a deadline in the future after every move (invariant 4)', () => {
    for (const status of callStatuses.filter(isOpen))
      expect(at(status).dueAt?.getTime()).toBeGreaterThan(start.getTime())
  })
})
