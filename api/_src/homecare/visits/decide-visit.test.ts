import { describe, expect, it, test } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import {
  afterMove,
  arrive,
  assign,
  cancel,
  doorProof,
  finish,
  followBooking,
  nextLook,
  rate,
  recordCheck,
  reschedule,
  riseLate,
  setOut,
  tickTasks,
  time,
  type Decision,
  type VisitState,
} from './decide-visit.ts'

const start = instantOf('2026-11-24', '09:00')
const at = (minutes: number) => addSeconds(start, minutes * 60)
const worker = { accountId: 'worker', name: '周梅' }
const manager = { accountId: 'manager', name: '赵雨桐' }
const daughter = { accountId: 'daughter', name: '女儿陈静' }
const list = [
  { name: '擦身', done: null, reason: '' },
  { name: '换床单', done: null, reason: '' },
] as const

function visit(over: Partial<VisitState> = {}): VisitState {
  return {
    community_id: '320102001001',
    id: 'VISIT',
    plan_id: 'PLAN',
    plan_version: 1,
    agreement_id: 'AGREEMENT',
    provider_id: 'PROVIDER',
    provider_name: '梅园养老服务站',
    service_id: 'SERVICE',
    service_name: '上门助浴',
    category: 'bath',
    resident_id: 'RESIDENT',
    resident_name: '王秀英',
    address: '3 栋 2 单元 501',
    grid_code: '320102001001003',
    building: '3',
    day: '2026-11-24',
    starts_at: start,
    ends_at: at(60),
    spoken_number: '482913',
    price: { priceKind: 'low_price', priceCents: 4000, subsidies: [] },
    resource_id: 'W1',
    worker_name: '周梅',
    worker_account_id: 'worker',
    assigned_by: 'manager',
    status: 'planned',
    tasks: list,
    set_out_at: null,
    arrived_at: null,
    arrived_by: null,
    left_at: null,
    signed_by: null,
    signature: null,
    note: '',
    stars: null,
    rating: null,
    late_step: 0,
    late_outcome: null,
    cancel_reason: '',
    check_result: null,
    check_note: '',
    checked_by_name: null,
    charged_at: null,
    subsidy_cents: 0,
    due_at: at(15),
    version: 3,
    notified_version: 3,
    history: [],
    ...over,
  }
}

/** `repeat`, the code of a refusal, or the status the visit has afterwards. */
function outcome(state: VisitState, decision: Decision<string>): string {
  if (!decision.ok) return decision.code
  return decision.data === 'repeat' ? 'repeat' : afterMove(state, decision.data, start).status
}

const states = {
  planned: visit(),
  'on the way': visit({ status: 'set_out' }),
  there: visit({ status: 'arrived' }),
  done: visit({ status: 'done' }),
  'taken off': visit({ status: 'cancelled', cancel_reason: '住院了' }),
} as const
const done = [
  { name: '擦身', done: true, reason: '' },
  { name: '换床单', done: false, reason: '老人要自己换' },
]
const signed = { strokes: 'M10 10L20 20' }

