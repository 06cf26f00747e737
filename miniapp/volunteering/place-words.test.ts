import { expect, it } from 'vitest'
import { hindrances } from '../../shared/volunteering/places-contract.ts'
import { callWords, hindranceWords, keptWords, signUpWords, standingWords } from './place-words.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const limits = { leastAge: 18, mostMinutesPerDay: 480, restMinutes: 450 }

it('says for every hindrance what to do next, once', () => {
  for (const hindrance of hindrances) {
    const ofShift = hindranceWords({ hindrance, neededSkill: 'wheelchair' }, limits)
    const ofPerson = standingWords(hindrance)
    const isClosed = hindrance === 'shift_past' || hindrance === 'shift_closed'
    expect(
      [ofShift, ofPerson].filter((words) => words !== null),
      hindrance,
    ).toHaveLength(isClosed ? 0 : 1)
  }
  expect(standingWords(null)).toBeNull()
})

it('says the community’s own limits', () => {
  expect(hindranceWords({ hindrance: 'day_full', neededSkill: null }, limits)?.pill).toBe('那天满 8 小时了')
  expect(hindranceWords({ hindrance: 'rest_needed', neededSkill: null }, limits)?.line).toContain('中间要歇 7.5 小时')
  expect(hindranceWords({ hindrance: 'not_eligible', neededSkill: null }, limits)?.pill).toBe('要满 18 岁')
  expect(hindranceWords({ hindrance: 'skill_needed', neededSkill: 'wheelchair' }, limits)?.line).toContain('会推轮椅')
})

const kept = { places: 2, until: '2026-11-25T02:00:00.000Z' }
const waiting = { status: 'waiting' as const, waitingPosition: 1 }
it.each([
  ['is one of them', { kept: { ...kept, forMe: true }, placesLeft: 3, mine: null }, '您正好'],
  ['can only wait', { kept: { ...kept, forMe: false }, placesLeft: 0, mine: null }, '留到明天 10:00。您可以先候补'],
  ['waits', { kept: { ...kept, forMe: false }, placesLeft: 0, mine: waiting }, '明天 10:00还空着，就按候补的顺序补'],
])('says to who %s for whom places are kept', (_, shift, words) => {
  expect(keptWords(shift, now)).toContain(words)
})

it('says nothing of kept places to who has one, or finds one', () => {
  const mine = { status: 'confirmed' as const, waitingPosition: null }
  expect(keptWords({ kept: { ...kept, forMe: false }, placesLeft: 0, mine }, now)).toBeNull()
  expect(keptWords({ kept: { ...kept, forMe: false }, placesLeft: 1, mine: null }, now)).toBeNull()
  expect(keptWords({ kept: null, placesLeft: 0, mine: null }, now)).toBeNull()
})

it('asks volunteers and guests in their own words', () => {
  expect(signUpWords({ role: 'volunteer', placesLeft: 1 }).press).toBe('报名这一班')
  expect(signUpWords({ role: 'participant', placesLeft: 1 }).press).toBe('报名参加')
  expect(signUpWords({ role: 'participant', placesLeft: 0 }).choose).toBe('候补这班')
  expect(callWords(3, true, false)).toContain('还有 3 位没叫过的邻居')
})
