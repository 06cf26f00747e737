import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { findServerBinaries, MissingServerError } from '../dev/server-binaries.ts'
import { run } from './processes.ts'
import { Failure, type Progress } from './steps.ts'

/** A system program the commands need, by the names it has on different systems and the Debian package that brings it. */
export interface Program {
  title: string
  names: readonly string[]
  debianPackage: string
  elsewhere: string
}

export const chromium: Program = {
  title: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  debianPackage: 'chromium',
  elsewhere: 'brew install --cask chromium (macOS), dnf install chromium (Fedora)',
}

const extraFolders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** The full path of the first program of these names that can be executed. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...extraFolders].filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // not in this folder
      }
    }
  }
  return undefined
}

function canUseApt(): boolean {
  return process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined
}

/** Installs Debian packages without a question asked. Only for root on a Debian-like system. */
async function aptInstall(packages: readonly string[], progress: Progress): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, onLine: (line: string) => progress(line.slice(0, 90)) }
  progress('apt-get update')
  await run('apt-get', ['update', '-q'], options)
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
    options,
  )
  if (code !== 0) {
    const reason = output.split('\n').filter((line) => /^(E|W):/.test(line))
    throw new Failure(
      `apt-get could not install ${packages.join(', ')}.\n${reason.join('\n')}`,
      'Install it by hand and try again.',
    )
  }
}

function missing(title: string, debianPackage: string, elsewhere: string): Failure {
  return new Failure(
    `${title} is not installed, and only root on a Debian-like system can have it installed from here.`,
    `Run: sudo apt-get install ${debianPackage}   or elsewhere: ${elsewhere}`,
  )
}

/** The path of a program; installs its package when it is missing and that is possible. */
export async function ensureProgram(program: Program, progress: Progress): Promise<string> {
  const found = findProgram(program.names)
  if (found) return found
  if (!canUseApt()) throw missing(program.title, program.debianPackage, program.elsewhere)
  await aptInstall([program.debianPackage], progress)
  const installed = findProgram(program.names)
  if (installed) return installed
  throw missing(program.title, program.debianPackage, program.elsewhere)
}

/** Makes sure that a MariaDB or MySQL server is installed. Only the program: its system service is never used. */
export async function ensureDatabaseServer(progress: Progress): Promise<void> {
  try {
    await findServerBinaries()
    return
  } catch (error) {
    if (!(error instanceof MissingServerError)) throw error
    if (!canUseApt()) throw new Failure('No MariaDB or MySQL server was found.', error.instruction)
  }
  await aptInstall(['mariadb-server'], progress)
  await findServerBinaries()
}

/** Makes sure that Chinese text is drawn with real glyphs: without such a font every screenshot is a row of boxes. */
export async function ensureChineseFont(progress: Progress): Promise<void> {
  const { code, output } = await run('fc-list', [':lang=zh-cn', 'family'])
  if (code === 0 && output.trim()) return
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return
  if (!canUseApt()) throw missing('A Chinese font', 'fonts-noto-cjk', 'any font with Simplified Chinese')
  await aptInstall(['fonts-noto-cjk'], progress)
}