/** Every move from every state. */
const table: Record<keyof typeof states, Record<string, string>> = {
  planned: {
    setOut: 'set_out',
    arrive: 'arrived',
    tick: 'not_arrived',
    finish: 'not_arrived',
    rate: 'visit_not_done',
    cancel: 'cancelled',
    assign: 'planned',
    move: 'planned',
    check: 'visit_not_done',
  },
  'on the way': {
    setOut: 'repeat',
    arrive: 'arrived',
    tick: 'not_arrived',
    finish: 'not_arrived',
    rate: 'visit_not_done',
    cancel: 'cancelled',
    assign: 'planned',
    move: 'planned',
    check: 'visit_not_done',
  },
  there: {
    setOut: 'repeat',
    arrive: 'repeat',
    tick: 'arrived',
    finish: 'done',
    rate: 'visit_not_done',
    cancel: 'visit_over',
    assign: 'visit_over',
    move: 'visit_over',
    check: 'visit_not_done',
  },
  done: {
    setOut: 'repeat',
    arrive: 'repeat',
    tick: 'visit_over',
    finish: 'repeat',
    rate: 'done',
    cancel: 'visit_over',
    assign: 'visit_over',
    move: 'visit_over',
    check: 'done',
  },
  'taken off': {
    setOut: 'visit_over',
    arrive: 'visit_over',
    tick: 'visit_over',
    finish: 'visit_over',
    rate: 'visit_not_done',
    cancel: 'repeat',
    assign: 'visit_over',
    move: 'visit_over',
    check: 'visit_not_done',
  },
}
const moves: Record<string, (state: VisitState) => Decision<string>> = {
  setOut: (state) => setOut(state, worker, at(-10)),
  arrive: (state) => arrive(state, worker, 'door', at(0)),
  tick: (state) => tickTasks(state, worker, done),
  finish: (state) => finish(state, worker, { tasks: done, signed, note: '' }, at(50)),
  rate: (state) => rate(state, daughter, { id: 'RATING', stars: 5, tags: [], words: '' }, at(60)),
  cancel: (state) => cancel(state, daughter, '住院了'),
  assign: (state) => assign(state, manager, { resourceId: 'W2', name: '孙红', accountId: null }, at(-60)),
  move: (state) => reschedule(state, manager, { startsAt: at(120), endsAt: at(180) }, at(-60)),
  check: (state) => recordCheck(state, manager, { result: 'as_recorded', note: '' }),
}

describe.each(Object.keys(states) as (keyof typeof states)[])('a visit that is %s', (name) => {
  it.each(Object.keys(moves))('answers %s as the table says', (what) => {
    const state = states[name]
    expect(outcome(state, moves[what]?.(state) ?? { ok: false, code: 'no such move' })).toBe(table[name][what])
  })
})

describe('being there', () => {
  it('counts only on the day itself', () => {
    expect(outcome(visit(), setOut(visit(), worker, addSeconds(start, -86_400)))).toBe('visit_not_today')
    expect(outcome(visit(), arrive(visit(), worker, 'number', addSeconds(start, 86_400)))).toBe('visit_not_today')
  })

  it('puts a late visit right, and ends the clock', () => {
    const late = visit({ late_step: 2 })
    expect(arrive(late, worker, 'door', at(40))).toMatchObject({
      data: { change: { late_outcome: 'came_late', due_at: null } },
    })
  })

  it.each([
    [{ door: 'CODE' }, 'door'],
    [{ door: 'OTHER' }, 'door_wrong'],
    [{ number: '123456' }, 'number'],
    [{ number: '123457' }, 'door_wrong'],
  ] as const)('is proven by %j: %s', (proof, expected) => {
    const proven = doorProof({ code: 'CODE', number: '123456' }, proof)
    expect(proven.ok ? proven.data : proven.code).toBe(expected)
    expect(doorProof(undefined, proof)).toMatchObject({ code: 'door_wrong' })
  })
})

describe('finishing', () => {
  const there = visit({ status: 'arrived' })
  const finishWith = (tasks: typeof done, by: Parameters<typeof finish>[2]['signed'] = signed) =>
    finish(there, worker, { tasks, signed: by, note: '' }, at(55))

  it('needs a reason for what was not done', () => {
    const open = [done[0] ?? list[0], { name: '换床单', done: false, reason: '' }] as typeof done
    expect(finishWith(open)).toEqual({ ok: false, code: 'task_open', details: { name: '换床单' } })
  })

  it('needs the same list', () => {
    expect(finishWith(done.slice(0, 1))).toMatchObject({ code: 'tasks_differ' })
    expect(finishWith(done.toReversed())).toMatchObject({ code: 'tasks_differ' })
  })

  it.each([
    ['482913', 'done'],
    ['482914', 'number_wrong'],
  ])('takes %s said aloud: %s', (number, expected) => {
    expect(outcome(there, finishWith(done, { number }))).toBe(expected)
  })

  it('waits 48 hours for a rating, and no longer once there is one', () => {
    expect(finishWith(done)).toMatchObject({ data: { change: { due_at: at(55 + 48 * 60) } } })
    const rated = rate(visit({ status: 'done' }), daughter, { id: 'R', stars: 2, tags: [], words: '' }, at(70))
    expect(rated).toMatchObject({ data: { change: { due_at: at(70), stars: 2 } } })
  })
})

