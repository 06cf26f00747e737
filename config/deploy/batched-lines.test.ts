import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { batchedLines } from './batched-lines.ts'

test('writes the lines of one turn together, in order, and nothing twice', async () => {
  const stream = new PassThrough()
  const written: string[] = []
  stream.on('data', (piece: Buffer) => written.push(piece.toString()))
  const write = batchedLines(stream)
  write('one')
  write('two')
  expect(written).toEqual([])
  await turn()
  await turn()
  write('three')
  await turn()
  await turn()
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
