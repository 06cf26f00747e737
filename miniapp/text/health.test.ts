import { describe, expect, it } from 'vitest'
import type { CheckUpLine, MyCheckUp } from '../../shared/health/check-up-contract.ts'
import { healthPurposes, referralSteps } from '../../shared/health/lifecycle.ts'
import {
  agreementWords,
  agreeText,
  checkUpLine,
  daysWords,
  filterWords,
  invitationState,
  lineWords,
  nextWords,
  proxyWords,
  storyOf,
  termWords,
} from './health.ts'

describe('agreements', () => {
  it.each(healthPurposes)('%s says who sees it and what a withdrawal deletes', (purpose) => {
    const { note, end } = agreementWords[purpose]
    expect(note).toMatch(/只(有|给).*看.*收回.*一按就删。$/)
    expect(end).toContain('删')
  })

  it('are said by the person, for somebody who was asked, or read out', () => {
    expect(agreeText('check_up', 'self')).toBe('我同意记下体检的事')
    expect(agreeText('check_up', { name: '王秀英' })).toBe('我问过王秀英，同意记下体检的事')
    expect(agreeText('check_up', 'staff')).toBe('念给本人听过，同意记下体检的事')
  })
})

describe('check-ups', () => {
  const hours = { from: '07:30', to: '10:00' }
  it.each([
    [['2026-12-01'], '12 月 1 日 星期二，7:30–10:00'],
    [['2026-12-01', '2026-12-02'], '12 月 1 日、2 日，7:30–10:00'],
    [['2026-11-30', '2026-12-01'], '11 月 30 日、12 月 1 日，7:30–10:00'],
  ])('%s', (days, words) => {
    expect(daysWords({ days, ...hours })).toBe(words)
  })

  const mine: MyCheckUp = {
    checkUpId: '',
    title: '',
    place: '',
    bring: '',
    days: ['2026-12-01'],
    ...hours,
    answer: null,
    answeredByName: '',
    answeredRelation: null,
    attended: false,
    collected: false,
    over: false,
  }
  it.each([
    [{}, '来不来'],
    [{ answer: 'fetch' as const }, '要人接'],
    [{ over: true }, '结束了'],
    [{ attended: true, over: true }, '查过了'],
    [{ attended: true, collected: true }, '结果取了'],
  ])('%j', (over, words) => {
    expect(invitationState({ ...mine, ...over }).text).toBe(words)
  })

  it('says who is asked, and how far it has come', () => {
    const filter = { ageFrom: 65, ageTo: 120, livingAlone: true, focus: 'diabetes' as const, gridCode: null }
    expect(filterWords(filter, '三网格')).toBe('65 岁以上，一个人住的，糖尿病，三网格')
    expect(filterWords({ ...filter, ageFrom: 35, ageTo: 64, livingAlone: false, focus: null }, '')).toBe('35 到 64 岁')
    const counted = {
      ...mine,
      communityId: '',
      filter,
      ringAfterDays: 3,
      madeByName: '',
      invitedAt: null,
      invitedByName: '',
      people: 19,
      coming: 3,
      notComing: 2,
      fetch: 1,
      toRing: 0,
      attended: 0,
      collected: 0,
    }
    expect(checkUpLine({ ...counted, attended: 0 })).toBe('名单 19 人，还没请')
    const asked = { ...counted, invitedAt: '2026-11-24T00:00:00.000Z' }
    expect(checkUpLine(asked)).toBe('请了 19 人，来 4，不来 2')
    expect(checkUpLine({ ...asked, toRing: 5 })).toBe('请了 19 人，来 4，要打电话 5')
  })

  const line: CheckUpLine = {
    residentId: '',
    maskedName: '王*英',
    age: 82,
    address: '',
    dropped: false,
    answer: null,
    answeredByName: '',
    answeredRelation: null,
    mustRing: false,
    ringResult: null,
    ringNote: '',
    rungByName: '',
    agreed: false,
    attended: false,
    collected: false,
  }
  it.each([
    [{}, ''],
    [{ dropped: true }, '划掉了'],
    [{ answer: 'coming' as const, answeredRelation: 'daughter' as const }, '来，女儿代办'],
    [{ answer: 'coming' as const, answeredRelation: 'self' as const }, '来'],
    [{ answer: 'fetch' as const, rungByName: '赵雨桐', ringNote: '走不动' }, '要人接，赵雨桐打电话问的，走不动'],
    [{ ringResult: 'not_reached' as const, ringNote: '下午再打' }, '没打通，下午再打'],
  ])('%j', (over, words) => {
    expect(lineWords({ ...line, ...over })).toBe(words)
  })
})

it('says until when a doctor is signed, and who arranged it', () => {
  const doctor = { doctorId: '', name: '林芳', since: '', endsOn: '2027-05-07', endsSoon: false }
  expect(termWords(doctor)).toBe('签到 2027 年 5 月 7 日')
  expect(termWords({ ...doctor, endsSoon: true })).toBe('5 月 7 日就到期了')
  expect([proxyWords('son'), proxyWords('self'), proxyWords(null)]).toEqual(['儿子代办', '', '社区打电话记的'])
})

describe('a letter', () => {
  it('tells its story in plain words, newest first', () => {
    const at = '2026-11-24T02:00:00.000Z'
    const steps = referralSteps.map((kind) => ({ kind, at, byName: kind === 'given' ? '王秀英' : '林芳' }))
    const story = storyOf({ steps, doctorName: '林芳', result: '血压稳' })
    for (const { what } of story) expect(what).toMatch(/^[\u4e00-\u9fff，]+$/)
    expect(story.map(({ why }) => why).filter((why) => why.includes('血压稳'))).toEqual(['11 月 24 日，血压稳'])
    const inPerson = storyOf({ steps: [{ kind: 'given', at, byName: '林芳' }], doctorName: '林芳', result: '' })
    expect(inPerson[0]?.what).toBe('本人同意去，信交到手里了')
  })

  it('says what comes next', () => {
    expect(nextWords('answered', '2026-12-05')).toBe('12 月 5 日前后，医生会来问问您怎么样。')
    expect(nextWords('done', '2026-12-05')).toBe('')
  })
})
