import { describe, expect, it } from 'vitest'
import { actedFor, actingWords, hasDesk, issuesCodes, postWords } from './records.ts'

const identity = { communityId: 'C', communityName: '', name: '', gridName: '', address: '', age: null }

describe('whom I act for', () => {
  it('leaves myself out', () => {
    const mother = { ...identity, residentId: 'M', relation: 'daughter' as const, scopes: ['book' as const] }
    const self = { ...identity, residentId: 'I', relation: 'self' as const, scopes: [] }
    expect(actedFor({ identities: [self, mother] })).toEqual([mother])
  })

  it('says what I may do for them, always in the same order', () => {
    expect(actingWords({ scopes: ['help', 'book'] })).toBe('能约服务、求助')
    expect(actingWords({ scopes: ['see'] })).toBe('能看记录')
  })
})

describe('posts', () => {
  it('are named by post and area', () => {
    expect(postWords({ postName: '三网格网格员', areaName: '梅园社区' })).toBe('梅园社区，三网格网格员')
    expect(postWords({ postName: '', areaName: '梅园社区' })).toBe('梅园社区')
    expect(postWords({ postName: '梅园社区 A 岗', areaName: '梅园社区' })).toBe('梅园社区 A 岗')
  })

  it('open the desk to those who answer calls, and codes only to those near the door', () => {
    expect(hasDesk([{ role: 'dispatcher' }])).toBe(true)
    expect(issuesCodes([{ role: 'dispatcher' }])).toBe(false)
    expect(issuesCodes([{ role: 'grid_worker' }])).toBe(true)
    expect([hasDesk([]), issuesCodes([])]).toEqual([false, false])
    expect([hasDesk([{ role: 'doctor' }]), issuesCodes([{ role: 'doctor' }])]).toEqual([false, false])
  })
})
