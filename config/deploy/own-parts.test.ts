import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../commands/root.ts'
import { contractAlone, sourcesAlone } from './own-parts.ts'

test('leaves what a function reads of a row, and everything that is no row', () => {
  const { source, found } = contractAlone(`
    export const Lamp = z.object({ summary: z.string(), output: z.string() })
    export const lampContract = {
      'lamp.turn': command({
        summary: '开灯，“亮”',
        callers: ['account'],
        input: z.object({ output: z.string() }),
        output: Lamp,
        errors: ['conflict'],
        roundTrips: 3,
      }),
      'lamp.open': publicQuery({ summary: 'x', input: Lamp, output: z.object({ errors: z.array(Lamp) }), cacheSeconds: 30 }),
    } satisfies Contract`)
  expect(found).toBe(2)
  expect(source.replaceAll(/\s+/g, ' ').trim()).toBe(
    'export const Lamp = z.object({ summary: z.string(), output: z.string() }) ' +
      "export const lampContract = { 'lamp.turn': command({ callers: ['account'], input: z.object({ output: z.string() }), }), " +
      "'lamp.open': publicQuery({ input: Lamp, cacheSeconds: 30 }), } satisfies Contract",
  )
})

test('finds every row of a real contract', () => {
  const source = readFileSync(path.join(root, 'shared/inbox/contract.ts'), 'utf8')
  const rowsThere = source.match(/^ {2}'inbox\.\w+': /gm)?.length
  expect(rowsThere).toBeGreaterThan(0)
  const alone = contractAlone(source)
  expect(alone.found).toBe(rowsThere)
  expect(alone.source).not.toMatch(/summary:|roundTrips:/)
})

test('leaves of a background whom it tells of what', () => {
  const { source, found } = sourcesAlone(`
    export const lampBackground: Background = {
      sources: [lampSource],
      advances: { lamps: ({ db, now }) => turnOff(db, now), 'lamp report': advanceReport },
    }`)
  expect(found).toBe(1)
  expect(source.replaceAll(/\s+/g, ' ').trim()).toBe(
    'export const lampBackground: Background = { sources: [lampSource], }',
  )
})
