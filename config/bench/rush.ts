import { setTimeout as sleep } from 'node:timers/promises'
import { places } from '../../api/_src/testing/actors.ts'
import { openShift } from '../../api/_src/testing/volunteering.ts'
import { addDays, dayOf, instantOf } from '../../shared/time.ts'
import { deploymentEnvironment } from './database/environment.ts'
import type { Subject } from './database/subjects.ts'
import { openBenchTown, type BenchTown } from './database/town.ts'
import { startServer, type BenchServer } from './load.ts'
import { limitRow, type Row } from './rows.ts'

const pressesPerSecond = 50
const rushers = 2000
const placesOfShift = 100
/** Everybody comes within so many seconds of the opening, signs up, and then looks again every now and then. */
const secondsOfArrival = 10
const secondsBetweenLooks = 10
const mostRatio = 2

/**
 * 50 presses a second, by the clock whatever the answers take, first in quiet and then while 2,000 people rush one
 * activity on the other function; both functions are processes of this machine and share its database. In the end every
 * press has its call and the activity exactly its places.
 */
export async function rushRow(seconds: number, progress: (sentence: string) => void): Promise<Row> {
  const presses = seconds * pressesPerSecond
  const town = await openBenchTown(2 * presses + rushers, progress)
  try {
    const { activityId, shiftId } = await openShift(town.db, {
      startsAt: instantOf(addDays(dayOf(new Date()), 2), '09:00'),
      capacity: placesOfShift,
    })
    const environment = deploymentEnvironment(town.url)
    const help = await startServer('app-database.ts', { ...environment, FUNCTION: 'help' })
    const index = await startServer('app-database.ts', { ...environment, FUNCTION: 'index' })
    try {
      const [quietPeople, rushedPeople, crowd] = [
        town.subjects.slice(0, presses),
        town.subjects.slice(presses, 2 * presses),
        town.subjects.slice(2 * presses),
      ]
      await press(help, quietPeople.slice(0, 100))
      progress('quiet')
      const quiet = p95(await press(help, quietPeople))
      progress(`${rushers} people rush`)
      const until = performance.now() + seconds * 1000
      const [times, looks] = await Promise.all([
        press(help, rushedPeople),
        Promise.all(crowd.map((one, at) => rushFor(index, one, { activityId, shiftId }, at, until))),
      ])
      const rushed = p95(times)
      const looked = looks.reduce((sum, count) => sum + count, 0)
      await Promise.all([help.settled(), index.settled()])
      await assertExact(town, shiftId, 2 * presses)
      const ratio = rushed / quiet
      return {
        ...limitRow('help.raise p95 in a rush', `${rushed.toFixed(1)} ms`, `${mostRatio}`, ratio <= mostRatio),
        baseline: `${quiet.toFixed(1)} ms quiet; ${Math.round(looked / seconds)}/s rushed`,
        result: ratio.toFixed(2),
      }
    } finally {
      help.stop()
      index.stop()
    }
  } finally {
    await town.close()
  }
}

/** Asked until it is answered, as a phone does: after a broken connection at once, after "too busy" a second later. */
async function ask(server: BenchServer, name: string, { token }: Subject, input: unknown): Promise<void> {
  for (;;) {
    const response = await fetch(`${server.url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
    }).catch((error: unknown) => {
      // A server closes idle connections without asking.
      if (error instanceof TypeError) return undefined
      throw error
    })
    const body = await response?.text()
    if (response?.ok) return
    if (response && response.status !== 503) throw new Error(`${name}: ${response.status} ${body?.slice(0, 200)}`)
    if (response) await sleep(1000)
  }
}

/** Milliseconds from the moment each press was due to its receipt: a slow answer delays no other press. */
async function press(server: BenchServer, people: readonly Subject[]): Promise<number[]> {
  const started = performance.now()
  return Promise.all(
    people.map(async (subject, at) => {
      const due = started + (at * 1000) / pressesPerSecond
      await sleep(Math.max(0, due - performance.now()))
      await ask(server, 'help.raise', subject, { id: subject.values.press, person: subject.person })
      return performance.now() - due
    }),
  )
}

/** One of the crowd: opens the activity, signs up, looks again. Gives how many calls it made. */
async function rushFor(
  server: BenchServer,
  subject: Subject,
  { activityId, shiftId }: { activityId: string; shiftId: string },
  at: number,
  until: number,
): Promise<number> {
  await sleep((at / rushers) * secondsOfArrival * 1000)
  await ask(server, 'volunteering.activity', subject, { activityId })
  await ask(server, 'volunteering.signUp', subject, { id: subject.values.signUp, shiftId })
  let calls = 2
  while (performance.now() < until) {
    await ask(server, 'volunteering.activity', subject, { activityId })
    calls += 1
    await sleep(secondsBetweenLooks * 1000)
  }
  return calls
}

function p95(milliseconds: readonly number[]): number {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}

async function assertExact({ db }: BenchTown, shiftId: string, presses: number): Promise<void> {
  const countOf = async (status: 'confirmed' | 'waiting') => {
    const { rows } = await db
      .selectFrom('signup')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('community_id', '=', places.community)
      .where('shift_id', '=', shiftId)
      .where('status', '=', status)
      .executeTakeFirstOrThrow()
    return rows
  }
  const { calls } = await db
    .selectFrom('help_call')
    .select((eb) => eb.fn.countAll<number>().as('calls'))
    .where('community_id', '=', places.community)
    .executeTakeFirstOrThrow()
  const found = [calls, await countOf('confirmed'), await countOf('waiting')].join(', ')
  const wanted = [presses, placesOfShift, rushers - placesOfShift].join(', ')
  if (found !== wanted) throw new Error(`calls, confirmed and waiting are ${found}, not ${wanted}`)
}
