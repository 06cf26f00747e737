import { describe, expect, it } from 'vitest'
import { callStatuses, isOpen, type CallStatus } from '../../../shared/help/lifecycle.ts'
import { at, end, later, limin, moved, outcome, start, sun, wu, zhao } from '../testing/help-calls.ts'
import type { Call } from './call.ts'
import { afterStep } from './decide-step.ts'
import { acknowledge, arrive, calledBack, checkIn, close, setOut } from './decide.ts'
import { addHelper, callEmergency, note } from './decide-beside.ts'
import { rise } from './decide-ladder.ts'
import {
  decline,
  handOver,
  keep,
  moveAfterOffer,
  settleOffer,
  stepAfterOffer,
  takeOver,
  type Taker,
} from './decide-offers.ts'

const people = { responder: limin, another: zhao, helper: wu }
const said = { id: '01K00000000000000000000077', text: '门口没人应' }
const moves = {
  takeOver: (call: Call, by: Taker) => takeOver(call, by, '我离得近', later(200)),
  keep: (call: Call, by: Taker) => keep(call, by, later(200)),
  handOver: (call: Call, by: Taker) => handOver(call, by, sun, '另一家也急', later(200)),
  decline: (call: Call, by: Taker) => decline(call, by, later(200)),
  addHelper: (call: Call, by: Taker) => addHelper(call, by, by, later(200)),
  checkIn: (call: Call, by: Taker) => checkIn(call, by, said, later(200)),
  note: (call: Call, by: Taker) => note(call, by, said, later(200)),
  callEmergency: (call: Call, by: Taker) => callEmergency(call, by, { ...said, number: '120' }, later(200)),
  calledBack: (call: Call, by: Taker) => calledBack(call, by, later(200), '睡得好'),
}
type MoveName = keyof typeof moves
type Row = readonly [responder: string, another: string, helper: string]

const same = (words: string): Row => [words, words, words]
const has = 'conflict: 李敏'
const over = same('call_closed')
const asks: Row = ['again', '→ take_over_asked', '→ take_over_asked']
const keeps: Row = ['again', has, has]
const hands: Row = ['→ hand_over_asked', has, has]
const helps: Row = ['again', '→ helper_added', 'again']
const early: Row = ['conflict', has, 'conflict']

const table: Record<CallStatus, Record<MoveName, Row>> = {
  ringing: {
    takeOver: same('→ acknowledged'),
    keep: same('conflict'),
    handOver: same('conflict'),
    decline: same('conflict'),
    addHelper: same('conflict'),
    checkIn: same('conflict'),
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('conflict'),
  },
  acknowledged: {
    takeOver: asks,
    keep: keeps,
    handOver: hands,
    decline: same(has),
    addHelper: helps,
    checkIn: early,
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('conflict'),
  },
  en_route: {
    takeOver: asks,
    keep: keeps,
    handOver: hands,
    decline: same(has),
    addHelper: helps,
    checkIn: early,
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('conflict'),
  },
  on_site: {
    takeOver: asks,
    keep: keeps,
    handOver: hands,
    decline: same(has),
    addHelper: helps,
    checkIn: ['→ checked_in', has, '→ checked_in'],
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('conflict'),
  },
  closed: {
    takeOver: over,
    keep: over,
    handOver: over,
    decline: over,
    addHelper: over,
    checkIn: over,
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('→ called_back'),
  },
  cancelled: {
    takeOver: over,
    keep: over,
    handOver: over,
    decline: over,
    addHelper: over,
    checkIn: over,
    note: same('→ noted'),
    callEmergency: same('→ emergency_called'),
    calledBack: same('→ called_back'),
  },
}

