import { expect, it } from 'vitest'
import { actingWords, lentWords, postWords } from './people.ts'

it('says what I may do for somebody, always in the same order', () => {
  expect(actingWords({ scopes: ['help', 'book'] })).toBe('能约服务、求助')
  expect(actingWords({ scopes: ['see'] })).toBe('能看记录')
  expect(actingWords({ scopes: ['come', 'key', 'help'] })).toBe('能求助，按了求助会叫您，您有备用钥匙')
  expect(lentWords(['come'])).toBe('您按求助也叫他')
  expect(lentWords(['book', 'key'])).toBe('能替您约服务，有备用钥匙')
})

it('names a post by area and post', () => {
  expect(postWords({ postName: '三网格网格员', areaName: '梅园社区' })).toBe('梅园社区，三网格网格员')
  expect(postWords({ postName: '', areaName: '梅园社区' })).toBe('梅园社区')
  expect(postWords({ postName: '梅园社区 A 岗', areaName: '梅园社区' })).toBe('梅园社区 A 岗')
})
