import { expect, test } from 'vitest'
import { instantOf } from '../../shared/time.ts'
import { arrivalState, callWords, laneWords, turnWords } from './counter.ts'

const at = (time: string) => instantOf('2026-11-24', time).toISOString()

test('a number is called digit by digit', () => {
  expect(callWords('A012', '2 号窗口')).toBe('请 A 零一二 号，到 2 号窗口')
  expect(callWords('B105', '诊室')).toBe('请 B 一零五 号，到 诊室')
})

test.each([
  [{ status: 'waiting', ahead: 3, notBefore: null, window: null }, '前面还有 3 位'],
  [{ status: 'waiting', ahead: 0, notBefore: null, window: null }, '下一位就是您'],
  [{ status: 'waiting', ahead: 2, notBefore: at('09:30'), window: null }, '您约的是 9:30，到点就叫您'],
  [{ status: 'called', ahead: null, notBefore: null, window: '2 号窗口' }, '轮到您了，请到 2 号窗口'],
  [{ status: 'serving', ahead: null, notBefore: null, window: '2 号窗口' }, '正在 2 号窗口 给您办'],
  [{ status: 'not_there', ahead: null, notBefore: null, window: null }, '叫了您两次没在，这个号过了'],
] as const)('%o', (turn, words) => {
  expect(turnWords(turn)).toBe(words)
})

test('why a number stands where it stands', () => {
  expect(laneWords({ lane: 'booked', startsAt: at('09:00'), isLate: false, notThere: 0 })).toBe('约 9:00')
  expect(laneWords({ lane: 'booked', startsAt: at('09:00'), isLate: true, notThere: 0 })).toBe('约 9:00，来晚了')
  expect(laneWords({ lane: 'walk_in', startsAt: null, isLate: false, notThere: 0 })).toBe('现场取号')
  expect(laneWords({ lane: 'booked', startsAt: at('09:00'), isLate: false, notThere: 1 })).toBe('叫过，没在')
})

test('how a booking stands', () => {
  expect(arrivalState({ status: 'checked_in', way: 'line', number: 'A012' })).toBe('到了，A012')
  expect(arrivalState({ status: 'completed', way: 'pick_up', number: null })).toBe('取走了')
  expect(arrivalState({ status: 'missed', way: 'line', number: null })).toBe('没来')
})
