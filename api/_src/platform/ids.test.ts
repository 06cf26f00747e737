import { expect, test } from 'vitest'
import { decodeTime, isValid } from 'ulid'
import { newId } from './ids.ts'

test('is a ULID of the given time', () => {
  const at = Date.parse('2026-11-24T00:20:00.123Z')
  expect(isValid(newId(at))).toBe(true)
  expect(decodeTime(newId(at))).toBe(at)
})

test('is another each time, and later ones sort behind', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1))
  expect(new Set(ids).size).toBe(ids.length)
  expect(newId(1) < newId(2)).toBe(true)
  expect(newId(2 ** 40 - 1) < newId(2 ** 40)).toBe(true)
})

test('sorts in the order of making, within one millisecond too', () => {
  for (let at = 1; at <= 50; at += 1) {
    const ids = Array.from({ length: 2_000 }, () => newId(at))
    expect(ids).toEqual(ids.toSorted())
  }
})

test('uses every letter in every random place', () => {
  // The first place counts up, from its lower half.
  const ids = Array.from({ length: 4_000 }, (_, index) => newId(index))
  expect(new Set(ids.map((id) => id[10])).size).toBe(16)
  for (let place = 11; place < 26; place += 1) {
    expect(new Set(ids.map((id) => id[place])).size, `place ${place}`).toBe(32)
  }
})

test('of one millisecond says nothing of the next but where it counts', () => {
  const ids = Array.from({ length: 4_000 }, () => newId(1))
  for (let place = 14; place < 26; place += 1) {
    expect(new Set(ids.map((id) => id[place])).size, `place ${place}`).toBe(32)
  }
})
