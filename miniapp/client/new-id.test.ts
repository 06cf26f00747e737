import { decodeTime, isValid } from 'ulid'
import { describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'

describe('newId', () => {
  it('is a ULID of its moment', () => {
    const now = Date.UTC(2026, 10, 22)
    const id = newId(now)
    expect(isValid(id)).toBe(true)
    expect(decodeTime(id)).toBe(now)
  })

  it('does not repeat within one millisecond', () => {
    const ids = Array.from({ length: 20_000 }, () => newId(1_000))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('sorts by time', () => {
    const ids = [newId(1_000), newId(2_000), newId(Date.UTC(2099, 0))]
    expect(ids.toSorted()).toEqual(ids)
  })
})
