import { describe, expect, it } from 'vitest'
import { actedFor, hasDesk, hasHealthDesk, issuesCodes } from './rights.ts'

const identity = { communityId: 'C', communityName: '', name: '', gridName: '', address: '', age: null }

describe('whom I act for', () => {
  it('leaves myself out', () => {
    const mother = { ...identity, residentId: 'M', relation: 'daughter' as const, scopes: ['book' as const] }
    const self = { ...identity, residentId: 'I', relation: 'self' as const, scopes: [] }
    expect(actedFor({ identities: [self, mother] })).toEqual([mother])
  })
})

describe('posts', () => {
  it('open the desk to those who answer calls, and codes only to those near the door', () => {
    expect(hasDesk([{ role: 'dispatcher' }])).toBe(true)
    expect(issuesCodes([{ role: 'dispatcher' }])).toBe(false)
    expect(issuesCodes([{ role: 'grid_worker' }])).toBe(true)
    expect([hasDesk([]), issuesCodes([])]).toEqual([false, false])
    expect([hasDesk([{ role: 'doctor' }]), issuesCodes([{ role: 'doctor' }])]).toEqual([false, false])
    const health = (['doctor', 'community_staff', 'grid_worker', 'dispatcher'] as const).map((role) =>
      hasHealthDesk([{ role }]),
    )
    expect(health).toEqual([true, true, false, false])
  })
})