describe('a rating', () => {
  const rated = visit({
    status: 'done',
    stars: 4,
    rating: { id: 'RATING', stars: 4, tags: [], words: '', byAccountId: 'daughter', byName: '女儿陈静' },
  })
  it('is given once', () => {
    expect(outcome(rated, rate(rated, daughter, { id: 'RATING', stars: 4, tags: [], words: '' }, at(0)))).toBe('repeat')
    expect(outcome(rated, rate(rated, daughter, { id: 'NEW', stars: 1, tags: [], words: '' }, at(0)))).toBe(
      'visit_rated',
    )
  })
})

describe('a visit nobody comes to', () => {
  /** Lets the clock look at it so many minutes after the start, and gives the steps told. */
  function told(state: VisitState, ...minutes: number[]): [VisitState, number[]] {
    let now = state
    const steps: number[] = []
    for (const minute of minutes) {
      const move = riseLate(now, at(minute))
      if (!move) continue
      steps.push(move.more?.step ?? 0)
      now = afterMove(now, move, at(minute))
    }
    return [now, steps]
  }

  it('is told after 15, 30 and 60 minutes, each once', () => {
    expect(told(visit(), 0, 14, 14.99)[1]).toEqual([])
    expect(told(visit(), 15, 15, 29, 30, 30, 59, 60, 60, 300)[1]).toEqual([1, 2, 3])
    const [late] = told(visit(), 15, 30, 60)
    expect(late.due_at).toBeNull()
    expect(late.late_outcome).toBeNull()
  })

  it('is late on the way as well, and not once somebody is there', () => {
    expect(told(visit({ status: 'set_out' }), 15)[1]).toEqual([1])
    expect(told(visit({ status: 'arrived' }), 15, 60)[1]).toEqual([])
    expect(told(visit({ status: 'cancelled' }), 15, 60)[1]).toEqual([])
  })

  it('is told step by step also when the clock stood still for hours', () => {
    expect(told(visit(), 400, 400, 400, 400)[1]).toEqual([1, 2, 3])
  })

  it('gives a replacement half an hour, and is told again when that one does not come', () => {
    const [late] = told(visit(), 15)
    const sent = assign(late, manager, { resourceId: 'W2', name: '孙红', accountId: 'w2' }, at(20))
    if (!sent.ok || sent.data === 'repeat') throw new Error('nobody was sent')
    expect(sent.data).toMatchObject({ kind: 'replaced', more: { before: 'worker' } })
    const replaced = afterMove(late, sent.data, at(20))
    expect(replaced).toMatchObject({ late_step: 0, late_outcome: 'replaced', worker_name: '孙红' })
    expect(told(replaced, 49, 50, 64, 65, 94, 95)[1]).toEqual([1, 2, 3])
  })

  it('is put right by taking it off', () => {
    const [late] = told(visit(), 15)
    expect(cancel(late, manager, '老人出门了')).toMatchObject({ data: { change: { late_outcome: 'cancelled' } } })
  })
})

test('a visit follows its booking', () => {
  const booked = { status: 'confirmed', startsAt: start, endsAt: at(60), cancelReason: null } as const
  expect(followBooking(visit(), booked, at(-60))).toBeUndefined()
  expect(followBooking(visit(), undefined, at(-60))).toBeUndefined()
  expect(followBooking(visit(), { ...booked, status: 'cancelled', cancelReason: '不在家' }, at(-60))).toMatchObject({
    kind: 'cancelled',
    by: time,
    change: { cancel_reason: '不在家' },
  })
  const later = { ...booked, startsAt: at(60), endsAt: at(120) }
  expect(followBooking(visit(), later, at(-60))).toMatchObject({ kind: 'moved', change: { due_at: at(75) } })
  expect(followBooking(visit({ status: 'arrived' }), later, at(5))).toBeUndefined()
})

test('the clock looks as the day begins, then when it would be late', () => {
  const midnight = instantOf('2026-11-24')
  expect(nextLook(start, addSeconds(midnight, -1))).toEqual(midnight)
  expect(nextLook(start, midnight)).toEqual(at(15))
})
