import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../commands/root.ts'
import { allPaths, isTest, readTree, type SourceFile } from './tree.ts'

const tree = readTree()

/** Files nobody imports because a tool or a person starts them. */
function isEntry({ path: file }: SourceFile): boolean {
  return (
    isTest(file) ||
    !file.includes('/') ||
    /^api\/[^/]+\.ts$/.test(file) ||
    /^config\/(?:index\.ts|bootstrap\.mjs)$/.test(file) ||
    /^config\/migrations\/\d{4}-[\w-]+\.ts$/.test(file) ||
    /^miniapp\/app(?:\.config)?\.tsx?$/.test(file) ||
    file.endsWith('.d.ts')
  )
}

/** Where tools find files by a path in their configuration: package.json, Taro's page list, a spawned script. */
function isNamedBy(text: string, file: string): boolean {
  const withoutExtension = file.replace(/^miniapp\//, '').replace(/(?:\.config)?\.tsx?$/, '')
  return (
    text.includes(file) ||
    text.includes(`/${path.posix.basename(file)}'`) ||
    text.includes(`'${path.posix.basename(file)}'`) ||
    pageNames.has(withoutExtension)
  )
}

const pageNames = pagesOfMiniapp()

function pagesOfMiniapp(): Set<string> {
  const file = path.join(root, 'miniapp/app.config.ts')
  const names = new Set<string>()
  let subpackage = ''
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (const [, key, quoted = ''] of text.matchAll(/(root:\s*)?'([\w/-]+)'/g)) {
    if (key) subpackage = quoted
    names.add(quoted).add(`${subpackage}/${quoted}`)
  }
  names.add('custom-tab-bar/index')
  return names
}

/** `button.h5.tsx` stands for `button.tsx` in one build. */
const withoutPlatform = (file: string) => file.replace(/\.(?:h5|weapp)(\.\w+)$/, '$1')

describe('the house', () => {
  test('has no file above 400 lines', () => {
    const long = tree.filter(({ text }) => text.split('\n').length > 401).map((file) => file.path)
    expect(long).toEqual([])
  })

  test('has no folder for things without a name', () => {
    const unnamed = /(?:^|\/)(?:utils?|helpers?|commons?|types?|misc|lib)\//
    expect([...new Set(allPaths().filter((file) => unnamed.test(file)))]).toEqual([])
  })

  test('names its files in kebab-case', () => {
    const own = tree.map((file) => file.path).filter((file) => file.includes('/'))
    expect(own.filter((file) => !/^(?:[a-z0-9_]+[a-z0-9.-]*\/)*[a-z0-9]+[a-z0-9.-]*\.\w+$/.test(file))).toEqual([])
  })

  test('has no file that nothing uses', () => {
    // What only a test uses is unused, unless it was made for tests.
    const forTests = /\/(?:testing|dev|commands)\//
    const used = new Set(
      tree.flatMap((file) =>
        file.imports.map(({ target }) => target).filter((target) => !isTest(file.path) || forTests.test(target)),
      ),
    )
    const configuration = ['package.json', 'vercel.json', 'config/deploy/Dockerfile']
      .filter((file) => existsSync(path.join(root, file)))
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
    const unused = tree.filter((file) => {
      if (isEntry(file) || used.has(file.path) || used.has(withoutPlatform(file.path))) return false
      const others = tree.filter((other) => other !== file).map((other) => other.text)
      return ![...configuration, ...others].some((text) => isNamedBy(text, file.path))
    })
    expect(unused.map((file) => file.path)).toEqual([])
  })

  test('has no lint switched off, no unchecked type and no skipped test', () => {
    // Written with [x] so that this file does not find itself.
    const forbidden = [
      /@ts-(?:[i]gnore|[n]ocheck|[e]xpect-error)/,
      /(?:eslint|oxlint)-[d]isable/,
      /\b(?:test|it|describe)\.(?:[s]kip|[o]nly|[t]odo)\b/,
    ]
    expect(tree.filter(({ text }) => forbidden.some((pattern) => pattern.test(text))).map((file) => file.path)).toEqual(
      [],
    )
  })
})
