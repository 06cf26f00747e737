import { readSheet } from 'read-excel-file/universal'
import writeSheet from 'write-excel-file/universal'
import { dayOf } from '../../../shared/time.ts'
import { download } from '../../client/download.ts'
import { neutralised, restored } from '../../../shared/volunteers/exchange.ts'

/** Cells of one row by the titles of their columns; `line` as the spreadsheet program counts it. */
export interface SheetRow {
  line: number
  cells: Readonly<Record<string, string>>
}

/** A cell as it is typed: days as `2026-11-24`, numbers without signs of their own. */
export function cellText(value: unknown): string {
  // The library gives days as midnight in Greenwich.
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'string') return restored(value).trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Rows under the line of titles; empty ones are left out. */
export function rowsOf(data: readonly (readonly unknown[])[], titles: readonly string[]): SheetRow[] | 'no_titles' {
  const head = data.findIndex((row) => row.map(cellText).filter((text) => titles.includes(text)).length > 1)
  const names = data[head]?.map(cellText)
  if (names === undefined) return 'no_titles'
  const rows: SheetRow[] = []
  for (let index = head + 1; index < data.length; index += 1) {
    const cells: Record<string, string> = {}
    names.forEach((name, column) => {
      if (titles.includes(name)) cells[name] = cellText(data[index]?.[column])
    })
    if (Object.keys(cells).some((name) => cells[name] !== '')) rows.push({ line: index + 1, cells })
  }
  return rows
}

/** Reads the first sheet of a file; `unreadable` when it is no xlsx file. */
export async function readFile(
  file: Blob,
  titles: readonly string[],
): Promise<SheetRow[] | 'unreadable' | 'no_titles'> {
  try {
    return rowsOf(await readSheet(await file.arrayBuffer()), titles)
  } catch {
    return 'unreadable'
  }
}

/** What a file holds: titles in bold, every cell a text that no program takes for a formula. */
export function sheetData(titles: readonly string[], rows: readonly (readonly string[])[]) {
  return [
    titles.map((value) => ({ value, fontWeight: 'bold' as const, type: String })),
    ...rows.map((row) => row.map((cell) => ({ value: neutralised(cell), type: String, format: '@' }))),
  ]
}

/** Saves a file in the browser. */
export async function saveFile(
  name: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const columns = titles.map((title) => ({ width: Math.max(12, title.length * 2 + 4) }))
  const file = await writeSheet(sheetData(titles, rows), { columns, stickyRowsCount: 1 }).toBlob()
  download(file, `${name}-${dayOf(new Date()).split('-').join('')}.xlsx`)
}