describe('every move beside ringing × every status × by whom', () => {
  for (const status of callStatuses) {
    for (const [name, row] of Object.entries(table[status])) {
      it(`${status}, ${name}: responder ${row[0]}, another ${row[1]}, helper ${row[2]}`, () => {
        const answers = Object.values(people).map((by) => outcome(moves[name as MoveName](at(status), by)))
        // Nobody has a ringing call: the details name nobody.
        expect(answers.map((words) => words.replace(/: $/, ''))).toEqual(row)
      })
    }
  }

  it.each(['note', 'callEmergency', 'checkIn'] as const)(
    'writes the same %s once, however often it is sent',
    (name) => {
      const call = moved(at('on_site'), moves[name](at('on_site'), limin))
      expect(outcome(moves[name](call, limin))).toBe('again')
      const closed = moved(call, close(call, limin, { ...end, outcome: 'pressed_by_mistake' }, later(300)))
      expect(outcome(moves[name](closed, limin))).toBe('again')
    },
  )

  it('keeps the timeline of a call shut once nobody owes anything', () => {
    const done = moved(at('closed'), calledBack(at('closed'), zhao, later(400)))
    expect(outcome(note(done, limin, said, later(500)))).toBe('call_closed')
    expect(outcome(callEmergency(done, limin, { id: said.id, number: '120' }, later(500)))).toBe('call_closed')
  })

  it('does not let somebody without a desk here help or have it', () => {
    expect(outcome(addHelper(at('on_site'), limin, undefined, later(200)))).toBe('not_a_colleague')
    expect(outcome(handOver(at('on_site'), limin, undefined, '', later(200)))).toBe('not_a_colleague')
    expect(outcome(handOver(at('on_site'), limin, limin, '', later(200)))).toBe('not_a_colleague')
  })
})

const open = callStatuses.filter((status) => isOpen(status) && status !== 'ringing')

/** 赵雨桐 asked for it at second 200; the grace ends at 220. */
const wanted = (status: CallStatus) => moved(at(status), takeOver(at(status), zhao, '我离得近', later(200)))
/** 李敏 asked 赵雨桐 at second 200; the offer lapses at 260. */
const offered = (status: CallStatus) => moved(at(status), handOver(at(status), limin, zhao, '另一家也急', later(200)))

describe.each(open)('a take-over of a call that is %s', (status) => {
  it('waits for the grace, then is done by the clock', () => {
    const call = wanted(status)
    expect(call.responderName).toBe('李敏')
    expect(settleOffer(call, later(219.999))).toBeUndefined()
    const step = settleOffer(call, later(220))
    expect(step && afterStep(call, step)).toMatchObject({
      status: 'acknowledged',
      responderAccountId: 'A-ZHAO',
      responderPhone: '13800000002',
      acknowledgedAt: later(20),
      enRouteAt: null,
      onSiteAt: null,
      arrivesInMinutes: null,
      offer: null,
      stalledAt: null,
      dueAt: later(220 + 300),
      helpers: [{ accountId: 'A-WU' }],
    })
    expect(step?.entries).toMatchObject([{ kind: 'taken_over', people: [{ name: '赵雨桐' }] }])
  })

  it('is one at a time, and asked once', () => {
    expect(outcome(takeOver(wanted(status), zhao, '', later(201)))).toBe('again')
    expect(outcome(takeOver(wanted(status), sun, '', later(201)))).toBe('conflict: 李敏: 赵雨桐')
    expect(outcome(handOver(wanted(status), limin, sun, '', later(201)))).toBe('conflict: 李敏: 赵雨桐')
  })

  it('ends when the responder keeps it', () => {
    const call = moved(wanted(status), keep(wanted(status), limin, later(210)))
    expect(call).toMatchObject({ status, responderName: '李敏', offer: null })
    expect(settleOffer(call, later(220))).toBeUndefined()
    expect(outcome(keep(wanted(status), zhao, later(210)))).toBe(has)
  })

  it('ends when the responder takes a step forward', () => {
    const call = wanted(status)
    const step = status === 'on_site' ? checkIn(call, limin, said, later(210)) : arrive(call, limin, later(210))
    expect(outcome(step)).toBe(
      status === 'on_site' ? '→ take_over_declined checked_in' : '→ take_over_declined arrived',
    )
    expect(moved(call, step)).toMatchObject({ status: 'on_site', responderName: '李敏', offer: null })
  })

  it('is settled at once when the responder hands it to the very one who asks', () => {
    const call = moved(wanted(status), handOver(wanted(status), limin, zhao, '', later(205)))
    expect(call).toMatchObject({ status: 'acknowledged', responderName: '赵雨桐', offer: null })
    expect(outcome(handOver(call, limin, zhao, '', later(206)))).toBe('conflict: 赵雨桐')
  })

  it('is void when the call ends', () => {
    const call = moved(wanted(status), close(wanted(status), limin, end, later(210)))
    expect(call.offer).toBeNull()
    expect(settleOffer(call, later(220))).toBeUndefined()
  })
})

