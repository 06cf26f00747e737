import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { birthDateIn, checkCharacterOf, idNumberProblem, idNumberTyped, maskIdNumber, sexIn } from './id-number.ts'

const numbers = fc
  .record({
    place: fc.integer({ min: 100_000, max: 999_999 }),
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-24'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ place, day, order }) => {
    const digits = `${place}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return `${digits}${checkCharacterOf(digits)}`
  })

describe('identity numbers', () => {
  // The examples of GB 11643-1999 itself, and the number of the first look at the rule.
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['440524188001010022', '1880-01-01', 'female'],
  ])('%s is right', (idNumber, birthDate, sex) => {
    expect(idNumberProblem(idNumber)).toBeUndefined()
    expect(birthDateIn(idNumber)).toBe(birthDate)
    expect(sexIn(idNumber)).toBe(sex)
  })

  it.each([
    ['110105194912310021', 'check'],
    ['11010519491231002', 'shape'],
    ['11010519491231002XX', 'shape'],
    ['11010519491231002x', 'shape'],
    ['01010519491231002X', 'shape'],
    ['1101051949X2310021', 'shape'],
    ['110105194902300023', 'birth_date'],
    ['110105194913010023', 'birth_date'],
    ['110105194900010023', 'birth_date'],
    ['110105194912000023', 'birth_date'],
    ['110105194912400023', 'birth_date'],
    ['110105190002290023', 'birth_date'],
    ['110105100012310023', 'birth_date'],
    ['', 'shape'],
  ])('%s is wrong: %s', (idNumber, problem) => {
    expect(idNumberProblem(idNumber)).toBe(problem)
  })

  it('are right as they are made', () => {
    fc.assert(
      fc.property(numbers, (idNumber) => {
        expect(idNumberProblem(idNumber)).toBeUndefined()
      }),
    )
  })

  it('are found wrong with any one character changed', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.nat(17),
        fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'),
        (idNumber, place, character) => {
          fc.pre(idNumber[place] !== character)
          const changed = `${idNumber.slice(0, place)}${character}${idNumber.slice(place + 1)}`
          expect(idNumberProblem(changed)).toBeDefined()
        },
      ),
    )
  })

  it('are found wrong with two characters swapped, near each other as fingers swap them', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (idNumber, one, apart) => {
        const other = Math.min(17, one + apart)
        fc.pre(idNumber[one] !== idNumber[other])
        const characters = [...idNumber]
        characters[one] = idNumber[other] ?? ''
        characters[other] = idNumber[one] ?? ''
        expect(idNumberProblem(characters.join(''))).toBeDefined()
      }),
    )
  })

  it('show their first and last character and nothing else', () => {
    expect(maskIdNumber('320199199203040057')).toBe('3****************7')
    fc.assert(
      fc.property(numbers, (idNumber) => {
        expect(maskIdNumber(idNumber)).toMatch(/^\d\*{16}[\dX]$/)
      }),
    )
  })

  it('are taken with blanks and a small x', () => {
    expect(idNumberTyped(' 110105 19491231 002x ')).toBe('11010519491231002X')
  })
})
