import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runTool, tail } from './processes.ts'
import { root } from './root.ts'
import { Failure, type Progress } from './steps.ts'

/** The two things Taro makes of `miniapp/`. */
export type Target = 'weapp' | 'h5'

/** The file without which a build is not there. */
const entryFile: Record<Target, string> = { weapp: 'dist/weapp/app.json', h5: 'dist/h5/index.html' }

/** Folders and files whose content decides what Taro builds. */
const sourceFolders = ['miniapp', 'shared', 'config/taro']
const sourceFiles = ['config/index.ts', 'package-lock.json', 'tsconfig.json', 'babel.config.cjs', 'project.config.json']
/** Values of the environment that `config/index.ts` builds in. */
const buildEnvironment = ['API_BASE']

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function sourceHash(target: Target): string {
  const files = [
    ...sourceFolders.flatMap((folder) => filesBelow(path.join(root, folder))),
    ...sourceFiles.map((file) => path.join(root, file)),
  ]
  const hash = createHash('sha256').update(target)
  for (const name of buildEnvironment) hash.update(`${name}=${process.env[name] ?? ''}\n`)
  for (const file of files.toSorted()) {
    if (!existsSync(file) || !statSync(file).isFile() || /\.test\.tsx?$/.test(file)) continue
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const stampFile = (target: Target) => path.join(root, '.data', 'builds', target)

/** Builds one target with Taro into `dist/<target>`. */
export async function build(target: Target, progress: Progress): Promise<void> {
  const hash = sourceHash(target)
  const started = Date.now()
  const { code, output } = await runTool('taro', ['build', '--type', target], {
    env: { NODE_ENV: 'production', FORCE_COLOR: '0' },
  })
  const entry = path.join(root, entryFile[target])
  // Taro exits with 0 after some webpack errors, so a stale or missing entry file counts as a failure too.
  if (code !== 0 || !existsSync(entry) || statSync(entry).mtimeMs < started) {
    throw new Failure(
      `The ${target} build failed.\n${tail(output)}`,
      `Correct the source, then: npm run build:${target}`,
    )
  }
  mkdirSync(path.dirname(stampFile(target)), { recursive: true })
  writeFileSync(stampFile(target), hash)
  progress(`dist/${target}`)
}

/** Builds unless `dist/<target>` was made from exactly these sources. */
export async function buildIfChanged(target: Target, progress: Progress): Promise<void> {
  const stamp = existsSync(stampFile(target)) ? readFileSync(stampFile(target), 'utf8') : ''
  if (stamp === sourceHash(target) && existsSync(path.join(root, entryFile[target]))) progress('unchanged')
  else await build(target, progress)
}
