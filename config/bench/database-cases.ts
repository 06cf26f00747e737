import type { App } from '../../api/_src/app.ts'
import { commands, type MeasuredCommand } from './database/commands.ts'
import { deploymentEnvironment } from './database/environment.ts'
import { record } from './database/record.ts'
import type { Recording } from './database/recording.ts'
import type { Subject } from './database/subjects.ts'
import type { BenchTown } from './database/town.ts'
import { compare, startServer, type Effort, type Load } from './load.ts'
import { comparisonRow, type Row } from './rows.ts'

const target = 0.5

/** How many people call in a run: the two recorded, and those of both servers in the warm-up and every round. */
export function callsOf({ rounds, warmUp, amount }: CallEffort): number {
  return 2 + 2 * (warmUp.calls + rounds * amount.calls)
}

export type CallEffort = Effort & { warmUp: { calls: number }; amount: { calls: number } }

/**
 * Each command against bare node:http + mysql2 that runs the same statements, at 16 connections. Every call is a first
 * one of a person of its own and succeeds; in the end every answer of either server must have its row.
 */
export async function databaseRows(
  town: BenchTown,
  app: App,
  effort: CallEffort,
  progress: (sentence: string) => void,
): Promise<Row[]> {
  const recordings: Record<string, Recording> = {}
  for (const command of commands)
    recordings[pathOf(command)] = await record(town, app, command, firstTwo(town.subjects))
  const bare = await startServer('bare-mysql.ts', {
    DATABASE_URL: town.url,
    RECORDINGS: await town.write('recordings.json', recordings),
    SUBJECTS: await town.write(
      'subjects.json',
      Object.fromEntries(town.subjects.map(({ token, values }) => [`Bearer ${token}`, values])),
    ),
  })
  const ours = await startServer('app-database.ts', deploymentEnvironment(town.url))
  try {
    const rows: Row[] = []
    for (const command of commands) {
      progress(command.name)
      const load = loadOf(command, town.subjects.slice(2).values())
      const comparison = await compare({ server: bare, load }, { server: ours, load }, effort)
      const found = await command.countRows(town.db)
      const wanted = callsOf(effort)
      if (found !== wanted) throw new Error(`${command.name}: ${wanted} calls succeeded, ${found} rows are there`)
      rows.push(comparisonRow(command.name, comparison, target))
    }
    return rows
  } finally {
    bare.stop()
    ours.stop()
  }
}

const pathOf = ({ name }: MeasuredCommand) => `/api/${name}`

/** A call of the next person each time, whichever server it goes to. */
function loadOf(command: MeasuredCommand, subjects: Iterator<Subject>): Load {
  return {
    path: pathOf(command),
    next() {
      const { value: subject, done } = subjects.next()
      if (done) throw new Error('the bench has run out of people')
      return { headers: { authorization: `Bearer ${subject.token}` }, body: JSON.stringify(command.input(subject)) }
    },
  }
}

function firstTwo([one, other]: readonly Subject[]): readonly [Subject, Subject] {
  if (!one || !other) throw new Error('a recording takes two people')
  return [one, other]
}
