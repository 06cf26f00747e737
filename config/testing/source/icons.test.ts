import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { iconNames, iconsCss } from '../../taro/icons.ts'

const root = path.resolve(import.meta.dirname, '../../..')

it('keeps icons.css in step with its list and the library', () => {
  expect(fs.readFileSync(path.join(root, 'miniapp/ui/icons.css'), 'utf8')).toBe(iconsCss(root))
})

it('lists each icon once, and only icons that somebody shows', () => {
  const folders = ['miniapp', 'api/_src', 'shared', 'config/dev/demo']
  const text = folders
    .flatMap((folder) =>
      fs.readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, String(file))),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
  expect(new Set(iconNames).size).toBe(iconNames.length)
  expect(iconNames.filter((name) => !text.includes(`'${name}'`) && !text.includes(`"${name}"`))).toEqual([])
})
