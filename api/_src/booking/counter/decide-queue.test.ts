import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callsWithTime } from '../../../../shared/booking/counter.ts'
import { instantOf } from '../../../../shared/time.ts'
import {
  aheadOf,
  decideCall,
  decideMove,
  lineUp,
  placeInLine,
  type InLine,
  type Line,
  type TicketState,
} from './decide-queue.ts'

const at = (time: string) => instantOf('2026-11-24', time)
const booked = (id: string, startsAt: string, arrivedAt: string, more: Partial<InLine> = {}): InLine => ({
  id,
  arrivedAt: at(arrivedAt),
  goesFirst: false,
  wantedWindow: null,
  ...placeInLine(at(startsAt), at(arrivedAt)),
  ...more,
})
const walkIn = (id: string, arrivedAt: string, more: Partial<InLine> = {}): InLine => ({
  id,
  arrivedAt: at(arrivedAt),
  goesFirst: false,
  wantedWindow: null,
  ...placeInLine(null, at(arrivedAt)),
  ...more,
})
const ids = (line: readonly { id: string }[]) => line.map(({ id }) => id).join(' ')

describe('the line', () => {
  test.each<[what: string, waiting: InLine[], now: string, recent: Line[], order: string]>([
    [
      'who booked goes before who came without',
      [walkIn('w', '08:50'), booked('a', '09:00', '08:55')],
      '09:00',
      [],
      'a w',
    ],
    ['but not before the booked time', [booked('a', '09:30', '08:30'), walkIn('w', '09:05')], '09:10', [], 'w a'],
    ['early is called when nobody else waits', [booked('a', '09:30', '08:30')], '09:10', [], 'a'],
    [
      'early does not overtake who has an earlier time',
      [booked('a', '09:30', '08:30'), booked('b', '09:00', '09:00')],
      '09:40',
      [],
      'b a',
    ],
    ['ten minutes late is still in time', [walkIn('w', '09:05'), booked('a', '09:00', '09:10')], '09:11', [], 'a w'],
    [
      'later stands behind who waits, before who comes after',
      [walkIn('w', '09:05'), booked('a', '09:00', '09:11'), walkIn('x', '09:12')],
      '09:13',
      [],
      'w a x',
    ],
    [
      'after two with a time comes one without',
      [
        booked('a', '09:00', '08:50'),
        booked('b', '09:00', '08:51'),
        booked('c', '09:00', '08:52'),
        walkIn('w', '09:01'),
      ],
      '09:05',
      [],
      'a b w c',
    ],
    ['the calls before count', [booked('a', '09:00', '08:50'), walkIn('w', '09:01')], '09:05', ['time', 'time'], 'w a'],
    [
      'one call before counts as one',
      [booked('a', '09:00', '08:50'), booked('b', '09:00', '08:51'), walkIn('w', '09:01')],
      '09:05',
      ['time', 'arrival'],
      'a w b',
    ],
    [
      '80 and more first on a tie of the booked time',
      [booked('a', '09:00', '08:30'), booked('b', '09:00', '08:59', { goesFirst: true })],
      '09:00',
      [],
      'b a',
    ],
    [
      'and in the same minute of arrival',
      [walkIn('v', '09:01'), walkIn('w', '09:01', { goesFirst: true })],
      '09:05',
      [],
      'w v',
    ],
    [
      'but not before who came a minute earlier',
      [walkIn('v', '09:00'), walkIn('w', '09:01', { goesFirst: true })],
      '09:05',
      [],
      'v w',
    ],
    [
      'sent on from another window goes first',
      [booked('a', '09:00', '08:30'), walkIn('w', '09:30', { line: 'front' })],
      '09:30',
      [],
      'w a',
    ],
  ])('%s', (_, waiting, now, recent, order) => {
    expect(ids(lineUp(waiting, recent, at(now)))).toBe(order)
    expect(ids(lineUp(waiting.toReversed(), recent, at(now)))).toBe(order)
  })
})

