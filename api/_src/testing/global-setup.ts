import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { claimDataDirectory, isAlive } from '../../../config/dev/data-directory.ts'
import { startPrivateDatabase } from '../../../config/dev/private-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test run's own server; each worker has a database of its own on it. */
    serverUrl: string
  }
}

const folderPrefix = 'linlitong-test-'

/** Starts one throw-away database server for the whole run, in memory where the system has a memory disk. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  await removeLeftovers(place)
  const dataDirectory = await mkdtemp(join(place, folderPrefix))
  const database = await startPrivateDatabase({ dataDirectory })
  project.provide('serverUrl', database.url)
  return async () => {
    await database.kill()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

/** A run that was killed left its server and its folder behind. */
async function removeLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(folderPrefix)) continue
    const folder = join(place, name)
    const owner = Number(await readFile(join(folder, 'owner.pid'), 'utf8').catch(() => '0'))
    if (owner === 0 || isAlive(owner)) continue
    await claimDataDirectory(folder, () => {})
    await rm(folder, { recursive: true, force: true })
  }
}
