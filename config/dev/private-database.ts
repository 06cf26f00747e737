import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { findServerBinaries, type ServerBinaries } from './server-binaries.ts'
import { claimDataDirectory } from './data-directory.ts'

export interface PrivateDatabaseOptions {
  /** Made when missing; kept between starts. */
  dataDirectory: string
  /** A free one is chosen when absent. */
  port?: number
  /** Every commit reaches the disk before it is answered, as in production. Development and tests do without. */
  durable?: boolean
  /** Memory for rows and indexes; 256 when absent. */
  bufferPoolMegabytes?: number
  log?: (line: string) => void
}

export interface PrivateDatabase {
  /** `mysql://…` of the database `linlitong` on it. */
  url: string
  port: number
  /** Shuts down cleanly and waits for the end. */
  stop(): Promise<void>
  /** `kill -9`, and waits for the end: for tests, and for data that is thrown away. */
  kill(): Promise<void>
}

const databaseName = 'linlitong'
const userName = 'linlitong'
const portAttempts = 3
const longestStartMilliseconds = 60_000
const longestStopMilliseconds = 60_000

/** The list MySQL 8 starts with, so that MariaDB is as strict. */
const sqlMode =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'

/**
 * Starts a MariaDB or MySQL of our own: its data in one folder, a port and a password of its own, never a system
 * service, and no configuration file of the machine read. Started again on the same folder it has the same data.
 */
export async function startPrivateDatabase(options: PrivateDatabaseOptions): Promise<PrivateDatabase> {
  const log = options.log ?? (() => {})
  const binaries = await findServerBinaries()
  const home = resolve(options.dataDirectory)
  await mkdir(home, { recursive: true, mode: 0o700 })
  await claimDataDirectory(home, log)
  const password = await passwordOf(home)
  if (!existsSync(join(home, 'data', 'mysql'))) {
    log('preparing the data folder of the database')
    await install(binaries, home)
  }
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort())
    try {
      return await launch({
        binaries,
        home,
        port,
        password,
        durable: options.durable ?? false,
        bufferPoolMegabytes: options.bufferPoolMegabytes ?? 256,
      })
    } catch (error) {
      if (!(error instanceof PortTakenError) || options.port !== undefined || attempt === portAttempts) throw error
    }
  }
}

class PortTakenError extends Error {}

interface Launch {
  binaries: ServerBinaries
  home: string
  port: number
  password: string
  durable: boolean
  bufferPoolMegabytes: number
}

async function launch({
  binaries,
  home,
  port,
  password,
  durable,
  bufferPoolMegabytes,
}: Launch): Promise<PrivateDatabase> {
  // The path of a socket must be short (108 bytes), which a project's folder need not be.
  const runDirectory = await mkdtemp(join(tmpdir(), 'llt-'))
  const temporaryTables = await temporaryFolder(home)
  const errorLog = join(home, 'error.log')
  await writeFile(errorLog, '')
  await writeFile(join(home, 'init.sql'), initStatements(password), { mode: 0o600 })
  const server = spawn(
    binaries.server,
    [
      '--no-defaults',
      `--datadir=${join(home, 'data')}`,
      `--socket=${join(runDirectory, 's')}`,
      `--tmpdir=${temporaryTables}`,
      `--pid-file=${join(home, 'server.pid')}`,
      `--log-error=${errorLog}`,
      `--init-file=${join(home, 'init.sql')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--local-infile=0',
      `--secure-file-priv=${runDirectory}`,
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_520_ci',
      '--default-time-zone=+00:00',
      `--sql-mode=${sqlMode}`,
      '--skip-log-bin',
      '--max-connections=400',
      `--innodb-buffer-pool-size=${bufferPoolMegabytes}M`,
      '--innodb-log-file-size=64M',
      `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
      ...asRoot(),
    ],
    // In a process group of its own: Ctrl-C in the terminal reaches us, and we shut it down in order.
    { stdio: 'ignore', detached: true },
  )
  const ended = endOf(server)
  const url = `mysql://${userName}:${password}@127.0.0.1:${port}/${databaseName}`
  const killWithUs = () => void server.kill('SIGKILL')
  process.once('exit', killWithUs)
  const finish = async () => {
    process.off('exit', killWithUs)
    await rm(runDirectory, { recursive: true, force: true })
    await rm(join(home, 'owner.pid'), { force: true })
  }
  try {
    await untilReady(url, server, errorLog)
  } catch (error) {
    server.kill('SIGKILL')
    await ended
    await finish()
    throw error
  }
  return {
    url,
    port,
    async stop() {
      server.kill('SIGTERM')
      const patience = setTimeout(() => server.kill('SIGKILL'), longestStopMilliseconds)
      await ended
      clearTimeout(patience)
      await finish()
    },
    async kill() {
      server.kill('SIGKILL')
      await ended
      await finish()
    },
  }
}

/** Run at each start: our own user and database, and no other way in. */
function initStatements(password: string): string {
  const user = `'${userName}'@'127.0.0.1'`
  return [
    `create database if not exists ${databaseName} character set utf8mb4 collate utf8mb4_unicode_520_ci;`,
    `create user if not exists ${user} identified by '${password}';`,
    `grant all privileges on *.* to ${user};`,
    `drop user if exists 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';`,
    '',
  ].join('\n')
}

/** A server empties its folder of temporary tables as it starts: shared, it would empty another server's too. */
async function temporaryFolder(home: string): Promise<string> {
  const folder = join(home, 'tmp')
  await mkdir(folder, { recursive: true })
  return folder
}

async function install(binaries: ServerBinaries, home: string): Promise<void> {
  const data = `--datadir=${join(home, 'data')}`
  const temporaryTables = `--tmpdir=${await temporaryFolder(home)}`
  const output: string[] = []
  const installer = binaries.installer
    ? spawn(binaries.installer, [
        '--no-defaults',
        data,
        temporaryTables,
        '--auth-root-authentication-method=socket',
        '--skip-test-db',
        '--innodb-log-file-size=8M',
        ...asRoot(),
      ])
    : spawn(binaries.server, ['--no-defaults', '--initialize-insecure', data, temporaryTables, ...asRoot()])
  installer.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  installer.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const code = await endOf(installer)
  if (code !== 0) {
    await rm(join(home, 'data'), { recursive: true, force: true })
    throw new Error(`the data folder of the database could not be prepared:\n${output.join('').slice(-2000)}`)
  }
}

async function untilReady(url: string, server: ChildProcess, errorLog: string): Promise<void> {
  const deadline = Date.now() + longestStartMilliseconds
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw await startFailure(errorLog)
    try {
      const connection = await createConnection(url)
      await connection.end()
      // A server of somebody else on this port would not have taken our password.
      return
    } catch {
      if (Date.now() > deadline) throw await startFailure(errorLog)
      await sleep(15)
    }
  }
}

async function startFailure(errorLog: string): Promise<Error> {
  const lines = await readFile(errorLog, 'utf8')
  const message = `the private database did not start. Last lines of ${errorLog}:\n${lines.slice(-1500)}`
  return /Address already in use|Can't start server: Bind on TCP/i.test(lines)
    ? new PortTakenError(message)
    : new Error(message)
}

/** Made once, kept beside the data and readable by its owner only: other people of this machine stay out. */
async function passwordOf(home: string): Promise<string> {
  const path = join(home, 'password')
  if (!existsSync(path)) await writeFile(path, randomBytes(18).toString('hex'), { mode: 0o600 })
  return await readFile(path, 'utf8')
}

/** The server refuses to run as root unless told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : []
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolveEnd, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolveEnd(code))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', listening)
  })
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
