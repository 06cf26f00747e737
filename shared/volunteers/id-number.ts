import { addDays, type Day } from '../time.ts'

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

/** The eighteenth character for these seventeen digits. Finds one wrong character, and any two that changed places. */
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

const isDay = (day: string) => {
  const month = Number(day.slice(5, 7))
  return month >= 1 && month <= 12 && Number(day.slice(8)) >= 1 && addDays(day, 0) === day
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
