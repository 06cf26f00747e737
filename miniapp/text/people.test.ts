import { expect, it } from 'vitest'
import { actingWords, postWords } from './people.ts'

it('says what I may do for somebody, always in the same order', () => {
  expect(actingWords({ scopes: ['help', 'book'] })).toBe('能约服务、求助')
  expect(actingWords({ scopes: ['see'] })).toBe('能看记录')
})

it('names a post by area and post', () => {
  expect(postWords({ postName: '三网格网格员', areaName: '梅园社区' })).toBe('梅园社区，三网格网格员')
  expect(postWords({ postName: '', areaName: '梅园社区' })).toBe('梅园社区')
  expect(postWords({ postName: '梅园社区 A 岗', areaName: '梅园社区' })).toBe('梅园社区 A 岗')
})
