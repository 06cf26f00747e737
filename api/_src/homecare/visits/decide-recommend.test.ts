import { describe, expect, it } from 'vitest'
import { recommend, type Candidate, type Wish } from './decide-recommend.ts'

const wish: Wish = { category: 'bath', building: '3', wishedWorkerId: null, wishedGender: null, dialect: '' }

function candidate(over: Partial<Candidate> = {}): Candidate {
  return {
    resourceId: 'A',
    name: '周梅',
    skills: ['助浴'],
    dialects: [],
    gender: 'female',
    building: '7',
    isFree: true,
    isAway: false,
    wasLast: false,
    visitsThatDay: 1,
    ...over,
  }
}

const plain = candidate()
const other = (over: Partial<Candidate>) => candidate({ resourceId: 'B', name: '孙红', ...over })

/** Who comes first of the plain one (A) and the other (B), and a reason that is said. */
describe.each([
  ['no reason at all: the order of their ids', {}, {}, 'A', ['会助浴', '当天 1 趟'], []],
  ['asked for by name', { wishedWorkerId: 'B' }, {}, 'B', ['家里点名要的'], []],
  ['the same as last time', {}, { wasLast: true }, 'B', ['上次就是这位'], []],
  ['by name before last time', { wishedWorkerId: 'A' }, { wasLast: true }, 'A', ['上次就是这位'], []],
  ['without the skill', {}, { skills: ['助洁'], wasLast: true, building: '3' }, 'A', [], ['没做过助浴']],
  ['the skill by its code', {}, { skills: ['bath'], wasLast: true }, 'B', ['会助浴'], []],
  ['of the wished gender', { wishedGender: 'male' }, { gender: 'male' }, 'B', ['是男师傅'], []],
  [
    'not of the wished gender',
    { wishedGender: 'female' },
    { gender: 'male', wasLast: true },
    'A',
    [],
    ['家里要女师傅'],
  ],
  ['speaks the dialect', { dialect: '南京话' }, { dialects: ['南京话'] }, 'B', ['会说南京话'], []],
  ['in the same building', {}, { building: '3' }, 'B', ['就在同一栋'], []],
  ['next door', {}, { building: '5' }, 'B', ['离得近，在 5 栋'], []],
  ['far away', {}, { building: '12' }, 'A', [], ['离得远，在 12 栋']],
  ['a building without a number', {}, { building: '' }, 'A', ['会助浴'], []],
  ['an empty day', {}, { visitsThatDay: 0 }, 'B', ['当天还空着'], []],
  ['a full day', {}, { visitsThatDay: 5 }, 'A', [], ['当天已有 5 趟']],
  ['somewhere else at that time', {}, { isFree: false, wasLast: true }, 'A', [], ['这个时间有别的事']],
  ['away that day', {}, { isAway: true, wasLast: true }, 'A', [], ['当天请假']],
] as [string, Partial<Wish>, Partial<Candidate>, string, string[], string[]][])(
  '%s',
  (_, wished, different, first, good, bad) => {
    const ranked = recommend({ ...wish, ...wished }, [plain, other(different)])
    const b = ranked.find(({ resourceId }) => resourceId === 'B')
    it(`puts ${first} first`, () => expect(ranked[0]?.resourceId).toBe(first))
    it('says why', () => {
      expect(b?.good).toEqual(expect.arrayContaining(good))
      expect(b?.bad).toEqual(expect.arrayContaining(bad))
    })
  },
)

it('never puts somebody who is not free before somebody who is, whatever the reasons', () => {
  const perfect = other({ isFree: false, wasLast: true, building: '3', visitsThatDay: 0 })
  const unfit = candidate({ skills: [] })
  expect(recommend({ ...wish, wishedWorkerId: 'B' }, [perfect, unfit]).map(({ resourceId }) => resourceId)).toEqual([
    'A',
    'B',
  ])
})

it('gives the same order whatever order they come in', () => {
  const all = [plain, other({ wasLast: true }), candidate({ resourceId: 'C', visitsThatDay: 0 })]
  expect(recommend(wish, all.toReversed())).toEqual(recommend(wish, all))
})
