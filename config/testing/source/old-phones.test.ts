import { expect, test } from 'vitest'
import { laterThan2017 } from '../later-than-2017.ts'
import { isTest, readTree, type SourceFile } from './tree.ts'

/** Names too common to tell from others in the source: the compiled mini-program is run without them. */
const tooCommon = new Set(['with', 'description', 'any', 'try', 'union'])

const patterns = laterThan2017
  .map((name) => name.split('.'))
  .filter((parts) => !tooCommon.has(parts.at(-1) ?? ''))
  .map((parts) => {
    const last = parts.at(-1) ?? ''
    if (parts.length === 1) return new RegExp(`\\b(?:new )?${last}\\b[.(]`)
    return parts.includes('prototype') ? new RegExp(`\\.${last}\\(`) : new RegExp(`\\b${parts.join('\\.')}\\b`)
  })

/** Everything that runs on the phone: the pages, and what they take from `shared` at run time. */
function onThePhone(tree: readonly SourceFile[]): SourceFile[] {
  const known = new Map(tree.map((file) => [file.path, file]))
  const found = new Set(tree.filter(({ path }) => /^miniapp\/.*\.tsx?$/.test(path) && !isTest(path)))
  for (const file of found) {
    for (const { target, typeOnly } of file.imports) {
      const imported = known.get(target)
      if (imported && !typeOnly) found.add(imported)
    }
  }
  return [...found].filter(({ path }) => path !== 'miniapp/client/fake-phone.ts')
}

test('nothing that runs on a phone calls what an old phone has not', () => {
  const files = onThePhone(readTree())
  expect(files.length).toBeGreaterThan(50)
  const wrong = files.flatMap(({ path, text }) => {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    return patterns.flatMap((pattern) => {
      const [words] = pattern.exec(code) ?? []
      return words === undefined ? [] : [`${path}: ${words}`]
    })
  })
  expect(wrong).toEqual([])
})
