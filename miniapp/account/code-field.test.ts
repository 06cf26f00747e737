import { describe, expect, it, vi } from 'vitest'
import { codeProblem, digitsOf } from './code-field.tsx'

vi.mock('@tarojs/components', () => ({}))
vi.mock('@tarojs/taro', () => ({ default: {} }))

describe('an entered code', () => {
  it('counts its digits only, however it was written down', () => {
    expect(digitsOf('1234 5678')).toBe('12345678')
    expect(codeProblem('1234-5678')).toBeUndefined()
  })

  it('says what is missing before anything is sent', () => {
    expect(codeProblem('')).toBe('请输入单子上的 8 个数字。')
    expect(codeProblem('1234 567')).toBe('要 8 个数字，现在是 7 个。')
    expect(codeProblem('123456789')).toBe('要 8 个数字，现在是 9 个。')
  })
})
