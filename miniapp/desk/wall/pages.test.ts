import { expect, test } from 'vitest'
import { pageAt, pagesOf } from './pages.ts'

test.each([
  [0, 0, [], 0],
  [4, 9, [0, 1, 2, 3], 1],
  [5, 0, [0, 1, 2, 3], 2],
  [5, 1, [4], 2],
  [5, 2, [0, 1, 2, 3], 2],
  [9, 2, [8], 3],
  [9, -1, [0, 1, 2, 3], 3],
])('of %i shifts turn %i shows %j', (count, turn, items, pages) => {
  const shifts = Array.from({ length: count }, (_, index) => index)
  expect(pageAt(pagesOf(shifts, 4), turn)).toMatchObject({ items, pages })
})
