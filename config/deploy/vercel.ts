import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle, type Metafile } from 'esbuild'
import { buildIfChanged } from '../commands/build.ts'
import { assertPinnedNode, root } from '../commands/root.ts'
import { explain, step } from '../commands/steps.ts'
import {
  crons,
  type FunctionName,
  functionNames,
  isScheduled,
  maxDuration,
  namedFunctions,
  scheduledFunctions,
} from './functions.ts'
import { immutableCache, originOf, revalidatedCache, securityHeadersFor } from './headers.ts'
import { openApiHeaders, openApiPath, writeOpenApi } from './openapi.ts'
import { leaveOutOwnParts } from './own-parts.ts'
import { leaveOutUnusedKysely } from './kysely-parts.ts'
import { bringPaperFonts, paperFontsBeside, writesPaper } from './paper-fonts.ts'

export const outputFolder = path.join(root, '.vercel/output')

export const functionFile = (name: FunctionName) => path.join(outputFolder, 'functions/api', `${name}.func/index.mjs`)

/** Where a bundle's parts are recorded, for the test that looks for what must not be in it. Not part of the upload. */
export const metafile = (name: FunctionName) => path.join(root, '.vercel/metafiles', `${name}.json`)

export interface Route {
  src?: string
  dest?: string
  headers?: Readonly<Record<string, string>>
  continue?: boolean
  handle?: 'filesystem'
}

/**
 * The routes of the deployment, first match wins. Functions are found by the slices they answer; every other address
 * of `/api/` goes to the index function, which answers unknown ones in JSON. The bucket for files is known when this
 * is built: `FILES_ENDPOINT`.
 */
export const routes: readonly Route[] = [
  ...scheduledFunctions.map((name) => ({ src: `^/api/${name}$`, dest: `/api/${name}` })),
  { src: '^/api/openapi\\.json$', headers: openApiHeaders, dest: openApiPath },
  ...namedFunctions.map(({ name, slices }) => ({
    src: `^/api/(?:${slices.join('|')})\\.[A-Za-z]+$`,
    dest: `/api/${name}`,
  })),
  { src: '^/api(?:/.*)?$', dest: '/api/index' },
  { src: '^/(?:js|css)/.*$', headers: { 'cache-control': immutableCache }, continue: true },
  { src: '^/(?:[^.]*|index\\.html)$', headers: { 'cache-control': revalidatedCache }, continue: true },
  { src: '^/.*$', headers: securityHeadersFor(originOf(process.env['FILES_ENDPOINT'])), continue: true },
  { handle: 'filesystem' },
  // Pages of the browser build have real addresses; a missing file with an extension stays a 404.
  { src: '^/[^.]*$', dest: '/index.html' },
]

async function bundleFunction(name: FunctionName): Promise<Metafile> {
  const result = await bundle({
    entryPoints: [{ in: path.join(root, 'api', `${name}.ts`), out: 'index' }],
    outdir: path.dirname(functionFile(name)),
    outExtension: { '.js': '.mjs' },
    // What is imported only when it is needed lies beside, and no cold start reads it.
    splitting: true,
    chunkNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    // Chinese as it is: escaped it would be twice as long.
    charset: 'utf8',
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [leaveOutUnusedKysely, paperFontsBeside, ...(isScheduled(name) ? [] : [leaveOutOwnParts])],
    absWorkingDir: root,
    logLevel: 'silent',
  })
  return result.metafile
}

function writeJson(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`)
}

/** Writes the functions below `.vercel/output/functions`; the test of the bundles needs nothing more. */
export async function writeFunctions(): Promise<void> {
  rmSync(path.join(outputFolder, 'functions'), { recursive: true, force: true })
  const regions = (process.env.VERCEL_REGIONS ?? 'hkg1').split(',').map((region) => region.trim())
  for (const name of functionNames) {
    const parts = await bundleFunction(name)
    writeJson(metafile(name), parts)
    if (writesPaper(parts)) bringPaperFonts(path.dirname(functionFile(name)))
    writeJson(path.join(path.dirname(functionFile(name)), '.vc-config.json'), {
      runtime: 'nodejs24.x',
      handler: 'index.mjs',
      launcherType: 'Nodejs',
      shouldAddHelpers: false,
      architecture: 'x86_64',
      maxDuration: maxDuration[name],
      regions,
    })
  }
}

/** Writes routes, cron, the static pages and the description of the API. */
export function writeSite(): void {
  rmSync(path.join(outputFolder, 'static'), { recursive: true, force: true })
  cpSync(path.join(root, 'dist/h5'), path.join(outputFolder, 'static'), {
    recursive: true,
    filter: (source) => !source.endsWith('.map') && !source.endsWith('.LICENSE.txt'),
  })
  writeOpenApi(path.join(outputFolder, 'static'))
  writeJson(path.join(outputFolder, 'config.json'), {
    version: 3,
    routes,
    crons,
  })
}

async function main(): Promise<void> {
  assertPinnedNode()
  try {
    await step('Build h5', (progress) => buildIfChanged('h5', progress))
    await step('Bundle the functions', async (progress) => {
      await writeFunctions()
      progress(functionNames.map((name) => `api/${name}`).join(', '))
    })
    await step('Write .vercel/output', async () => writeSite())
    if (!existsSync(path.join(root, '.vercel/project.json'))) {
      console.log('Next: npx vercel link, then npx vercel deploy --prebuilt')
    } else console.log('Next: npx vercel deploy --prebuilt')
  } catch (error) {
    explain(error)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
