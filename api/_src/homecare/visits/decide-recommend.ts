import { careCategories, type CareCategory } from '../../../../shared/homecare/categories.ts'

/** What a visit asks of whoever goes. */
export interface Wish {
  category: CareCategory
  building: string
  wishedWorkerId: string | null
  wishedGender: 'female' | 'male' | null
  dialect: string
}

/** A worker on the day of the visit. */
export interface Candidate {
  resourceId: string
  name: string
  skills: readonly string[]
  dialects: readonly string[]
  gender: 'female' | 'male' | null
  building: string
  isFree: boolean
  isAway: boolean
  /** Was with this resident the last time. */
  wasLast: boolean
  /** Other visits on that day. */
  visitsThatDay: number
}

export interface Recommended {
  resourceId: string
  name: string
  isFree: boolean
  fits: boolean
  score: number
  good: string[]
  bad: string[]
}

/** What each reason weighs. Somebody who lacks the skill or is not of the wished gender never comes before one who fits. */
export const weights = {
  wished: 40,
  skill: 30,
  last: 20,
  gender: 15,
  dialect: 10,
  sameBuilding: 10,
  near: 6,
  emptyDay: 8,
  visit: -2,
  far: -6,
} as const

/** Buildings with numbers so close are next to each other. */
const nearBy = 2
const farAway = 8
const manyVisits = 4

const genderWords = { female: '女师傅', male: '男师傅' } as const

/** The rule of sending somebody: who fits and is free first, then by the reasons, then by who has less to do that day. */
export function recommend(wish: Wish, candidates: readonly Candidate[]): Recommended[] {
  return candidates.map((candidate) => weigh(wish, candidate)).toSorted(byWorth)
}

function byWorth(one: Recommended, other: Recommended): number {
  return (
    Number(other.isFree && other.fits) - Number(one.isFree && one.fits) ||
    Number(other.isFree) - Number(one.isFree) ||
    other.score - one.score ||
    (one.resourceId < other.resourceId ? -1 : 1)
  )
}

function weigh(wish: Wish, candidate: Candidate): Recommended {
  const good: string[] = []
  const bad: string[] = []
  let score = 0
  const plus = (weight: number, words: string) => {
    score += weight
    good.push(words)
  }
  const minus = (weight: number, words: string) => {
    score += weight
    bad.push(words)
  }
  const { name: wanted } = careCategories[wish.category]
  const hasSkill = candidate.skills.includes(wish.category) || candidate.skills.includes(wanted)
  const isOfGender = wish.wishedGender === null || candidate.gender === wish.wishedGender

  if (candidate.resourceId === wish.wishedWorkerId) plus(weights.wished, '家里点名要的')
  if (candidate.wasLast) plus(weights.last, '上次就是这位')
  if (hasSkill) plus(weights.skill, `会${wanted}`)
  else minus(0, `没做过${wanted}`)
  if (wish.wishedGender !== null) {
    if (isOfGender) plus(weights.gender, `是${genderWords[wish.wishedGender]}`)
    else minus(0, `家里要${genderWords[wish.wishedGender]}`)
  }
  if (wish.dialect !== '' && candidate.dialects.includes(wish.dialect)) {
    plus(weights.dialect, `会说${wish.dialect}`)
  }
  const steps = distance(wish.building, candidate.building)
  if (steps === 0) plus(weights.sameBuilding, '就在同一栋')
  else if (steps !== undefined && steps <= nearBy) plus(weights.near, `离得近，在 ${candidate.building} 栋`)
  else if (steps !== undefined && steps >= farAway) minus(weights.far, `离得远，在 ${candidate.building} 栋`)
  score += candidate.visitsThatDay * weights.visit
  if (candidate.visitsThatDay === 0) plus(weights.emptyDay, '当天还空着')
  else if (candidate.visitsThatDay >= manyVisits) bad.push(`当天已有 ${candidate.visitsThatDay} 趟`)
  else good.push(`当天 ${candidate.visitsThatDay} 趟`)
  if (candidate.isAway) bad.unshift('当天请假')
  else if (!candidate.isFree) bad.unshift('这个时间有别的事')

  const { resourceId, name } = candidate
  return {
    resourceId,
    name,
    isFree: candidate.isFree && !candidate.isAway,
    fits: hasSkill && isOfGender,
    score,
    good,
    bad,
  }
}

/** Buildings are numbered along the streets: the difference of the numbers is how far it is. Unknown without numbers. */
function distance(one: string, other: string): number | undefined {
  const [from, to] = [Number.parseInt(one, 10), Number.parseInt(other, 10)]
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : Math.abs(from - to)
}