const instant = fc.integer({ min: 0, max: 240 }).map((minutes) => new Date(at('08:00').getTime() + minutes * 30_000))
const person = fc.record({ startsAt: fc.option(instant), arrivedAt: instant, goesFirst: fc.boolean() })
const people = fc.array(person, { minLength: 1, maxLength: 40 }).map((list) =>
  list.map(({ startsAt, arrivedAt, goesFirst }, index): InLine => ({
    id: String(index).padStart(3, '0'),
    arrivedAt,
    goesFirst,
    wantedWindow: null,
    ...placeInLine(startsAt, arrivedAt),
  })),
)

describe('for every hall', () => {
  test('nobody overtakes in the same class, and nobody is lost', () => {
    fc.assert(
      fc.property(people, instant, (waiting, now) => {
        const order = lineUp(waiting, [], now)
        expect(order.length).toBe(waiting.length)
        for (const [place, one] of order.entries()) {
          for (const other of order.slice(place + 1)) {
            if (one.line !== other.line || one.goesFirst !== other.goesFirst) continue
            expect(one.turnAt.getTime()).toBeLessThanOrEqual(other.turnAt.getTime())
          }
        }
      }),
    )
  })

  test('nobody without a time waits for more than two calls each time it moves on', () => {
    fc.assert(
      fc.property(
        people,
        instant,
        fc.array(fc.constantFrom<Line>('time', 'arrival'), { maxLength: 2 }),
        (waiting, now, recent) => {
          const arrivals = waiting.filter(({ line }) => line === 'arrival')
          const order = lineUp(waiting, recent, now)
          const places = order.flatMap(({ line }, place) => (line === 'arrival' ? [place] : []))
          for (const [index, place] of places.entries()) {
            expect(place - (places[index - 1] ?? -1)).toBeLessThanOrEqual(callsWithTime + 1)
          }
          expect(places.length).toBe(arrivals.length)
        },
      ),
    )
  })

  test('nobody waits for ever, whoever else keeps coming', () => {
    fc.assert(
      fc.property(
        people,
        fc.constantFrom<'booked' | 'walk_in' | 'both'>('booked', 'walk_in', 'both'),
        (first, coming) => {
          // one call a minute, and after each somebody new, always of the kind that hurts most
          let now = at('10:05')
          let waiting = first
          let recent: Line[] = []
          const called = new Set<string>()
          for (let call = 0; call < first.length * (callsWithTime + 1) + callsWithTime; call += 1) {
            const [next] = lineUp(waiting, recent, now)
            if (!next) break
            called.add(next.id)
            recent = [next.line, ...recent].slice(0, callsWithTime)
            waiting = waiting.filter((one) => one !== next)
            now = new Date(now.getTime() + 60_000)
            const arrivedAt = now
            const isBooked = coming === 'booked' || (coming === 'both' && call % 2 === 0)
            waiting = [
              ...waiting,
              {
                id: `x${String(call).padStart(4, '0')}`,
                arrivedAt,
                goesFirst: true,
                wantedWindow: null,
                ...placeInLine(isBooked ? arrivedAt : null, arrivedAt),
              },
            ]
          }
          for (const { id } of first) expect(called.has(id)).toBe(true)
        },
      ),
    )
  })
})

const ticket = (one: InLine, more: Partial<TicketState> = {}): TicketState => ({
  ...one,
  status: 'waiting',
  atWindow: null,
  windowName: null,
  callId: null,
  firstCalledAt: null,
  ...more,
})
const windows = ['1 号窗口', '2 号窗口']

