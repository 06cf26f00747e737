import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../commands/root.ts'

/** One file of the repository with what it imports. Paths are relative to the root, with `/`. */
export interface SourceFile {
  path: string
  text: string
  imports: readonly Import[]
}

export interface Import {
  /** As written. */
  specifier: string
  /** The file it means, for relative imports; otherwise the package name with its subpath. */
  target: string
  typeOnly: boolean
}

const folders = ['api', 'shared', 'miniapp', 'config']
const codeExtension = /\.(?:ts|tsx|mjs|cjs)$/

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')
}

const statement = /(?:^|[\n;])\s*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]*?\sfrom\s+)?['"]([^'"\n]+)['"]/g
const dynamic = /\b(?:import|require)\(\s*['"]([^'"\n]+)['"]\s*[,)]/g
const augmentation = /(?:^|\n)\s*declare module\s+['"](\.[^'"\n]+)['"]/g

/** Every module a file names: imports, re-exports, `import()`, `require()`, and type augmentations of a relative file. */
export function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text)
  const found: { specifier: string; typeOnly: boolean }[] = []
  for (const [, type, specifier = ''] of code.matchAll(statement)) found.push({ specifier, typeOnly: Boolean(type) })
  for (const [, specifier = ''] of code.matchAll(dynamic)) found.push({ specifier, typeOnly: false })
  for (const [, specifier = ''] of code.matchAll(augmentation)) found.push({ specifier, typeOnly: true })
  return found.map(({ specifier, typeOnly }) => ({ specifier, typeOnly, target: resolve(file, specifier) }))
}

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''))
}

/** All paths of the project's own folders, whatever their kind. */
export function allPaths(): string[] {
  return folders.flatMap((folder) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).map((entry) =>
          path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
        )
      : [],
  )
}

/** Every TypeScript and JavaScript file of the project. */
export function readTree(): SourceFile[] {
  const rootFiles = readdirSync(root).filter((name) => codeExtension.test(name))
  return [...rootFiles, ...allPaths().filter((file) => codeExtension.test(file))].map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    return { path: file, text, imports: importsOf(file, text) }
  })
}

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)
