import { withoutLiterals } from './statement-text.ts'

/** What at least one of MySQL 8, Vitess, TiDB and MariaDB lacks or does differently. */
const rules: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\breturning\b/i, 'RETURNING is MariaDB only: ids are made by the application'],
  [/\b(?:get|release)_lock\s*\(/i, 'GET_LOCK needs a pinned connection'],
  [/\b(?:un)?lock tables\b/i, 'LOCK TABLES needs a pinned connection'],
  [/\bfor share\b|\block in share mode\b/i, 'FOR SHARE is a syntax error in MariaDB'],
  [/\bfor update of\b/i, 'FOR UPDATE OF is a syntax error in MariaDB'],
  [/->/, '-> and ->> are syntax errors in MariaDB'],
  [/\bmember of\b|\bjson_table\b/i, 'MEMBER OF and JSON_TABLE are not everywhere'],
  [/\bcast\s*\(.*\bas json\b/i, 'CAST AS JSON fails in MariaDB'],
  [/\bover\s*\(/i, 'window functions are not pushed down by Vitess'],
  [/\bauto_increment\b/i, 'AUTO_INCREMENT is not unique over shards'],
  [
    /\b(?:now|sysdate|curdate|curtime|unix_timestamp)\s*\(|\b(?:current|utc)_(?:timestamp|date|time)\b|\blocaltime/i,
    "the time comes from the application's clock",
  ],
  [/\b(?:uuid|rand)\s*\(/i, 'randomness comes from the application'],
  [/^replace\b/i, 'REPLACE deletes and inserts: use onDuplicateKeyUpdate'],
  [/\blast_insert_id\s*\(/i, 'LAST_INSERT_ID is not safe behind Vitess'],
  [/\bwith recursive\b/i, 'recursive CTEs are experimental in Vitess'],
  [/^with\b.*\)\s*(?:update|delete)\b/i, 'WITH before UPDATE or DELETE fails in MariaDB'],
  [/(?<![@\w])@(?!@)\w/, 'user variables belong to a connection'],
  [/\bnatural\b/i, 'NATURAL JOIN'],
  [/\bjoin\b.*\busing\s*\(/i, 'JOIN … USING: name the columns in ON'],
  [/\bselect (?:distinct )?\*.*\bjoin\b/i, 'SELECT * over a join: name the columns'],
  [/\blateral\b/i, 'LATERAL is missing in MariaDB'],
  [/\b(?:intersect|except)\b/i, 'INTERSECT and EXCEPT are new in MySQL'],
  [/\b(?:regexp_like|uuid_to_bin|any_value)\s*\(|\bvalues row\s*\(/i, 'missing in MariaDB'],
  [/\b(?:not )?in \(\s*\)/i, 'an empty IN list is a syntax error: return early instead'],
  [/^insert\b(?:(?!\bvalues\b).)*\bselect\b/i, 'INSERT … SELECT locks what it reads and deadlocks under load'],
  [/\bas new\b.*\bon duplicate key\b/i, 'the AS new form fails in MariaDB: use inserted(column)'],
]

/** Why this statement would not run, or not mean the same, on every database we promise; undefined when it would. */
export function portabilityProblem(statement: string): string | undefined {
  const text = withoutLiterals(statement)
  for (const [pattern, why] of rules) if (pattern.test(text)) return why
  return readsWhatItUpdates(text) ? 'an update whose subquery reads the same table is error 1093 in MySQL' : undefined
}

/** Throws for a statement that is not portable. Given to the driver as `onStatement` in every test. */
export function requirePortable(statement: string): void {
  const problem = portabilityProblem(statement)
  if (problem !== undefined) throw new Error(`not portable: ${problem}\n  ${statement}`)
}

/** Among an updated statement's tables a subquery that counts, or finds the least, is worked out before anything changes. */
const countedBefore = /, \(select (?:count\(\*\)|min\().*?\) as \w+(?=,| set )/gi

function readsWhatItUpdates(statement: string): boolean {
  const text = /^update /i.test(statement) ? statement.replaceAll(countedBefore, '') : statement
  const changed = /^update (.*?) set |^delete from (\w+)/i.exec(text)
  const targets = (changed?.[1] ?? changed?.[2] ?? '').split(',').map((target) => /^\s*(\w+)/.exec(target)?.[1] ?? '')
  return targets.some(
    (target) => target !== '' && new RegExp(`\\bselect\\b.*\\b(?:from|join|,) ${target}\\b`, 'i').test(text),
  )
}
