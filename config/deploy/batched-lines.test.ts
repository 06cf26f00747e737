import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { batchedLines } from './batched-lines.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('writes the lines of 20 ms together, in order, and nothing twice', () => {
  const stream = new PassThrough()
  const written: string[] = []
  stream.write = (piece: string) => written.push(piece) > 0
  const write = batchedLines(stream)
  write('one')
  write('two')
  expect(written).toEqual([])
  vi.advanceTimersByTime(20)
  write('three')
  vi.advanceTimersByTime(20)
  expect(written).toEqual(['one\ntwo\n', 'three\n'])
})

test('writes what waits when the process ends', () => {
  const stream = new PassThrough()
  const before = process.listeners('exit')
  batchedLines(stream)('last words')
  const [flush] = process.listeners('exit').filter((listener) => !before.includes(listener))
  flush?.(0)
  expect(String(stream.read())).toBe('last words\n')
})
