import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../commands/root.ts'

export const weappFolder = path.join(root, 'dist/weapp')
export const h5Folder = path.join(root, 'dist/h5')

/** Bytes of what is downloaded before the first page shows. WeChat's own limit is 2 MB, ours leaves room to grow. */
export const mainPackageBudget = 600 * 1024
export const subpackageBudget = 2 * 1024 * 1024
/** Bytes of zipped JavaScript. */
export const firstLoadBudget = 180 * 1024

interface AppJson {
  subPackages?: { root: string }[]
  subpackages?: { root: string }[]
}

function filesOf(folder: string): { name: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:map|LICENSE\.txt)$/.test(entry.name))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return { name: path.relative(folder, file), bytes: statSync(file).size }
    })
}

const sum = (files: { bytes: number }[]) => files.reduce((total, { bytes }) => total + bytes, 0)

/** Bytes of the built mini-program's main package and of each subpackage. */
export function weappSizes(): { main: number; subpackages: Record<string, number> } {
  const app = JSON.parse(readFileSync(path.join(weappFolder, 'app.json'), 'utf8')) as AppJson
  const folders = (app.subPackages ?? app.subpackages ?? []).map((each) => each.root.replace(/\/$/, ''))
  const main = filesOf(weappFolder).filter(({ name }) => !folders.some((folder) => name.startsWith(`${folder}/`)))
  return {
    main: sum(main),
    subpackages: Object.fromEntries(folders.map((folder) => [folder, sum(filesOf(path.join(weappFolder, folder)))])),
  }
}

/** What the built browser pages load before home shows: the files, and their bytes when zipped. */
export function h5FirstLoad(): { entry: string[]; home: string[]; bytes: number } {
  const html = readFileSync(path.join(h5Folder, 'index.html'), 'utf8')
  const entry = [...html.matchAll(/<script[^>]+src="\/?([^"]+\.js)"/g)].map(([, file]) => file ?? '')
  const home = homeChunks(entry)
  const bytes = [...new Set([...entry, ...home])].reduce(
    (total, file) => total + gzipSync(readFileSync(path.join(h5Folder, file)), { level: 9 }).length,
    0,
  )
  return { entry, home, bytes }
}

/** The scripts that the entry asks for when the home page opens: `"home/index","load":… n.e(12) …` in Taro's routes. */
function homeChunks(entry: readonly string[]): string[] {
  const code = entry.map((file) => readFileSync(path.join(h5Folder, file), 'utf8')).join('\n')
  const [, loading = ''] = /"home\/index","?load"?:(.*?)\.then\(/.exec(code) ?? []
  const ids = [...loading.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => id ?? '')
  return filesOf(path.join(h5Folder, 'js'))
    .map(({ name }) => `js/${name}`)
    .filter((file) => ids.some((id) => file.startsWith(`js/${id}.`) && file.endsWith('.js')))
}
