import type { Day } from '../time.ts'

/**
 * Citizen identity numbers (GB 11643-1999): six digits of a place, eight of the birth date, three of an order whose last
 * is odd for men, and a check character by ISO 7064 MOD 11-2. The numbers of residence permits for people from Hong
 * Kong, Macau and Taiwan, and of foreigners with permanent residence, are made the same way.
 */
const shape = /^[1-9]\d{16}[\dX]$/
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** As it is sent: without blanks, the last letter large. */
export function idNumberTyped(typed: string): string {
  return typed.replace(/\s/g, '').toUpperCase()
}

/**
 * The eighteenth character for these seventeen digits. It tells any one wrong character, and any two swapped that are
 * less than ten places apart.
 */
export function checkCharacterOf(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

/** What is wrong with a number; undefined when it can be somebody's. */
export function idNumberProblem(idNumber: string): 'shape' | 'birth_date' | 'check' | undefined {
  if (!shape.test(idNumber)) return 'shape'
  const day = birthDateIn(idNumber)
  if (Number(day.slice(0, 4)) < 1850 || !isDay(day)) return 'birth_date'
  return checkCharacterOf(idNumber.slice(0, 17)) === idNumber[17] ? undefined : 'check'
}

/** True for a day there is; never throws, whatever was typed. */
function isDay(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return date >= 1 && date <= (lengths[month - 1] ?? 0)
}

export function birthDateIn(idNumber: string): Day {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
}

export function sexIn(idNumber: string): 'female' | 'male' {
  return Number(idNumber[16]) % 2 === 1 ? 'male' : 'female'
}

/** `1****************X`: all that is ever shown of it. */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 1)}${'*'.repeat(idNumber.length - 2)}${idNumber.slice(-1)}`
}
