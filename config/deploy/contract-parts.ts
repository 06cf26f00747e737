import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { parseAst } from 'vite'

/** What a row of a contract says to developers and to their tests: half of its text, and nothing a function reads. */
const unusedParts = new Set(['summary', 'output', 'errors', 'roundTrips'])
/** What makes a row (`shared/contract.ts`). */
const rowMakers = new Set(['publicQuery', 'publicFile', 'query', 'command'])

interface Node {
  type: string
  start: number
  end: number
  [part: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? value['name'] : undefined)

/** Every call of a row maker below this, with the properties of its row. */
function rowsIn(value: unknown): Node[][] {
  if (Array.isArray(value)) return value.flatMap(rowsIn)
  if (!isNode(value)) return []
  const below = Object.values(value).flatMap(rowsIn)
  const [row] = Array.isArray(value['arguments']) ? (value['arguments'] as unknown[]) : []
  const isRow = value.type === 'CallExpression' && rowMakers.has(String(nameOf(value['callee'])))
  if (!isRow || !isNode(row) || !Array.isArray(row['properties'])) return below
  return [...below, (row['properties'] as unknown[]).filter(isNode)]
}

/** The source of a contract without these parts of its rows, and how many rows it has. */
export function withoutUnusedParts(source: string): { source: string; rows: number } {
  const rows = rowsIn(parseAst(source, { lang: 'ts' }))
  const unused = rows.flat().filter(({ key }) => unusedParts.has(String(nameOf(key))))
  let rest = source
  for (const { start, end } of unused.toSorted((one, other) => other.start - one.start)) {
    rest = rest.slice(0, start) + rest.slice(end).replace(/^\s*,/, '')
  }
  return { source: rest, rows: rows.length }
}

/**
 * Leaves out of a function what it never reads of its contract, and with it the schemas of every answer: a function
 * checks what it is sent, tests check what it answers. Fails when no row is found any more.
 */
export const leaveOutUnusedContract: Plugin = {
  name: 'leave out unused contract',
  setup(build) {
    let found = 0
    build.onLoad({ filter: /[\\/]shared[\\/][\w\\/-]+contract\.ts$/ }, async ({ path }) => {
      const { source, rows } = withoutUnusedParts(await readFile(path, 'utf8'))
      found += rows
      return { contents: source, loader: 'ts' }
    })
    build.onEnd(() => ({ errors: found > 0 ? [] : [{ text: 'no row of a contract was found: look again' }] }))
  },
}
