import { describe, expect, it } from 'vitest'
import { maskName, maskPhone } from './masking.ts'

describe('maskName', () => {
  it.each([
    ['张三', '*三'],
    ['王小四', '王*四'],
    ['欧阳建国', '欧**国'],
    ['李', '*'],
    ['', ''],
    // 𠮷 lies outside the basic plane: one character, two code units
    ['𠮷田', '*田'],
    ['王𠮷四', '王*四'],
    ['阿卜杜拉·买买提', '阿******提'],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

describe('maskPhone', () => {
  it.each([
    ['15612345677', '156******77'],
    ['025-12345678', '025******78'],
    ['84512345', '******45'],
    ['12345', '***45'],
    ['', ''],
    [null, ''],
  ])('%s becomes %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })
})
