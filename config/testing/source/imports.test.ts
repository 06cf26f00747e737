import { describe, expect, test } from 'vitest'
import { endpoints } from '../../../shared/endpoints.ts'
import { functionOf, servingFunctions } from '../../deploy/functions.ts'
import { broken, impure, sliceIn } from './rules.ts'
import { importsOf, isTest, readTree } from './tree.ts'

const tree = readTree()

describe('the import table', () => {
  test('holds in every file of the project', () => {
    const wrong = tree.flatMap((file) =>
      file.imports.flatMap((imported) => {
        const reason = broken(file.path, imported)
        return reason ? [`${file.path} imports ${imported.specifier}: ${reason}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  test('every relative import means a file that is there, with its extension', () => {
    const known = new Set(tree.map((file) => file.path))
    const assets = /\.(?:css|json|svg|png|html)$/
    const wrong = tree
      .filter((file) => !isTest(file.path))
      .flatMap((file) =>
        file.imports
          .filter(({ specifier, target }) => specifier.startsWith('.') && !known.has(target) && !assets.test(target))
          .filter(({ target }) => !known.has(target.replace(/\.tsx?$/, '.h5$&')))
          .map(({ specifier }) => `${file.path}: ${specifier}`),
      )
    expect(wrong).toEqual([])
  })

  test.each(servingFunctions)('api/%s brings every slice that it answers', (name) => {
    const wanted = new Set(Object.keys(endpoints).map((endpoint) => endpoint.split('.')[0] ?? ''))
    const entry = tree.find((file) => file.path === `api/${name}.ts`)
    expect(entry?.imports.flatMap(({ target }) => sliceIn(target) ?? []).toSorted()).toEqual(
      [...wanted].filter((slice) => functionOf(slice) === name).toSorted(),
    )
  })

  test('shared and decide hold no clock and no chance', () => {
    expect(tree.flatMap((file) => (impure(file) ? [`${file.path}: ${impure(file)}`] : []))).toEqual([])
  })

  test.each([
    ['shared/booking/contract.ts', `import { z } from 'zod'`],
    ['shared/time.ts', `import { readFileSync } from 'node:fs'`],
    ['miniapp/booking/index.tsx', `import { raise } from '../help/raise.ts'`],
    ['miniapp/booking/index.tsx', `import type { Slot } from '../../api/_src/booking/tables.ts'`],
    ['miniapp/ui/button.tsx', `import { statusText } from '../booking/words.ts'`],
    ['miniapp/me/index.tsx', `import * as z from 'zod'`],
    ['api/_src/booking/decide.ts', `import type { Kysely } from 'kysely'`],
    ['api/_src/booking/decide.ts', `import { findSlot } from './store.ts'`],
    ['api/_src/booking/store.ts', `import { errorTable } from '../../../shared/errors.ts'`],
    ['api/_src/booking/store-slots.ts', `import { reply } from '../platform/http/reply.ts'`],
    ['api/_src/booking/handlers.ts', `import { sql } from 'kysely'`],
    ['api/_src/booking/handlers.ts', `import { findResident } from '../people/store.ts'`],
    ['api/_src/platform/db/open.ts', `import { helpSlice } from '../../help/index.ts'`],
    ['api/_src/help/handlers.ts', `const demo = await import('../../../config/dev/demo/load.ts')`],
    ['api/help.ts', `import { bookingSlice } from './_src/booking/slice.ts'`],
    ['api/index.ts', `import { helpSlice } from './_src/help/slice.ts'`],
    ['api/tick.ts', `import { helpSlice } from './_src/help/slice.ts'`],
    ['api/index.ts', `import { simulator } from '../config/dev/wechat-simulator/index.ts'`],
  ])('refuses in %s: %s', (file, code) => {
    const [imported] = importsOf(file, code)
    expect(imported && broken(file, imported)).toEqual(expect.any(String))
  })

  test.each([
    ['shared/booking/contract.ts', `import * as z from 'zod/mini'`],
    ['miniapp/booking/index.tsx', `import { Button } from '../ui/button.tsx'`],
    ['api/_src/booking/store.ts', `import type { Db } from '../platform/db/tables.ts'`],
    ['api/_src/booking/handlers.ts', `import { residentOf } from '../people/index.ts'`],
    ['api/_src/booking/decide.ts', `import { ok } from '../../../shared/result.ts'`],
    ['api/booking.ts', `import { bookingSlice } from './_src/booking/slice.ts'`],
    ['api/_src/booking/booking.test.ts', `import { call } from '../testing/call.ts'`],
  ])('allows in %s: %s', (file, code) => {
    const [imported] = importsOf(file, code)
    expect(imported).toBeDefined()
    expect(imported && broken(file, imported)).toBeUndefined()
  })

  test('sees a clock in a pure file', () => {
    expect(impure({ path: 'shared/time.ts', text: 'export const now = () => Date.now()' })).toBe('Date.now(')
    expect(impure({ path: 'api/_src/help/decide.ts', text: 'const id = Math.random()' })).toBe('Math.random(')
    expect(impure({ path: 'api/_src/help/handlers.ts', text: 'Date.now()' })).toBeUndefined()
  })
})
