import { describe, expect, it } from 'vitest'
import { activityStatuses, type ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { activityMoves, type ActivityMove } from '../../../../shared/volunteering/moves.ts'
import {
  clockStep,
  decideMove,
  lastsWith,
  minutesMoved,
  movesOf,
  shiftsInScope,
  type ActivityFacts,
  type Asker,
} from './decide.ts'

const now = new Date('2026-11-24T00:20:00.000Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

const facts = (status: ActivityStatus, over: Partial<ActivityFacts> = {}): ActivityFacts => ({
  status,
  version: 3,
  writerIds: ['writer'],
  endsAt: hours(-1),
  commandIds: ['heard'],
  problems: [],
  ...over,
})

const askers: Readonly<Record<string, Asker>> = {
  leader: { accountId: 'writer', steers: true, leads: true, reviews: false },
  'another leader': { accountId: 'other', steers: true, leads: true, reviews: false },
  'the worker who wrote it': { accountId: 'writer', steers: true, leads: false, reviews: true },
  'a reviewer who leads the group': { accountId: 'other', steers: true, leads: true, reviews: true },
  'another reviewer': { accountId: 'other', steers: true, leads: false, reviews: true },
  'a worker of a grid': { accountId: 'other', steers: true, leads: false, reviews: false },
  neighbour: { accountId: 'other', steers: false, leads: false, reviews: false },
}

/** Which moves lead on from where; everything else is refused. */
const allowed: Readonly<Record<ActivityStatus, Readonly<Partial<Record<ActivityMove, ActivityStatus>>>>> = {
  draft: { submit: 'in_review', cancel: 'cancelled' },
  in_review: { take_back: 'draft', publish: 'published', send_back: 'draft', cancel: 'cancelled' },
  published: { cancel: 'cancelled' },
  running: { close: 'closed', cancel: 'cancelled' },
  closed: {},
  cancelled: {},
}
const isReview = (move: ActivityMove) => move === 'publish' || move === 'send_back'

function expected(status: ActivityStatus, move: ActivityMove, who: string, asker: Asker): string {
  if (who === 'neighbour') return 'not_found'
  if (isReview(move) && !asker.reviews) return 'not_allowed'
  const to = allowed[status][move]
  if (to === undefined) return 'conflict'
  if (isReview(move) && who !== 'another reviewer') return 'second_person_needed'
  return to
}

const every = activityStatuses.flatMap((status) =>
  activityMoves.flatMap((move) =>
    Object.entries(askers).map(([who, asker]) => ({
      status,
      move,
      who,
      asker,
      outcome: expected(status, move, who, asker),
    })),
  ),
)

it.each(every)('$who: $move of what is $status gives $outcome', ({ status, move, asker, outcome }) => {
  const decision = decideMove(facts(status), asker, { move, commandId: 'new', version: 3 }, now)
  const said = decision.kind === 'move' ? decision.to : decision.kind === 'refuse' ? decision.refusal.code : 'repeat'
  expect(said).toBe(outcome)
  const isOffered = movesOf(facts(status), asker, now).includes(move)
  expect(isOffered).toBe(decision.kind === 'move')
})

const asker: Asker = { accountId: 'other', steers: true, leads: false, reviews: true }

describe('a move', () => {
  it.each<[string, ActivityFacts | undefined, ActivityMove, string, string]>([
    ['of nothing', undefined, 'submit', 'new', 'not_found'],
    ['heard before', facts('published'), 'publish', 'heard', 'repeat'],
    ['seen too long ago', facts('in_review', { version: 4 }), 'publish', 'new', 'conflict'],
    [
      'of what lacks a title',
      facts('draft', { problems: [{ code: 'title' }] }),
      'submit',
      'new',
      'activity_incomplete',
    ],
    [
      'of a risky one without insurance',
      facts('in_review', { problems: [{ code: 'insurance' }] }),
      'publish',
      'new',
      'activity_incomplete',
    ],
    [
      'back of one that lacks a title',
      facts('in_review', { problems: [{ code: 'title' }] }),
      'send_back',
      'new',
      'draft',
    ],
    ['to the end before the last shift', facts('running', { endsAt: hours(1) }), 'close', 'new', 'activity_not_over'],
    ['to the end right after it', facts('running', { endsAt: now }), 'close', 'new', 'closed'],
    ['to the end without shifts', facts('running', { endsAt: null }), 'close', 'new', 'closed'],
  ])('%s', (_what, known, move, commandId, then) => {
    const decision = decideMove(known, asker, { move, commandId, version: 3 }, now)
    const said = decision.kind === 'move' ? decision.to : decision.kind === 'refuse' ? decision.refusal.code : 'repeat'
    expect(said).toBe(then)
  })
})

describe('shifts in scope', () => {
  const shift = (shiftId: string, days: number, seriesId: string | null = 'weekly', isCancelled = false) => ({
    shiftId,
    seriesId,
    startsAt: hours(days * 24),
    endsAt: hours(days * 24 + 2),
    taken: 0,
    isCancelled,
  })
  const all = [
    shift('past', -1),
    shift('first', 1),
    shift('second', 8),
    shift('gone', 15, 'weekly', true),
    shift('last', 22),
    shift('alone', 9, null),
    shift('other', 10, 'another'),
  ]

  it.each<[string, 'one' | 'later', unknown]>([
    ['second', 'one', ['second']],
    ['second', 'later', ['second', 'last']],
    ['first', 'later', ['first', 'second', 'last']],
    ['alone', 'later', ['alone']],
    ['past', 'later', 'shift_past'],
    ['gone', 'one', undefined],
    ['nowhere', 'one', undefined],
  ])('%s, %s', (shiftId, scope, then) => {
    const found = shiftsInScope(all, shiftId, scope, now)
    expect(Array.isArray(found) ? found.map((one) => one.shiftId) : found).toEqual(then)
  })

  it('moves by minutes, also over midnight and when it becomes longer', () => {
    expect(minutesMoved(shift('x', 1), { startsAt: hours(23.5), endsAt: hours(27) })).toEqual({ start: -30, end: 60 })
  })
})

it.each([
  ['alone', [], 4, 6],
  ['after the others', [[-1, 1]], -1, 6],
  ['before the others', [[24, 26]], 4, 26],
  ['within one that is longer', [[1, 9]], 1, 9],
] as const)('with one more shift %s an activity lasts from its first to its last', (_where, others, from, to) => {
  const standing = others.map(([start, end]) => ({ startsAt: hours(start), endsAt: hours(end) }))
  expect(lastsWith({ startsAt: hours(4), endsAt: hours(6) }, standing)).toEqual({
    startsAt: hours(from),
    endsAt: hours(to),
  })
})

describe('by itself', () => {
  const at = (over: Partial<Parameters<typeof clockStep>[0]>) => ({
    status: 'running' as const,
    startsAt: hours(-3),
    endsAt: hours(-1),
    unsettled: 0,
    ...over,
  })
  it.each([
    ['waits for its first shift', at({ status: 'published', startsAt: hours(1) }), { kind: 'wait', until: hours(1) }],
    ['begins with it', at({ status: 'published', startsAt: now }), { kind: 'begin' }],
    ['waits for its last', at({ endsAt: hours(2) }), { kind: 'wait', until: hours(2) }],
    ['closes after it when all is settled', at({ endsAt: now }), { kind: 'close' }],
    ['looks again in an hour while somebody is not', at({ unsettled: 1 }), { kind: 'wait', until: hours(1) }],
  ])('%s', (_what, activity, then) => {
    expect(clockStep(activity, hours(240), now)).toEqual(then)
  })
  it('is over in any case once the law’s days are', () => {
    expect(clockStep(at({ unsettled: 1 }), hours(0.5), now)).toEqual({ kind: 'wait', until: hours(0.5) })
    expect(clockStep(at({ unsettled: 1 }), now, now)).toEqual({ kind: 'close' })
  })
})
