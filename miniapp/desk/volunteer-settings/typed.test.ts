import { describe, expect, it } from 'vitest'
import { VolunteerSettings } from '../../../shared/volunteers/settings-schemas.ts'
import { defaultVolunteerSettings } from '../../../shared/volunteers/settings.ts'
import { numberFields, settingsFrom, typedOf, wrongIn } from './typed.ts'

const typed = typedOf(defaultVolunteerSettings)

describe('the settings as they are typed', () => {
  it('come back as they were', () => {
    expect(wrongIn(typed)).toEqual({})
    expect(settingsFrom(typed)).toEqual(defaultVolunteerSettings)
    const half = { ...defaultVolunteerSettings, mostMinutesPerDay: 450 }
    expect(typedOf(half).numbers.mostMinutesPerDay).toBe('7.5')
    expect(settingsFrom(typedOf(half))).toEqual(half)
  })

  it.each(numberFields)('$key keeps between its ends, and both ends are allowed by the contract', (field) => {
    const { key, least, most } = field
    for (const value of [least, most]) {
      const changed = { ...typed, numbers: { ...typed.numbers, [key]: String(value) } }
      expect(wrongIn(changed)).toEqual({})
      expect(VolunteerSettings.safeParse(settingsFrom(changed)).success).toBe(true)
    }
    for (const words of [String(least - 1), String(most + 1), '', '很多']) {
      expect(wrongIn({ ...typed, numbers: { ...typed.numbers, [key]: words } })).toHaveProperty(key)
    }
  })

  it.each([
    ['falls', ['100', '300', '200', '1000', '1500']],
    ['stands still', ['100', '100', '600', '1000', '1500']],
    ['is nothing', ['0', '300', '600', '1000', '1500']],
    ['is no number', ['100', '三百', '600', '1000', '1500']],
  ])('refuses a ladder of stars that %s', (_what, stars) => {
    expect(wrongIn({ ...typed, stars })).toHaveProperty('stars')
  })

  it('asks a recording unit for its name', () => {
    expect(wrongIn({ ...typed, isRecordingUnit: true })).toHaveProperty('unitName')
    expect(wrongIn({ ...typed, isRecordingUnit: true, unitName: '梅园社区居委会' })).toEqual({})
  })
})
