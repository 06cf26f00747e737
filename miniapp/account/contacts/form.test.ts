import { describe, expect, it } from 'vitest'
import { Phone } from '../../../shared/schemas.ts'
import { phoneOf, problemsOf } from './form.ts'

const good = { name: '陈静', phone: '13812345621', address: '' }

describe('an emergency contact', () => {
  it('can be sent when name and telephone are there', () => {
    expect(problemsOf(good)).toEqual({})
  })

  it('says at each field what is wrong with it, all at once', () => {
    expect(problemsOf({ name: ' ', phone: '138', address: '' })).toEqual({ name: '请写上姓名。' })
    expect(Object.keys(problemsOf({ name: '', phone: '1381234', address: '路'.repeat(61) }))).toEqual([
      'name',
      'phone',
      'address',
    ])
    expect(problemsOf({ ...good, name: '字'.repeat(21) })).toEqual({ name: '姓名最多 20 个字。' })
  })

  it('agrees with the server on what can be dialled', () => {
    const typed = [
      '13812345621',
      '138 1234 5621',
      '138-1234-5621',
      '025-84412345',
      '025 84412345',
      '12345',
      '138',
      '1',
      '',
    ]
    const isDialled = (phone: string) => Phone.safeParse(phoneOf(phone)).success
    expect(typed.map((phone) => problemsOf({ ...good, phone }).phone === undefined)).toEqual(typed.map(isDialled))
    expect(typed.filter(isDialled)).toHaveLength(7)
  })
})
