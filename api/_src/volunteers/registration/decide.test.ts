import { describe, expect, it } from 'vitest'
import { volunteerNumberOf } from './decide.ts'

describe('volunteerNumberOf', () => {
  it('makes volunteer numbers of eight digits that depend on chance alone', () => {
    const timeA = '01KAMS0000'
    const timeB = '01KZZZ9999'
    const chance = 'ABCDEF0123456789'
    expect(volunteerNumberOf(timeA + chance)).toMatch(/^\d{8}$/)
    expect(volunteerNumberOf(timeA + chance)).toBe(volunteerNumberOf(timeB + chance))
    expect(volunteerNumberOf(`${timeA}ABCDEF012345678A`)).not.toBe(volunteerNumberOf(timeA + chance))
  })
})
