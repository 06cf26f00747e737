import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import type { Parameter } from '../../../api/_src/platform/db/values.ts'
import {
  makePlaces,
  places,
  TestPeople,
  type TestAccount,
  type TestResident,
} from '../../../api/_src/testing/actors.ts'
import { addService, onceAt, planOf } from '../../../api/_src/testing/booking-world.ts'
import { joinAll, openShift } from '../../../api/_src/testing/volunteering.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { startPrivateDatabase } from '../../dev/private-database.ts'
import { migrateToLatest } from '../../migrate.ts'
import { subjectsOf, type Subject } from './subjects.ts'

export interface Statement {
  sql: string
  parameters: readonly Parameter[]
}

export interface BenchTown {
  /** Of the database, for the servers. */
  url: string
  db: Db
  /** Each of them presses, books and signs up once. */
  subjects: readonly Subject[]
  worker: TestAccount
  /** Keeps a file until the end; answers with its place. */
  write: (name: string, content: unknown) => Promise<string>
  /** The statements sent by `db` while `work` runs. */
  watch: (work: () => Promise<void>) => Promise<readonly Statement[]>
  close: () => Promise<void>
}

/** So many shifts and services that none of them is what everybody waits for. */
const offers = 64
const servicesOffered = 256
const residentsPerStep = 1000

/**
 * A private database of its own, with `size` signed-in residents who are volunteers, and places for all of them in every
 * slot and shift. Nothing of it is left after `close`.
 */
export async function openBenchTown(size: number, progress: (sentence: string) => void): Promise<BenchTown> {
  const folder = await mkdtemp(path.join(tmpdir(), 'linlitong-bench-'))
  const forget = () => rm(folder, { recursive: true, force: true })
  const server = await startPrivateDatabase({ dataDirectory: path.join(folder, 'database') }).catch(async (error) => {
    await forget()
    throw error
  })
  let seen: Statement[] = []
  const db = openMysql(server.url, { onStatement: (sql, parameters) => seen.push({ sql, parameters }) })
  const close = async () => {
    await db.destroy()
    await server.kill()
    await forget()
  }
  try {
    await migrateToLatest(server.url)
    return {
      ...(await settle(db, size, progress)),
      url: server.url,
      db,
      async write(name, content) {
        const file = path.join(folder, name)
        await writeFile(file, JSON.stringify(content))
        return file
      },
      async watch(work) {
        seen = []
        await work()
        return seen
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function settle(db: Db, size: number, progress: (sentence: string) => void) {
  const now = new Date()
  const tomorrow = instantOf(addDays(dayOf(now), 1), '09:00')
  await makePlaces(db)
  const people = new TestPeople(now)
  const worker = people.staff('grid_worker', places.grid)
  people.staff('community_staff', places.community, '赵雨桐')
  const residents: TestResident[] = []
  const alike = { name: '王秀英', livingAlone: true, home: { building: '3', unit: '2', room: '501' } }
  while (residents.length < size) {
    residents.push(...people.residents(Math.min(residentsPerStep, size - residents.length), alike))
    await people.save(db)
    progress(`${residents.length} of ${size} residents have moved in`)
  }
  await joinAll(db, residents, { now })
  const services: string[] = []
  const shifts: string[] = []
  const placesEach = 4 * Math.ceil(size / servicesOffered) + 4
  const plan = planOf([onceAt(tomorrow, 30, placesEach)])
  while (services.length < servicesOffered) services.push(await addService(db, places.community, { plan }))
  for (let offer = 0; offer < offers; offer += 1) {
    shifts.push((await openShift(db, { startsAt: tomorrow, capacity: size })).shiftId)
  }
  return { worker, subjects: subjectsOf(residents, { services, startsAt: tomorrow, placesEach, shifts }) }
}
