import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../commands/processes.ts'
import { root } from '../commands/root.ts'

const weapp = path.join(root, 'dist/weapp')
const workshop = mkdtempSync(path.join(tmpdir(), 'linlitong-wxml-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

/** WeChat's own compilers. npm unpacks them without the right to be run, so a copy gets it. */
function official(name: 'wcc' | 'wcsc'): string {
  const system = { linux: 'linux', darwin: 'mac' }[process.platform as 'linux' | 'darwin']
  const copy = path.join(workshop, name)
  copyFileSync(path.join(root, 'node_modules/miniprogram-compiler/bin', system, name), copy)
  chmodSync(copy, 0o755)
  return copy
}

const filesWith = (folder: string, ...extensions: string[]) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => extensions.includes(path.extname(file)))
    .toSorted()

describe('WeChat’s official compilers', () => {
  const wcc = official('wcc')
  const wcsc = official('wcsc')

  test('accept every WXML and WXS file of the mini-program', async () => {
    const files = filesWith(weapp, '.wxml', '.wxs')
    expect(files.length).toBeGreaterThan(10)
    const { code, output } = await run(wcc, ['-d', ...files], { cwd: weapp })
    expect(code, output.slice(-2000)).toBe(0)
    expect(output).toContain('$gwx')
  })

  test('accept every WXSS file', async () => {
    const files = filesWith(weapp, '.wxss')
    expect(files.length).toBeGreaterThan(1)
    const { code, output } = await run(wcsc, ['-db', '-pc', '0', ...files], { cwd: weapp })
    expect(code, output.slice(-2000)).toBe(0)
  })

  test('refuse a broken file, so their consent means something', async () => {
    writeFileSync(path.join(workshop, 'broken.wxml'), '<view><text></view>')
    expect((await run(wcc, ['-d', 'broken.wxml'], { cwd: workshop })).code).not.toBe(0)
  })
})

describe('the compiled templates', () => {
  const base = readFileSync(path.join(weapp, 'base.wxml'), 'utf8')
  const tags = [...base.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)]
  const withTap = tags.filter(([, , attributes = '']) => /\s(?:bind|catch):?tap=/.test(attributes))

  test('hand a role and a label to every node that can be pressed', () => {
    expect(withTap.length).toBeGreaterThan(3)
    // Taro draws a node that has nothing but a class, a style and a tap with a shorter template. Whatever has a role has
    // more than that; that everything pressable has one is checked in the source and on the running pages.
    const bare = /^(?:\s+(?:style|class|bindtap|catchtap|id|data-sid)="[^"]*")+\s*$/
    const pressable = /^(?:view|text|button|image|picker|switch|input|textarea|scroll-view)$/
    const mute = withTap
      .filter(([, tag = '', attributes = '']) => pressable.test(tag) && !bare.test(attributes))
      .filter(
        ([, , attributes = '']) => !/\saria-role="\{\{/.test(attributes) || !/\saria-label="\{\{/.test(attributes),
      )
    expect(mute.map(([tag]) => tag.slice(0, 120))).toEqual([])
  })
})
