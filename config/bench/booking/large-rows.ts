import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { App } from '../../../api/_src/app.ts'
import { compose } from '../../../api/_src/compose.ts'
import { newId } from '../../../api/_src/platform/ids.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { slices } from '../../../api/_src/slices.ts'
import type { TestResident } from '../../../api/_src/testing/actors.ts'
import { call } from '../../../api/_src/testing/call.ts'
import type { EndpointName } from '../../../shared/endpoints.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { startPrivateDatabase } from '../../dev/private-database.ts'
import { deploymentEnvironment } from '../database/environment.ts'
import { median } from '../load.ts'
import { limitRow, type Row } from '../rows.ts'
import { examine, examinedTooMuch, mostExaminedPerRow } from './examined.ts'
import { openLargeTown, type LargeTown } from './large-town.ts'

const residents = 30_000
const coming = 10_000
const mostRatio = 1.3
const warmUps = 30
/** Enough memory that neither town waits for a disk. */
const bufferPoolMegabytes = 2048

/**
 * The page of slots and a booking in a town with 10,000 bookings and in one with a million, asked in turn in the same
 * run on the same server; and what the statements of the large one look at.
 */
export async function largeTownRows(
  { past, samples }: { past: number; samples: number },
  progress: (sentence: string) => void,
): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'linlitong-bench-'))
  const server = await startPrivateDatabase({ dataDirectory: path.join(folder, 'database'), bufferPoolMegabytes })
  try {
    const visitors = samples + warmUps + 10
    const small = await openLargeTown(server.url, 'small', { residents, coming, past: 0 }, visitors, progress)
    const large = await openLargeTown(server.url, 'large', { residents, coming, past }, visitors, progress)
    try {
      const rows = await ratios([small, large], samples, progress)
      return [...rows, await examinedRow(large)]
    } finally {
      await small.close()
      await large.close()
    }
  } finally {
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

const measured = ['booking.slots', 'booking.book'] as const
type Measured = (typeof measured)[number]

async function ratios(towns: readonly [LargeTown, LargeTown], samples: number, progress: (words: string) => void) {
  const apps = towns.map(appOf)
  const times = measured.map(() => towns.map((): number[] => []))
  for (let index = 0; index < warmUps + samples; index += 1) {
    // whoever goes first changes from call to call
    const order = index % 2 === 0 ? [0, 1] : [1, 0]
    for (const which of order) {
      const [town, app] = [towns[which], apps[which]]
      if (!town || !app) continue
      for (const [at, name] of measured.entries()) {
        const milliseconds = await timeOf(town, app, name, index)
        if (index >= warmUps) times[at]?.[which]?.push(milliseconds)
      }
    }
    if (index % 50 === 49) progress(`${index + 1} pages and bookings in each town`)
  }
  return measured.map((name, at) => {
    const [small = [], large = []] = times[at] ?? []
    const [p50Small, p50Large] = [median(small), median(large)]
    const ratio = p50Large / p50Small
    return {
      ...limitRow(`${name} p50 at a million`, `${p50Large.toFixed(2)} ms`, `${mostRatio}`, ratio <= mostRatio),
      baseline: `${p50Small.toFixed(2)} ms at 10,000`,
      result: ratio.toFixed(2),
    }
  })
}

function appOf({ db, url }: LargeTown): App {
  const environment = readEnvironment(deploymentEnvironment(url))
  return compose(slices, { db, environment, log: () => undefined }).app
}

function inputOf(town: LargeTown, who: TestResident, name: EndpointName, index: number): unknown {
  const { person } = who
  const serviceId = town.services[index % town.services.length] ?? ''
  const inputs: Partial<Record<EndpointName, unknown>> = {
    'booking.services': { communityId: person.communityId },
    'booking.slots': { person, serviceId },
    'booking.book': { id: newId(), person, serviceId, startsAt: startOf(index), note: '' },
    'booking.mine': {},
  }
  return inputs[name]
}

/** A slot that is far from full, another one each time. */
function startOf(index: number): string {
  const day = addDays(dayOf(new Date()), 2 + (index % 12))
  const slot = Math.floor(index / 12) % 20
  return new Date(instantOf(day, '08:00').getTime() + slot * 30 * 60_000).toISOString()
}

async function timeOf(town: LargeTown, app: App, name: Measured, index: number): Promise<number> {
  const who = town.visitors[index]
  if (!who) throw new Error('the bench has run out of people')
  const input = inputOf(town, who, name, index)
  const started = performance.now()
  const result = await call(app, who.token, name, input as never)
  const milliseconds = performance.now() - started
  if (!result.ok) throw new Error(`${name} was refused: ${result.error.code}`)
  await app.settled()
  return milliseconds
}

/** Every statement of the booking pages and of a booking, and of what follows it. */
async function examinedRow(town: LargeTown): Promise<Row> {
  const app = appOf(town)
  const who = town.visitors.at(-1)
  if (!who) throw new Error('nobody lives here')
  const statements = await town.watch(async () => {
    for (const name of ['booking.services', 'booking.slots', 'booking.book', 'booking.mine'] as const) {
      const result = await call(app, who.token, name, inputOf(town, who, name, 1) as never)
      if (!result.ok) throw new Error(`${name} was refused: ${result.error.code}`)
      await app.settled()
    }
  })
  const found = await examine(town.url, statements)
  const worst = found.toSorted((a, b) => share(b) - share(a))[0]
  const bad = found.filter(examinedTooMuch)
  for (const { sql, examined, answered } of bad) console.error(`${examined} rows for ${answered}: ${sql.slice(0, 400)}`)
  const words = worst ? `${worst.examined} for ${worst.answered}` : 'none'
  return limitRow(
    `rows examined per row, worst of ${found.length} statements`,
    words,
    `${mostExaminedPerRow}`,
    bad.length === 0 && found.length === statements.length,
  )
}

const share = ({ examined, answered }: { examined: number; answered: number }) => examined / Math.max(1, answered)
