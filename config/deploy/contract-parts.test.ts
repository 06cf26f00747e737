import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../commands/root.ts'
import { withoutUnusedParts } from './contract-parts.ts'

test('leaves what a function reads of a row, and everything that is no row', () => {
  const { source, rows } = withoutUnusedParts(`
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
  expect(rows).toBe(2)
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
  const found = withoutUnusedParts(source)
  expect(found.rows).toBe(rowsThere)
  expect(found.source).not.toMatch(/summary:|roundTrips:/)
})
