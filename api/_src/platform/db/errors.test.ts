import { expect, test } from 'vitest'
import { DatabaseError, failureFrom, isDuplicate } from './errors.ts'

const statement = 'insert into `booking` (`id`) values (?)'
const errorOf = (errno: number, sentence: string) => new DatabaseError(failureFrom(errno, '23000', sentence), statement)

test.each([
  ['MySQL 8 writes the table before the key', "Duplicate entry 'x' for key 'booking.booking_live'", 'booking_live'],
  ['MariaDB writes the key alone', "Duplicate entry 'x' for key 'booking_live'", 'booking_live'],
  ['the primary key, MySQL 8', "Duplicate entry 'x' for key 'booking.PRIMARY'", 'PRIMARY'],
  ['a value that imitates the sentence', "Duplicate entry 'a' for key 'evil'' for key 'booking_live'", 'booking_live'],
])('names the key of a duplicate: %s', (_case, sentence, key) => {
  const error = errorOf(1062, sentence)
  expect(error.key).toBe(key)
  expect(isDuplicate(error)).toBe(true)
  expect(isDuplicate(error, key)).toBe(true)
  expect(isDuplicate(error, 'another')).toBe(false)
})

test('a check constraint has the same number and name from both servers', () => {
  const mysql = errorOf(3819, "Check constraint 'slot_taken' is violated.")
  const mariaDb = errorOf(4025, 'CONSTRAINT `slot_taken` failed for `db`.`slot`')
  for (const error of [mysql, mariaDb]) {
    expect(error).toMatchObject({ errno: 3819, key: 'slot_taken', checkViolated: true, duplicate: false })
  }
})

test('no value of a person stands in the message', () => {
  for (const [errno, sentence] of [
    [1062, "Duplicate entry '13800000000' for key 'account_phone'"],
    [1064, "You have an error in your SQL syntax near '13800000000'"],
    [1366, "Incorrect string value: '13800000000' for column 'phone'"],
  ] as const) {
    const error = errorOf(errno, sentence)
    expect(error.message).not.toContain('138')
    expect(error.message).toContain(statement)
    expect(error.cause).toBeUndefined()
  }
})

test('the name of a wrong column is said, for whoever mends it', () => {
  expect(errorOf(1054, "Unknown column 'taken' in 'SET'").message).toContain("Unknown column 'taken'")
})

test.each([
  [1213, { retryable: true, unavailable: false }],
  [1205, { retryable: true, unavailable: false }],
  [2013, { retryable: false, unavailable: true }],
  [1040, { retryable: false, unavailable: true }],
  [1062, { retryable: false, unavailable: false }],
])('%i means %o', (errno, meaning) => {
  expect(errorOf(errno, '')).toMatchObject(meaning)
})

test('another exception is no duplicate', () => {
  expect(isDuplicate(new Error("Duplicate entry 'x' for key 'PRIMARY'"))).toBe(false)
  expect(isDuplicate(undefined)).toBe(false)
})
