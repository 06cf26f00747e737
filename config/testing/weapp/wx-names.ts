import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Every function WeChat's `wx` has, as its own type definitions list them. */
export function wxNames(): string[] {
  const typings = path.dirname(createRequire(import.meta.url).resolve('miniprogram-api-typings/package.json'))
  const text = readFileSync(path.join(typings, 'types/wx/lib.wx.api.d.ts'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const [, wx = ''] = /\n {4}interface Wx \{\n([\s\S]*?)\n {4}\}/.exec(text) ?? []
  return [...new Set([...wx.matchAll(/^ {8}(\w+)[<(]/gm)].map(([, name = '']) => name))]
}
