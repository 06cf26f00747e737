import { describe, expect, test } from 'vitest'
import { isTest, readTree } from './tree.ts'

/** Statements that change or take away lines of the ledger of hours, by Kysely's names or in SQL. */
const forbidden = [
  /\b(?:updateTable|deleteFrom|replaceInto)\(\s*\[?[^)]*?['"`]hours_entry\b/,
  /\b(?:update|delete\s+from|delete\s+\w+\s+from|replace\s+into|truncate(?:\s+table)?)\s+`?hours_entry\b/i,
]
const insert = /insertInto\(['"`]hours_entry['"`]\)[\s\S]*?\.execute\w*\(/g
const overwrites = /onDuplicateKeyUpdate|onConflict|\.ignore\(|replaceInto/

const shipped = readTree().filter(({ path }) => /^(?:api|config|shared)\//.test(path) && !isTest(path))
const broken = ({ text }: { text: string }) =>
  forbidden.some((each) => each.test(text)) || [...text.matchAll(insert)].some(([one]) => overwrites.test(one))

describe('the ledger of hours is only ever added to', () => {
  test('no statement in the code changes a line or takes one away', () => {
    expect(shipped.length).toBeGreaterThan(300)
    expect(shipped.filter(broken).map(({ path }) => path)).toEqual([])
  })

  test('lines are written in one place', () => {
    const places = shipped.filter(({ text }) => /insertInto\(['"`]hours_entry['"`]\)/.test(text))
    expect(places.map(({ path }) => path)).toEqual(['api/_src/records/hours/append.ts'])
  })

  test.each([
    "await db.updateTable('hours_entry').set({ minutes: 0 })",
    "db.updateTable(['signup as s', 'hours_entry as e'])",
    "db\n  .deleteFrom('hours_entry')",
    'sql`update hours_entry set minutes = 0`',
    'sql`DELETE FROM hours_entry`',
    'sql`delete e from hours_entry e`',
    "db.insertInto('hours_entry').values(rows).onDuplicateKeyUpdate({ minutes: 1 }).execute()",
    "db.replaceInto('hours_entry').values(rows)",
    'truncate table `hours_entry`',
  ])('finds %s', (text) => {
    expect(broken({ text })).toBe(true)
  })

  test.each([
    "db.selectFrom('hours_entry').selectAll()",
    "db.insertInto('hours_entry').values([...entries]).execute()",
    "db.updateTable('hours_account').set({ entries: 1 })",
  ])('lets %s pass', (text) => {
    expect(broken({ text })).toBe(false)
  })
})
