import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Metafile, Plugin } from 'esbuild'
import { fontFiles } from '../../api/_src/records/certificates/paper/font-files.ts'

/** Where a bundle looks for its fonts: beside itself. */
const folder = 'fonts'

const namesFonts = /(?:^|[\\/])api[\\/]_src[\\/]records[\\/]certificates[\\/]paper[\\/]font-files\.ts$/

/** True for a bundle that writes certificates. */
export const writesPaper = ({ inputs }: Pick<Metafile, 'inputs'>) =>
  Object.keys(inputs).some((input) => namesFonts.test(input))

/** Nothing of a file's place on the machine that builds stays in the bundle. */
const besideTheBundle = `export const fontFiles = {${Object.entries(fontFiles)
  .map(([weight, file]) => `${weight}: new URL('./${folder}/${path.basename(file)}', import.meta.url)`)
  .join(', ')}}`

/** Lets a bundle find the fonts of certificates beside itself. `bringPaperFonts` puts them there. */
export const paperFontsBeside: Plugin = {
  name: 'paper fonts beside the bundle',
  setup(build) {
    build.onLoad({ filter: namesFonts }, () => ({
      contents: besideTheBundle,
      loader: 'js',
    }))
  },
}

/** Copies the fonts to where the bundle of this folder looks for them. */
export function bringPaperFonts(bundleFolder: string): void {
  mkdirSync(path.join(bundleFolder, folder), { recursive: true })
  for (const file of Object.values(fontFiles)) cpSync(file, path.join(bundleFolder, folder, path.basename(file)))
}
