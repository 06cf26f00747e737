import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { root } from '../commands/root.ts'

const weapp = path.join(root, 'dist/weapp')
const h5 = path.join(root, 'dist/h5')

/** Bytes of what is downloaded before the first page shows. WeChat's own limit is 2 MB, ours leaves room to grow. */
const mainPackageBudget = 600 * 1024
const subpackageBudget = 2 * 1024 * 1024
const firstLoadBudget = 180 * 1024

interface AppJson {
  subPackages?: { root: string }[]
  subpackages?: { root: string }[]
}

const app = JSON.parse(readFileSync(path.join(weapp, 'app.json'), 'utf8')) as AppJson
const subpackages = (app.subPackages ?? app.subpackages ?? []).map((each) => each.root.replace(/\/$/, ''))

function filesOf(folder: string): { name: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:map|LICENSE\.txt)$/.test(entry.name))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return { name: path.relative(folder, file), bytes: statSync(file).size }
    })
}

const sum = (files: { bytes: number }[]) => files.reduce((total, { bytes }) => total + bytes, 0)

describe('the mini-program', () => {
  test('downloads at most 600 KB before its first page', () => {
    const main = filesOf(weapp).filter(({ name }) => !subpackages.some((folder) => name.startsWith(`${folder}/`)))
    expect(main.length).toBeGreaterThan(5)
    expect(sum(main)).toBeLessThanOrEqual(mainPackageBudget)
  })

  test('has subpackages, each within WeChat’s 2 MB', () => {
    expect(subpackages.length).toBeGreaterThan(0)
    for (const folder of subpackages) {
      const bytes = sum(filesOf(path.join(weapp, folder)))
      expect(bytes, folder).toBeGreaterThan(0)
      expect(bytes, folder).toBeLessThanOrEqual(subpackageBudget)
    }
  })
})

describe('the browser pages', () => {
  test('load at most 180 KB of zipped JavaScript before home shows', () => {
    const html = readFileSync(path.join(h5, 'index.html'), 'utf8')
    const entry = [...html.matchAll(/<script[^>]+src="\/?([^"]+\.js)"/g)].map(([, file]) => file ?? '')
    expect(entry.length).toBeGreaterThan(0)
    const home = homeChunks(entry)
    expect(home.length).toBeGreaterThan(0)
    const files = [...new Set([...entry, ...home])]
    const bytes = files.reduce(
      (total, file) => total + gzipSync(readFileSync(path.join(h5, file)), { level: 9 }).length,
      0,
    )
    expect(bytes, files.join(', ')).toBeLessThanOrEqual(firstLoadBudget)
  })
})

/** The scripts that the entry asks for when the home page opens: `"home/index","load":… n.e(12) …` in Taro's routes. */
function homeChunks(entry: readonly string[]): string[] {
  const code = entry.map((file) => readFileSync(path.join(h5, file), 'utf8')).join('\n')
  const [, loading = ''] = /"home\/index","?load"?:(.*?)\.then\(/.exec(code) ?? []
  const ids = [...loading.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => id ?? '')
  return filesOf(path.join(h5, 'js'))
    .map(({ name }) => `js/${name}`)
    .filter((file) => ids.some((id) => file.startsWith(`js/${id}.`) && file.endsWith('.js')))
}
