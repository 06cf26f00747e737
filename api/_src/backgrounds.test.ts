import { expect, it } from 'vitest'
import { promptBackgrounds, volunteerBackgrounds } from './backgrounds.ts'
import { slices } from './slices.ts'

it('every slice with something to do on a tick is in one of the two', () => {
  const both = [...promptBackgrounds, ...volunteerBackgrounds]
  expect(new Set(both).size).toBe(both.length)
  expect(new Set(both)).toEqual(new Set(slices.flatMap(({ background }) => background ?? [])))
})