describe('a window calls', () => {
  const wish = { callId: 'call', window: '1 号窗口', windows }
  const now = at('09:30')
  test('whom the line says', () => {
    expect(decideCall([ticket(walkIn('v', '09:02')), ticket(walkIn('w', '09:01'))], wish, now)).toMatchObject({
      data: { kind: 'call', ticket: { id: 'w' } },
    })
  })
  test('nobody when nobody waits', () => {
    expect(decideCall([], wish, now)).toMatchObject({ data: { kind: 'nobody' } })
  })
  test('not whom another window was asked for', () => {
    const bound = ticket(walkIn('w', '09:01', { wantedWindow: '2 号窗口' }))
    expect(decideCall([bound], wish, now)).toMatchObject({ data: { kind: 'nobody' } })
    expect(decideCall([bound], { ...wish, window: '2 号窗口' }, now)).toMatchObject({ data: { kind: 'call' } })
    expect(decideCall([{ ...bound, wantedWindow: '9 号窗口' }], wish, now)).toMatchObject({ data: { kind: 'call' } })
  })
  test('nobody while somebody stands there', () => {
    const there = ticket(walkIn('v', '09:02'), { status: 'called', atWindow: '1 号窗口' })
    expect(decideCall([there, ticket(walkIn('w', '09:01'))], wish, now)).toMatchObject({ code: 'window_busy' })
  })
  test('the same press, the same person', () => {
    const there = ticket(walkIn('v', '09:02'), { status: 'served', callId: 'call' })
    expect(decideCall([there], wish, now)).toMatchObject({ data: { kind: 'repeat', ticket: { id: 'v' } } })
  })
  test('only from a window there is', () => {
    expect(decideCall([], { ...wish, window: '8 号窗口' }, now)).toMatchObject({ code: 'no_such_window' })
  })
})

test('how many are before me', () => {
  const now = at('09:30')
  const list = [
    ticket(walkIn('v', '09:01')),
    ticket(booked('a', '09:00', '08:50')),
    ticket(booked('b', '09:00', '08:55', { wantedWindow: '2 号窗口' })),
    ticket(walkIn('w', '09:05')),
    ticket(walkIn('z', '09:00'), { status: 'called' }),
  ]
  expect(aheadOf(list, 'a', windows, now)).toBe(0)
  expect(aheadOf(list, 'w', windows, now)).toBe(2)
  expect(aheadOf(list, 'b', windows, now)).toBe(1)
  expect(aheadOf(list, 'z', windows, now)).toBe(null)
})

describe('what may be done with a number', () => {
  test.each<[string, Parameters<typeof decideMove>[0], Parameters<typeof decideMove>[1], object]>([
    ['call again', { status: 'called', calls: 1, notThere: 0 }, 'recall', { data: { kind: 'recall' } }],
    [
      'not there after one call',
      { status: 'called', calls: 1, notThere: 0 },
      'not_there',
      { code: 'call_again_first' },
    ],
    [
      'not there after two',
      { status: 'called', calls: 2, notThere: 0 },
      'not_there',
      { data: { kind: 'back', line: 'arrival' } },
    ],
    [
      'not there again',
      { status: 'called', calls: 2, notThere: 1 },
      'not_there',
      { data: { kind: 'end', status: 'not_there' } },
    ],
    ['begin', { status: 'called', calls: 1, notThere: 0 }, 'start', { data: { kind: 'start' } }],
    ['begin what was not called', { status: 'waiting', calls: 0, notThere: 0 }, 'start', { code: 'conflict' }],
    ['done', { status: 'serving', calls: 1, notThere: 0 }, 'done', { data: { kind: 'end', status: 'served' } }],
    [
      'done without a beginning',
      { status: 'called', calls: 1, notThere: 0 },
      'done',
      { data: { kind: 'end', status: 'served' } },
    ],
    ['done while waiting', { status: 'waiting', calls: 0, notThere: 0 }, 'done', { code: 'conflict' }],
    [
      'gone while waiting',
      { status: 'waiting', calls: 0, notThere: 0 },
      'left',
      { data: { kind: 'end', status: 'left' } },
    ],
    ['gone when it is over', { status: 'served', calls: 1, notThere: 0 }, 'left', { code: 'conflict' }],
    ['not there while served', { status: 'serving', calls: 2, notThere: 0 }, 'not_there', { code: 'conflict' }],
  ])('%s', (_, given, act, then) => {
    expect(decideMove(given, act, undefined, windows)).toMatchObject(then)
  })
  test('send on, to a window there is', () => {
    const given = { status: 'serving', calls: 1, notThere: 0 } as const
    expect(decideMove(given, 'transfer', '2 号窗口', windows)).toMatchObject({
      data: { line: 'front', wantedWindow: '2 号窗口' },
    })
    expect(decideMove(given, 'transfer', '8 号窗口', windows)).toMatchObject({ code: 'no_such_window' })
    expect(decideMove(given, 'transfer', undefined, windows)).toMatchObject({ code: 'no_such_window' })
  })
})
