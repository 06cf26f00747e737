import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { places } from '../../api/_src/testing/actors.ts'
import { openShift } from '../../api/_src/testing/volunteering.ts'
import { addDays, dayOf, instantOf } from '../../shared/time.ts'
import { askUntilAnswered } from './ask.ts'
import type { CrowdOrder } from './crowd.ts'
import { deploymentEnvironment } from './database/environment.ts'
import type { Subject } from './database/subjects.ts'
import { openBenchTown, type BenchTown } from './database/town.ts'
import { startServer, type BenchServer } from './load.ts'
import { limitRow, type Row } from './rows.ts'

const pressesPerSecond = 50
const rushers = 2000
const placesOfShift = 100
const mostRatio = 2

/**
 * 50 presses a second, by the clock whatever the answers take, first in quiet and then while 2,000 people rush one
 * activity on a function of its own; both functions are processes of this machine and share its database. In the end every
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
    const volunteering = await startServer('app-database.ts', { ...environment, FUNCTION: 'volunteering' })
    try {
      const [quietPeople, rushedPeople, crowd] = [
        town.subjects.slice(0, presses),
        town.subjects.slice(presses, 2 * presses),
        town.subjects.slice(2 * presses),
      ]
      const peopleFile = await town.write(
        'crowd.json',
        crowd.map(({ token, values }) => ({ token, signUp: values.signUp })),
      )
      await press(help, quietPeople.slice(0, 100))
      progress('quiet')
      const quiet = p95(await press(help, quietPeople))
      progress(`${rushers} people rush`)
      const [times, looked] = await Promise.all([
        press(help, rushedPeople),
        rush({ url: volunteering.url, peopleFile, activityId, shiftId, seconds }),
      ])
      const rushed = p95(times)
      await Promise.all([help.settled(), volunteering.settled()])
      await assertExact(town, shiftId, 2 * presses)
      const ratio = rushed / quiet
      return {
        ...limitRow('help.raise p95 in a rush', `${rushed.toFixed(1)} ms`, `${mostRatio}`, ratio <= mostRatio),
        baseline: `${quiet.toFixed(1)} ms quiet; ${Math.round(looked / seconds)}/s rushed`,
        result: ratio.toFixed(2),
      }
    } finally {
      help.stop()
      volunteering.stop()
    }
  } finally {
    await town.close()
  }
}

/** Milliseconds from the moment each press was due to its receipt: a slow answer delays no other press. */
async function press(server: BenchServer, people: readonly Subject[]): Promise<number[]> {
  const started = performance.now()
  return Promise.all(
    people.map(async (subject, at) => {
      const due = started + (at * 1000) / pressesPerSecond
      await sleep(Math.max(0, due - performance.now()))
      await askUntilAnswered(server.url, 'help.raise', subject.token, {
        id: subject.values.press,
        person: subject.person,
      })
      return performance.now() - due
    }),
  )
}

/** The crowd's phones; gives how many calls they made. */
function rush(order: CrowdOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    const crowd = fork(path.join(import.meta.dirname, 'crowd.ts'))
    crowd.once('exit', (code) => reject(new Error(`the crowd went home early, with code ${code}`)))
    crowd.once('message', (calls: number) => {
      crowd.removeAllListeners('exit')
      crowd.kill()
      resolve(calls)
    })
    crowd.send(order)
  })
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
