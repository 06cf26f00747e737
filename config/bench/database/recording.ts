import type { Parameter } from '../../../api/_src/platform/db/values.ts'

/** What differs from call to call: ids, token hashes … by name. */
export type Values = Readonly<Record<string, string>>

/** A text that is put together anew for each call: constant pieces, and names of values between them. */
export interface Template {
  pieces: readonly (string | { value: string })[]
}

export interface RecordedStatement {
  sql: string
  parameters: readonly (Parameter | Template)[]
}

/** The statements of one call, in order: the baseline runs exactly these. */
export interface Recording {
  /** Run before the answer. */
  statements: readonly RecordedStatement[]
  /** Run after it: what the call leaves to be told to people. */
  afterwards: readonly RecordedStatement[]
  /** Names of ids that the server makes itself, one of each per call. */
  freshIds: readonly string[]
}

/** One call as it was seen on its way to the database. */
export interface SeenCall {
  values: Values
  statements: readonly { sql: string; parameters: readonly Parameter[] }[]
  /** How many of the statements ran before the answer. */
  roundTrips: number
}

const ulid = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g
/** As DATETIME parameters and as ISO text inside JSON. */
const instant = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}/g

/**
 * Makes a recording out of two calls for two different people. What is the same in both is constant; what differs must
 * be a value of the call, an id made by the server, or the time (which stays that of the recording). Anything else is an
 * error, so that the baseline can never drift from what the server really runs.
 */
export function recordingOf(one: SeenCall, other: SeenCall): Recording {
  const freshIds = new Map<string, string>()
  const otherFresh: Record<string, string> = {}
  const statements = one.statements.map(({ sql, parameters }, index) => {
    const twin = other.statements[index]
    if (twin?.sql !== sql) throw new Error(`two calls ran different statements: ${sql} and ${twin?.sql ?? 'none'}`)
    return {
      sql,
      parameters: parameters.map((parameter, position) => {
        const same = twin.parameters[position]
        if (typeof parameter !== 'string' || typeof same !== 'string') {
          if (parameter === same) return parameter
          const name = numberNamed(parameter, same, one.values, other.values)
          if (name === undefined) throw new Error(`a parameter differs from call to call: ${sql}`)
          return { pieces: [{ value: name }] }
        }
        const mine = parameter.match(ulid) ?? []
        const theirs = same.match(ulid) ?? []
        for (const [i, id] of mine.entries()) {
          const twinId = theirs[i]
          if (twinId === undefined || id === twinId || Object.values(one.values).includes(id)) continue
          const name = freshIds.get(id) ?? `fresh${freshIds.size}`
          freshIds.set(id, name)
          otherFresh[name] = twinId
        }
        const named = Object.fromEntries([...freshIds].map(([id, name]) => [name, id]))
        const template = templateOf(parameter, { ...one.values, ...named })
        const rendered = render(template, { ...other.values, ...otherFresh })
        if (rendered.replaceAll(instant, '') !== same.replaceAll(instant, '')) {
          throw new Error(`a parameter differs in a way nobody knows: ${sql}\n${rendered}\n${same}`)
        }
        return template.pieces.every((piece) => typeof piece === 'string') ? parameter : template
      }),
    }
  })
  if (one.statements.length !== other.statements.length || one.roundTrips !== other.roundTrips) {
    throw new Error('two calls ran a different number of statements')
  }
  return {
    statements: statements.slice(0, one.roundTrips),
    afterwards: statements.slice(one.roundTrips),
    freshIds: [...freshIds.values()],
  }
}

/** The value of the calls that a number is: which place of a slot somebody takes. */
function numberNamed(mine: unknown, theirs: unknown, values: Values, others: Values): string | undefined {
  return Object.keys(values).find((name) => values[name] === String(mine) && others[name] === String(theirs))
}

const shortNumber = /^\d{1,4}$/

function templateOf(text: string, values: Values): Template {
  let pieces: (string | { value: string })[] = [text]
  // Longer ones first: one value may be a part of another. Short numbers are part of everything.
  const words = Object.entries(values).filter(([, value]) => !shortNumber.test(value))
  for (const [name, value] of words.toSorted(([, a], [, b]) => b.length - a.length)) {
    pieces = pieces.flatMap((piece) => {
      if (typeof piece !== 'string') return [piece]
      return piece.split(value).flatMap((part, index) => (index === 0 ? [part] : [{ value: name }, part]))
    })
  }
  return { pieces: pieces.filter((piece) => piece !== '') }
}

/** The text of a template with the values of one call. */
export function render({ pieces }: Template, values: Values): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : (values[piece.value] ?? '')
  return text
}
