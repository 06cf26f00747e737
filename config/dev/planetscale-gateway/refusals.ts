import { withoutLiterals } from '../../../api/_src/platform/db/statement-text.ts'
import { Refusal } from './errors.ts'

/** What Vitess refuses, or what a session-less connection makes meaningless: so that development fails where production would. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/\b(?:get|release)_lock\s*\(/i, 'GET_LOCK needs a pinned connection'],
  [/\breturning\b/i, 'RETURNING'],
  [/\b(?:un)?lock\s+tables\b/i, 'LOCK TABLES'],
  [/\blast_insert_id\s*\(/i, 'LAST_INSERT_ID()'],
  [/\bcreate\s+(?:temporary|trigger|procedure|function|event)\b/i, 'temporary tables and stored programs'],
  [/\bsql_calc_found_rows\b/i, 'SQL_CALC_FOUND_ROWS'],
  [/(?<![@\w])@(?!@)\w/, 'user variables'],
]

const unsupported = 1235

/** Throws for a statement that PlanetScale would not run. */
export function refuseUnsupported(statement: string): void {
  const text = withoutLiterals(statement)
  for (const [pattern, what] of refused) {
    if (pattern.test(text)) throw new Refusal(unsupported, '42000', `VT12001: unsupported: ${what}`)
  }
}
