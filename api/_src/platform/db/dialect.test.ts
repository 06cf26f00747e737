import { Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { TransportDialect, type Outcome, type Transport } from './dialect.ts'
import { DatabaseError, errnoLost, errnoUnreachable, type Failure } from './errors.ts'
import { countRoundTrips, roundTripsSoFar } from './round-trips.ts'

interface Row {
  id: string
  name: string
}

class Scripted extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('scripted')
    this.failure = failure
  }
}

const deadlock: Failure = { errno: 1213, sqlState: '40001' }
const lost: Failure = { errno: errnoLost, sqlState: 'HY000' }
const refused: Failure = { errno: errnoUnreachable, sqlState: 'HY000', neverSent: true }
const done: Outcome = { rows: [], affectedRows: 1 }

/** A transport that answers statement by statement as told, and well after that. */
function scripted(...script: (Failure | Outcome)[]) {
  const sent: string[] = []
  const sessions = { opened: 0, released: 0, broken: 0 }
  const transport: Transport = {
    async open() {
      sessions.opened += 1
      return {
        async run(statement) {
          sent.push(statement)
          const next = script.shift() ?? done
          if ('errno' in next) throw new Scripted(next)
          return next
        },
        release(broken) {
          sessions.released += 1
          if (broken) sessions.broken += 1
        },
      }
    },
    explain: (error) => (error instanceof Scripted ? error.failure : undefined),
    async close() {},
  }
  const db = new Kysely<{ person: Row }>({ dialect: new TransportDialect(() => transport, {}) })
  return { db, sent, sessions }
}

const insert = (db: Kysely<{ person: Row }>) => db.insertInto('person').values({ id: '1', name: "O'Neill" }).execute()
const select = (db: Kysely<{ person: Row }>) => db.selectFrom('person').select('id').execute()

test('a deadlock is tried again, three times and no more', async () => {
  const mended = scripted(deadlock, deadlock, deadlock)
  await insert(mended.db)
  expect(mended.sent).toHaveLength(4)

  const hopeless = scripted(deadlock, deadlock, deadlock, deadlock, done)
  await expect(insert(hopeless.db)).rejects.toMatchObject({ errno: 1213 })
  expect(hopeless.sent).toHaveLength(4)
})

test('a write without an answer is never sent again', async () => {
  const { db, sent, sessions } = scripted(lost)
  await expect(insert(db)).rejects.toMatchObject({ unavailable: true })
  expect(sent).toHaveLength(1)
  expect(sessions).toEqual({ opened: 1, released: 1, broken: 1 })
})

test('a read without an answer is sent once more, on another session', async () => {
  const { db, sent, sessions } = scripted(lost)
  await select(db)
  expect(sent).toHaveLength(2)
  expect(sessions).toEqual({ opened: 2, released: 2, broken: 1 })

  const hopeless = scripted(lost, lost, done)
  await expect(select(hopeless.db)).rejects.toMatchObject({ unavailable: true })
  expect(hopeless.sent).toHaveLength(2)
})

test('a read that locks counts as a write', async () => {
  const { db, sent } = scripted(lost)
  await expect(db.selectFrom('person').select('id').forUpdate().execute()).rejects.toBeInstanceOf(DatabaseError)
  expect(sent).toHaveLength(1)
})

test('a write that never left is sent again', async () => {
  const { db, sent } = scripted(refused)
  await insert(db)
  expect(sent).toHaveLength(2)
})

test('inside a transaction nothing is repeated: the whole must begin anew', async () => {
  const { db, sent } = scripted(done, deadlock)
  await expect(db.transaction().execute((within) => select(within))).rejects.toMatchObject({ errno: 1213 })
  expect(sent).toEqual(['begin', 'select `id` from `person`', 'rollback'])
})

test('a rollback that fails hides nothing and breaks the session', async () => {
  const { db, sessions } = scripted(done, deadlock, lost)
  await expect(db.transaction().execute((within) => select(within))).rejects.toMatchObject({ errno: 1213 })
  expect(sessions.broken).toBe(1)
})

test('values are written into the statement, quoted', async () => {
  const { db, sent } = scripted()
  await insert(db)
  expect(sent).toEqual(["insert into `person` (`id`, `name`) values ('1', 'O''Neill')"])
})

test.each([
  ['undefined', undefined],
  ['an object', { a: 1 }],
  ['an array', ['a']],
])('%s as a value is refused, not guessed', async (_name, value) => {
  const { db, sent } = scripted()
  await expect(sql`select ${sql.val(value)}`.execute(db)).rejects.toBeInstanceOf(TypeError)
  expect(sent).toEqual([])
})

test('round trips are counted with their repetitions, and in every counter around them', async () => {
  const { db } = scripted(deadlock)
  const outer = await countRoundTrips(async () => {
    await insert(db)
    const inner = await countRoundTrips(() => db.transaction().execute((within) => select(within)))
    return { inner: inner.roundTrips, soFar: roundTripsSoFar() }
  })
  expect(outer).toEqual({ result: { inner: 3, soFar: 5 }, roundTrips: 5 })
  expect(roundTripsSoFar()).toBe(0)
})

test('onStatement sees the statement without its values and may refuse it', async () => {
  const seen: string[] = []
  const watched = new Kysely<{ person: Row }>({
    dialect: new TransportDialect(() => ({ open: neverOpened, explain: () => undefined, close: async () => {} }), {
      onStatement(statement) {
        seen.push(statement)
        throw new Error('refused')
      },
    }),
  })
  await expect(insert(watched)).rejects.toThrow('refused')
  expect(seen).toEqual(['insert into `person` (`id`, `name`) values (?, ?)'])
})

async function neverOpened(): Promise<never> {
  throw new Error('a refused statement reached the transport')
}
