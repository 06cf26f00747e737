import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { assertPinnedNode, root } from '../commands/root.ts'
import { explain, step } from '../commands/steps.ts'

/** The one file that the container runs. */
export const serverFile = path.join(root, 'dist/server/index.mjs')

/** Bundles `config/deploy/server.ts` with everything it needs into one file: the container holds no node_modules. */
export async function buildServer(): Promise<void> {
  await build({
    entryPoints: [path.join(root, 'config/deploy/server.ts')],
    outfile: serverFile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    // mysql2 is CommonJS and asks for node's own modules with require().
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    absWorkingDir: root,
    logLevel: 'silent',
  })
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
