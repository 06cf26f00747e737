import { expect, it } from 'vitest'
import { momentWords, whoWords } from './access.ts'

it('says who looked, by name and what they are', () => {
  expect(whoWords({ name: '李敏', post: '三网格网格员', relation: null })).toBe('李敏，三网格网格员')
  expect(whoWords({ name: '陈静', post: '', relation: 'daughter' })).toBe('陈静，女儿')
  expect(whoWords({ name: '', post: '', relation: 'neighbour' })).toBe('邻居')
  expect(whoWords({ name: '孙志强', post: '孙志强', relation: null })).toBe('孙志强')
})

it('says when, as people say it', () => {
  const now = new Date('2026-11-24T00:20:00.000Z')
  expect(momentWords('2026-11-24T00:05:00.000Z', now)).toBe('今天 8:05')
  expect(momentWords('2026-11-20T08:21:00.000Z', now)).toBe('11 月 20 日 星期五 16:21')
  expect(momentWords('2025-12-31T08:21:00.000Z', now)).toBe('2025 年 12 月 31 日 星期三 16:21')
})
