import { describe, expect, test } from 'vitest'
import { firstLoadBudget, h5FirstLoad, mainPackageBudget, subpackageBudget, weappSizes } from './bundle-sizes.ts'

describe('the mini-program', () => {
  const { main, subpackages } = weappSizes()

  test('downloads at most 600 KB before its first page', () => {
    expect(main).toBeGreaterThan(50 * 1024)
    expect(main).toBeLessThanOrEqual(mainPackageBudget)
  })

  test('has subpackages, each within WeChat’s 2 MB', () => {
    expect(Object.keys(subpackages).length).toBeGreaterThan(0)
    for (const [folder, bytes] of Object.entries(subpackages)) {
      expect(bytes, folder).toBeGreaterThan(0)
      expect(bytes, folder).toBeLessThanOrEqual(subpackageBudget)
    }
  })
})

describe('the browser pages', () => {
  test('load at most 180 KB of zipped JavaScript before home shows', () => {
    const { entry, home, bytes } = h5FirstLoad()
    expect(entry.length).toBeGreaterThan(0)
    expect(home.length).toBeGreaterThan(0)
    expect(bytes, [...entry, ...home].join(', ')).toBeLessThanOrEqual(firstLoadBudget)
  })
})
