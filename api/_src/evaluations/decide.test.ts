import { describe, expect, it } from 'vitest'
import type { StaffRole } from '../../../shared/contract.ts'
import { answersOn, firstLevelOf, judge, mayAnswer, maySee, risen, statusAfterAnswer } from './decide-complaint.ts'
import {
  averageOf,
  evaluatedVolunteers,
  isOpenForEvaluation,
  mayEvaluate,
  mayThank,
  qualityOf,
  scoreOf,
} from './decide.ts'

const shift = {
  endsAt: new Date('2026-11-21T02:30:00.000Z'),
  activityId: 'A',
  leaderIds: ['leader', 'deputy'],
  attended: [
    { residentId: 'leader', role: 'volunteer' },
    { residentId: 'served', role: 'volunteer' },
    { residentId: 'guest', role: 'participant' },
  ],
  requestedBy: 'elder',
} as const

describe('who says what about a shift', () => {
  it.each([
    ['served', true, false],
    ['guest', true, true],
    ['leader', false, false],
    ['deputy', false, false],
    ['elder', false, true],
    ['somebody', false, false],
  ])('%s: evaluates %s, thanks %s', (who, evaluates, thanks) => {
    expect([mayEvaluate(shift, who), mayThank(shift, who)]).toEqual([evaluates, thanks])
  })

  it('is about those who served, but for oneself', () => {
    expect([...evaluatedVolunteers(shift, 'leader')]).toEqual(['served'])
  })

  it.each([
    ['2026-11-21T02:29:59.999Z', false],
    ['2026-11-21T02:30:00.000Z', true],
    ['2026-12-04T15:59:59.999Z', true],
    ['2026-12-04T16:00:00.000Z', false],
  ])('is open at %s: %s', (at, open) => {
    expect(isOpenForEvaluation(shift.endsAt, '2026-12-04', new Date(at))).toBe(open)
  })

  it.each([
    ['excellent', 5],
    ['good', 4],
    ['fair', 3],
    ['poor', 2],
  ] as const)('%s is kept as %i and read back', (quality, score) => {
    expect([scoreOf(quality), qualityOf(score)]).toEqual([score, quality])
  })

  it('rounds an average to one decimal', () => {
    expect(averageOf(3, '4.6667')).toEqual({ count: 3, average: 4.7 })
    expect(averageOf(0, null)).toEqual({ count: 0, average: null })
  })
})

const communityId = '320102001001'
const complaint = {
  communityId,
  status: 'open' as const,
  firstLevel: 0,
  level: 0,
  accusedIds: ['leader'],
  byAccountId: 'teller',
  version: 1,
}
const as = (role: StaffRole, areaCode: string, residentIds: string[] = [], accountId = 'someone') => ({
  accountId,
  residentIds,
  posts: [{ role, areaCode }],
})

describe('who sees and answers a complaint', () => {
  it.each([
    ['community staff', as('community_staff', communityId), 0, 0, true, true],
    ['community staff, once it rose', as('community_staff', communityId), 0, 1, true, false],
    ['community staff, about themselves', as('community_staff', communityId), 1, 1, false, false],
    ['the street', as('community_staff', '320102001'), 1, 1, true, true],
    ['the dispatcher of the street', as('dispatcher', '320102001'), 0, 1, true, true],
    ['a dispatcher of the community', as('dispatcher', communityId), 0, 0, false, false],
    ['a grid worker', as('grid_worker', `${communityId}001`), 0, 0, false, false],
    ['another street', as('admin', '320102002'), 0, 0, false, false],
    ['the district, before it is there', as('admin', '320102'), 0, 1, true, true],
    ['the street, once it is with the district', as('admin', '320102001'), 0, 2, true, false],
    ['the accused with a post', as('admin', communityId, ['leader']), 0, 0, false, false],
    ['who complained, with a post', as('admin', communityId, [], 'teller'), 0, 0, false, false],
  ])('%s', (_, by, firstLevel, level, sees, answers) => {
    const facts = { ...complaint, firstLevel, level }
    expect([maySee(facts, by), mayAnswer(facts, by)]).toEqual([sees, answers])
  })

  it('is answered by nobody when it is answered', () => {
    expect(mayAnswer({ ...complaint, status: 'answered' }, as('admin', communityId))).toBe(false)
    expect(answersOn({ role: 'doctor', areaCode: communityId }, communityId, 0)).toBe(false)
  })
})

describe('where a complaint goes', () => {
  it.each([
    ['activity', 0],
    ['leader', 0],
    ['group', 0],
    ['staff', 1],
  ] as const)('about %s it begins on level %i', (about, level) => {
    expect(firstLevelOf(about)).toBe(level)
  })

  it.each([
    ['answered', 1, true, { ok: true, data: { status: 'closed', level: 0 } }],
    ['answered', 1, false, { ok: true, data: { status: 'open', level: 1 } }],
    ['answered', 2, false, { ok: false, code: 'conflict' }],
    ['open', 1, false, { ok: false, code: 'conflict' }],
    ['closed', 1, true, { ok: false, code: 'conflict' }],
  ] as const)('%s at version %i, satisfied %s', (status, version, satisfied, expected) => {
    expect(judge({ status, level: 0, version: 1 }, version, satisfied)).toEqual(expected)
  })

  it.each([
    [0, { level: 1, isLast: false }, 'answered'],
    [1, { level: 2, isLast: false }, 'answered'],
    [2, { level: 2, isLast: true }, 'closed'],
  ] as const)('from level %i', (level, next, status) => {
    expect(risen(level)).toEqual(next)
    expect(statusAfterAnswer(level)).toBe(status)
  })
})
