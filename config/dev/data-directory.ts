import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const longestStopMilliseconds = 60_000

/**
 * Makes this process the owner of a data folder. A server left behind by an owner that is gone (killed, crashed) is
 * shut down first; one whose owner still lives is left alone, and the claim fails.
 */
export async function claimDataDirectory(home: string, log: (line: string) => void): Promise<void> {
  const owner = await pidIn(join(home, 'owner.pid'))
  const server = await pidIn(join(home, 'server.pid'))
  if (server !== undefined && (await isServerOf(server, home))) {
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
      throw new Error(`the database in ${home} is in use by process ${owner}: stop that one first`)
    }
    if (owner === process.pid) throw new Error(`the database in ${home} is already started by this process`)
    log(`stopping a database that an earlier run left behind (process ${server})`)
    await stop(server)
  }
  await rm(join(home, 'server.pid'), { force: true })
  await writeFile(join(home, 'owner.pid'), String(process.pid))
}

async function pidIn(path: string): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(path, 'utf8')).trim())
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A process number is reused after a while: only a process whose command line names this folder is our server. */
async function isServerOf(pid: number, home: string): Promise<boolean> {
  return isAlive(pid) && (await commandLine(pid)).includes(join(home, 'data'))
}

async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])
    return stdout
  }
}

async function stop(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM')
  const deadline = Date.now() + longestStopMilliseconds
  while (isAlive(pid)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await sleep(50)
  }
}
