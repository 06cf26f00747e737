import { expect, it } from 'vitest'
import { bellWave } from './bell-wave.ts'

it('is a WAV file that any phone plays, and not silent', () => {
  const bytes = Buffer.from(bellWave())
  expect(bytes.subarray(0, 4).toString()).toBe('RIFF')
  expect(bytes.subarray(8, 16).toString()).toBe('WAVEfmt ')
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
  expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44)
  const samples = [...bytes.subarray(44)]
  expect([Math.min(...samples) < 30, Math.max(...samples) > 226]).toEqual([true, true])
  expect(bytes.length).toBeLessThan(20_000)
})
