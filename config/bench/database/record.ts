import type { App } from '../../../api/_src/app.ts'
import { compose } from '../../../api/_src/compose.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { slices } from '../../../api/_src/slices.ts'
import { call } from '../../../api/_src/testing/call.ts'
import type { MeasuredCommand } from './commands.ts'
import { deploymentEnvironment } from './environment.ts'
import { recordingOf, type Recording, type SeenCall } from './recording.ts'
import type { Subject } from './subjects.ts'
import type { BenchTown } from './town.ts'

/** Our server in this process, over the town's watched database. It keeps its own contract, or the bench fails. */
export function openApp({ url, db }: BenchTown): App {
  const environment = readEnvironment(deploymentEnvironment(url))
  return compose(slices, { db, environment, log: () => undefined, checkOutput: true }).app
}

/** Records what the command runs, out of real calls by the first two of `subjects`. */
export async function record(
  town: BenchTown,
  app: App,
  { name, input }: MeasuredCommand,
  [one, other]: readonly [Subject, Subject],
): Promise<Recording> {
  const see = async (subject: Subject): Promise<SeenCall> => {
    let roundTrips = 0
    const statements = await town.watch(async () => {
      const result = await call(app, subject.token, name, input(subject) as never)
      if (!result.ok) throw new Error(`${name} was refused: ${result.error.code}`)
      roundTrips = result.roundTrips
      await app.settled()
    })
    return { values: subject.values, statements, roundTrips }
  }
  return recordingOf(await see(one), await see(other))
}