describe.each(open)('a hand-over of a call that is %s', (status) => {
  it('is done when the colleague says yes, sent twice or not', () => {
    const call = moved(offered(status), acknowledge(offered(status), zhao, later(230)))
    expect(call).toMatchObject({
      status: 'acknowledged',
      responderName: '赵雨桐',
      offer: null,
      dueAt: later(230 + 300),
    })
    expect(call.history.at(-1)).toMatchObject({ kind: 'handed_over', byName: '赵雨桐' })
    expect(outcome(acknowledge(call, zhao, later(231)))).toBe('again')
    expect(outcome(handOver(call, limin, zhao, '', later(231)))).toBe('again')
  })

  it('is done as well when the colleague wanted it anyway', () => {
    expect(outcome(takeOver(offered(status), zhao, '', later(230)))).toBe('→ handed_over')
  })

  it('stays where it is when the colleague cannot, says nothing, or is not needed any more', () => {
    for (const [decision, kind] of [
      [decline(offered(status), zhao, later(230)), '→ hand_over_lapsed'],
      [keep(offered(status), limin, later(230)), '→ hand_over_lapsed'],
    ] as const) {
      expect(outcome(decision)).toBe(kind)
      expect(moved(offered(status), decision)).toMatchObject({ status, responderName: '李敏', offer: null })
    }
    expect(settleOffer(offered(status), later(259.999))).toBeUndefined()
    const step = settleOffer(offered(status), later(260))
    expect(step && afterStep(offered(status), step)).toMatchObject({ status, responderName: '李敏', offer: null })
    const declined = moved(offered(status), decline(offered(status), zhao, later(230)))
    expect(outcome(decline(declined, zhao, later(231)))).toBe('again')
  })

  it('is nobody else’s to take or to refuse', () => {
    expect(outcome(acknowledge(offered(status), sun, later(230)))).toBe(has)
    expect(outcome(decline(offered(status), sun, later(230)))).toBe(has)
    expect(outcome(takeOver(offered(status), sun, '', later(230)))).toBe('conflict: 李敏: 赵雨桐')
  })

  it('does not stop whoever has it from going on', () => {
    const decision =
      status === 'on_site'
        ? checkIn(offered(status), limin, said, later(230))
        : arrive(offered(status), limin, later(230))
    expect(moved(offered(status), decision).offer).toMatchObject({ kind: 'hand_over' })
  })
})

describe('a call that stands still', () => {
  const stalled = (call: Call) => {
    const step = rise(call, call.dueAt ?? start)
    if (!step) throw new Error('not due')
    return afterStep(call, step)
  }

  it.each(open)('is taken over at once when it was %s', (status) => {
    const call = stalled(at(status))
    expect(moved(call, takeOver(call, zhao, '我离得近', later(2000)))).toMatchObject({
      status: 'acknowledged',
      responderName: '赵雨桐',
      stalledAt: null,
      offer: null,
    })
  })

  it('moves on again when the responder answers whoever wants it', () => {
    const call = stalled(wanted('acknowledged'))
    expect(outcome(acknowledge(call, limin, later(330)))).toBe('→ take_over_declined acknowledged')
    expect(moved(call, acknowledge(call, limin, later(330)))).toMatchObject({ offer: null, stalledAt: null })
  })
})

describe('an offer that ended before anybody looked', () => {
  it('is settled together with the move, which sees who has it now', async () => {
    const call = wanted('acknowledged')
    const refused = await moveAfterOffer(call, later(221), (current) => close(current, limin, end, later(221)))
    expect(outcome(refused)).toBe('conflict: 赵雨桐')
    const made = await moveAfterOffer(call, later(221), (current) => setOut(current, zhao, 5, later(221)))
    expect(outcome(made)).toBe('→ taken_over set_out')
    const after = moved(call, made)
    expect(after).toMatchObject({ status: 'en_route', responderName: '赵雨桐', version: call.version + 1 })
    expect(after.history.slice(-2).map(({ version }) => version)).toEqual([after.version, after.version])
    const lapsed = await moveAfterOffer(offered('on_site'), later(261), (one) => acknowledge(one, zhao, later(261)))
    expect(outcome(lapsed)).toBe(has)
    const nothing = await moveAfterOffer(call, later(221), () => ({ ok: true }))
    expect(outcome(nothing)).toBe('→ taken_over')
  })

  it('is settled together with the rise that is due as well', () => {
    const call = offered('acknowledged')
    const step = stepAfterOffer(call, later(350), (current) => rise(current, later(350)))
    expect(step?.entries.map(({ kind }) => kind)).toEqual(['hand_over_lapsed', 'risen'])
    expect(step?.change).toMatchObject({ offer: null, stalledAt: later(350) })
    expect(stepAfterOffer(at('acknowledged'), later(30), (current) => rise(current, later(30)))).toBeUndefined()
  })
})
