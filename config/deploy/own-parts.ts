import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { parseAst } from 'vite'

/**
 * Parts of our own source that a function which answers people never reads, though they hang on something that it does
 * read, so that no bundler can see it: what a row of a contract says to developers and to their tests, and what a slice
 * does on a tick, which is a function of its own.
 */
const saidToDevelopers = new Set(['summary', 'output', 'errors', 'roundTrips'])
/** What makes a row (`shared/contract.ts`). */
const rowMakers = new Set(['publicQuery', 'publicFile', 'query', 'command'])

interface Node {
  type: string
  start: number
  end: number
  [part: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? String(value['name']) : '')

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : []
}

/** The properties of the row that this call makes; undefined where it makes none. */
function rowOf({ type, callee, arguments: given }: Node): Node[] | undefined {
  const [row] = Array.isArray(given) ? (given as unknown[]) : []
  const isRow = type === 'CallExpression' && rowMakers.has(nameOf(callee)) && isNode(row)
  return isRow && Array.isArray(row['properties']) ? (row['properties'] as unknown[]).filter(isNode) : undefined
}

function without(source: string, parts: readonly Node[]): string {
  let rest = source
  for (const { start, end } of parts.toSorted((one, other) => other.start - one.start)) {
    rest = rest.slice(0, start) + rest.slice(end).replace(/^\s*,/, '')
  }
  return rest
}

/** The source of a contract without what its rows say to developers, and how many rows it has. */
export function contractAlone(source: string): { source: string; found: number } {
  const rows = nodesIn(parseAst(source, { lang: 'ts' })).flatMap((node) => {
    const row = rowOf(node)
    return row ? [row] : []
  })
  const said = rows.flat().filter(({ key }) => saidToDevelopers.has(nameOf(key)))
  return { source: without(source, said), found: rows.length }
}

/** The source of a slice's background without what it does on a tick: whom it tells of which rows remains. */
export function sourcesAlone(source: string): { source: string; found: number } {
  const advances = nodesIn(parseAst(source, { lang: 'ts' })).filter(
    ({ type, key }) => type === 'Property' && nameOf(key) === 'advances',
  )
  return { source: without(source, advances), found: advances.length }
}

const places = [
  { what: 'row of a contract', files: /[\\/]shared[\\/][\w\\/-]+contract\.ts$/, leave: contractAlone },
  { what: 'background with advances', files: /[\\/]api[\\/]_src[\\/]\w+[\\/]background\.ts$/, leave: sourcesAlone },
]

/** Not for the tick. Fails when one of these places is not found any more. */
export const leaveOutOwnParts: Plugin = {
  name: 'leave out own parts',
  setup(build) {
    for (const { what, files, leave } of places) {
      let total = 0
      build.onLoad({ filter: files }, async ({ path }) => {
        const { source, found } = leave(await readFile(path, 'utf8'))
        total += found
        return { contents: source, loader: 'ts' }
      })
      build.onEnd(() => ({ errors: total > 0 ? [] : [{ text: `no ${what} was found: look again` }] }))
    }
  },
}
