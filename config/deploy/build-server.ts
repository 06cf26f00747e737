import { rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { assertPinnedNode, root } from '../commands/root.ts'
import { explain, step } from '../commands/steps.ts'
import { bringPaperFonts, paperFontsBeside } from './paper-fonts.ts'

/** What the container runs; what it loads only when it is needed lies beside it. */
export const serverFolder = path.join(root, 'dist/server')
export const serverFile = path.join(serverFolder, 'index.mjs')

/** Bundles `config/deploy/server.ts` with everything it needs into one folder: the container holds no node_modules. */
export async function buildServer(): Promise<void> {
  rmSync(serverFolder, { recursive: true, force: true })
  await build({
    entryPoints: [{ in: path.join(root, 'config/deploy/server.ts'), out: 'index' }],
    outdir: serverFolder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    // mysql2 is CommonJS and asks for node's own modules with require().
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [paperFontsBeside],
    absWorkingDir: root,
    logLevel: 'silent',
  })
  bringPaperFonts(serverFolder)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  assertPinnedNode()
  try {
    await step('Bundle the server into dist/server', () => buildServer())
  } catch (error) {
    explain(error)
    process.exitCode = 1
  }
}
