import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './tables.ts'

interface Kinds {
  text: string
  number: number
  instant: Date
}
type Shape = Readonly<Record<string, keyof Kinds>>
type ValuesOf<S extends Shape> = { [Name in keyof S]: Kinds[S[Name]] }

/** Where each value of a call goes; `undefined` = the parameter is constant. */
interface Prepared<Row> {
  compiled: CompiledQuery<Row>
  names: readonly (string | undefined)[]
}

/**
 * A statement that differs from call to call in its values only: `build` runs once for each database, and so do the
 * tenant guard and the compiler, which cost more than all the rest of a small statement. The guard's verdict stands,
 * because a value is always of the kind that was guarded. For statements that run with most requests.
 */
export function prepare<const S extends Shape, Row>(
  shape: S,
  build: (db: Db, values: ValuesOf<S>) => Compilable<Row>,
): (db: Db, values: ValuesOf<S>) => Promise<Row[]> {
  const known = new WeakMap<Db, Prepared<Row>>()
  return async (db, values) => {
    let prepared = known.get(db)
    if (!prepared) {
      prepared = prepareFor(db, shape, build)
      known.set(db, prepared)
    }
    const { compiled, names } = prepared
    const parameters = compiled.parameters.map((constant, index) => {
      const name = names[index]
      return name === undefined ? constant : checked(name, shape, values)
    })
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}

const mark = '\u0000'
/** No statement has such a constant. */
const numberMark = -0.000_123

function prepareFor<S extends Shape, Row>(
  db: Db,
  shape: S,
  build: (db: Db, values: ValuesOf<S>) => Compilable<Row>,
): Prepared<Row> {
  const markers = new Map<unknown, string>()
  const given: Record<string, string | number | Date> = {}
  for (const [index, [name, kind]] of Object.entries(shape).entries()) {
    const marker = kind === 'text' ? `${mark}${name}` : kind === 'number' ? numberMark - index : new Date(0)
    given[name] = marker
    markers.set(marker, name)
  }
  const compiled = build(db, given as ValuesOf<S>).compile()
  const names = compiled.parameters.map((parameter) => markers.get(parameter))
  const lost = Object.keys(shape).filter((name) => !names.includes(name))
  const mixed = compiled.parameters.some(
    (parameter, index) => names[index] === undefined && typeof parameter === 'string' && parameter.includes(mark),
  )
  if (lost.length > 0 || mixed || compiled.sql.includes(mark)) {
    throw new TypeError(`a prepared statement must use each value as a parameter of its own: ${lost.join(', ')}`)
  }
  return { compiled, names }
}

const isOfKind: { [Kind in keyof Kinds]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  instant: (value) => value instanceof Date,
}

function checked<S extends Shape>(name: string, shape: S, values: ValuesOf<S>): string | number | Date {
  const value: unknown = values[name]
  const kind = shape[name] ?? 'text'
  if (isOfKind[kind](value)) return value as string | number | Date
  throw new TypeError(`${name} of a prepared statement must be ${kind === 'instant' ? 'a Date' : `a ${kind}`}`)
}
