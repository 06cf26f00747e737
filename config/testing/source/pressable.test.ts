import { describe, expect, test } from 'vitest'
import { jsxTags, mutePress } from './pressable.ts'
import { isTest, readTree } from './tree.ts'

describe('everything that can be pressed', () => {
  test('has a role and a label in the source of every page', () => {
    const pages = readTree().filter(({ path }) => /^miniapp\/.*\.tsx$/.test(path) && !isTest(path))
    const mute = pages.flatMap(({ path, text }) =>
      jsxTags(text).flatMap((tag) => {
        const reason = mutePress(tag)
        return reason ? [`${path}:${tag.line} <${tag.name}> ${reason}`] : []
      }),
    )
    expect(pages.length).toBeGreaterThan(0)
    expect(mute).toEqual([])
  })

  test.each([
    [`<View onClick={() => go('/a>b')} className="x" />`, 'has no role'],
    [`<View ariaRole="button" onClick={go}>`, 'has no label'],
    [`<View ariaRole='button' ariaLabel={label} onClick={() => { if (a > b) go() }}>`, undefined],
    [`<View className='card'>`, undefined],
    [`<button onClick={go}>`, undefined],
  ])('is judged rightly: %s', (code, reason) => {
    const [tag] = jsxTags(`(${code}`)
    expect(tag).toBeDefined()
    expect(tag && mutePress(tag)).toBe(reason)
  })
})
