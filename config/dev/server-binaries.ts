import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface ServerBinaries {
  server: string
  /** `mariadb-install-db`; undefined for MySQL, whose server prepares its data folder itself. */
  installer: string | undefined
}

/** No database server on this machine. `instruction` says what to do, in one line. */
export class MissingServerError extends Error {
  readonly instruction: string

  constructor() {
    const instruction =
      'install MariaDB (Debian, Ubuntu: `apt-get install mariadb-server`; macOS: `brew install mariadb`) or set DATABASE_URL=mysql://user:password@host:port/database'
    super(`no MariaDB or MySQL server was found: ${instruction}`)
    this.name = 'MissingServerError'
    this.instruction = instruction
  }
}

/** Servers live in sbin, which is often not on a person's PATH. */
const usualFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** Finds the programs of a MariaDB or MySQL that is installed; throws `MissingServerError`. */
export async function findServerBinaries(folders: readonly string[] = searchedFolders()): Promise<ServerBinaries> {
  const server = (await find('mariadbd', folders)) ?? (await find('mysqld', folders))
  if (server === undefined) throw new MissingServerError()
  return { server, installer: (await find('mariadb-install-db', folders)) ?? (await find('mysql_install_db', folders)) }
}

function searchedFolders(): string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), ...usualFolders]
}

async function find(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name)
    if (await isExecutable(path)) return path
  }
  return undefined
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
