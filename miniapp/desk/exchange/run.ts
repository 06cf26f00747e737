import type { HoursRow } from '../../../shared/records/exchange-contract.ts'
import { mostRowsPerCall, type RowProblem } from '../../../shared/volunteers/exchange.ts'
import { call } from '../../client/call.ts'
import { newId } from '../../client/new-id.ts'
import { rowProblemWords } from '../../text/row-problems.ts'
import { batchesOf, hoursCells, hoursColumnTitles, hoursExportTitles, hoursIn, type ReadHours } from './hours.ts'
import { detailsOf, memberCells, memberColumnTitles, memberExportTitles, memberIn } from './members.ts'
import { saveFile, type SheetRow } from './sheet.ts'

/** One row after it was looked at. */
export interface LookedAt {
  line: number
  who: string
  /** `陈静，性别：没填`; empty = nothing is wrong. */
  problems: string[]
  /** Nothing is left to do for it. */
  isDone: boolean
}

/** What a sheet comes to: every row looked at, and how to write those that are right. */
export interface Checked {
  rows: LookedAt[]
  /** Writes what is right; says what went wrong, by line. `done` is told after each step. */
  write: (done: (share: number) => void) => Promise<Map<number, string>>
}

type Progress = (share: number) => void

function inPortions<Row>(rows: readonly Row[]): Row[][] {
  const portions: Row[][] = []
  for (let from = 0; from < rows.length; from += mostRowsPerCall)
    portions.push(rows.slice(from, from + mostRowsPerCall))
  return portions
}

const said = (title: string, problem: RowProblem) => `${title}：${rowProblemWords[problem]}`

/** Looks at rows of volunteers without writing; a string says why that cannot be done. */
export async function checkMembers(
  communityId: string,
  sheet: readonly SheetRow[],
  done: Progress,
): Promise<Checked | string> {
  const read = sheet.map(memberIn)
  const found = new Map<number, { residentId: string | null; outcome: string; problems: string[] }>()
  for (const portion of inPortions(read)) {
    const answer = await call('volunteers.checkMembers', { communityId, rows: portion.map(({ row }) => row) })
    if (!answer.ok) return answer.error.message
    for (const { line, residentId, outcome, problems } of answer.data.rows) {
      const words = problems.map(({ column, problem }) => said(memberColumnTitles[column], problem))
      found.set(line, { residentId, outcome, problems: words })
    }
    done(found.size / read.length)
  }
  const rows = read.map(({ row, unknown }) => {
    const { outcome = '', problems = [] } = found.get(row.line) ?? {}
    const more = unknown.map((word) => `“${word}”不在单子里`)
    return { line: row.line, who: row.name, problems: [...problems, ...more], isDone: outcome === 'same' }
  })
  const right = read.filter(({ row }) => rows.some((one) => one.line === row.line && isToWrite(one)))
  return {
    rows,
    async write(share) {
      const failed = new Map<number, string>()
      for (let index = 0; index < right.length; index += 1) {
        const { row } = right[index] as (typeof right)[number]
        const residentId = found.get(row.line)?.residentId ?? ''
        const answer = await call('volunteers.register', {
          person: { communityId, residentId },
          details: detailsOf(row),
          consents: [{ purpose: 'records', agreed: true }],
        })
        if (!answer.ok) failed.set(row.line, answer.error.message)
        share((index + 1) / right.length)
      }
      return failed
    },
  }
}

export function isToWrite({ problems, isDone }: LookedAt): boolean {
  return problems.length === 0 && !isDone
}

/** The same for rows of hours: what is right is proposed, and a second person confirms it. */
export async function checkHours(
  communityId: string,
  sheet: readonly SheetRow[],
  done: Progress,
): Promise<Checked | string> {
  const read = sheet.map(hoursIn)
  const found = new Map<number, { residentId: string | null; problems: string[] }>()
  for (const portion of inPortions(read)) {
    const rows: HoursRow[] = portion.map(({ row }) => ({ ...row, minutes: Math.min(row.minutes, 100_000) }))
    const answer = await call('records.checkHours', { communityId, rows })
    if (!answer.ok) return answer.error.message
    for (const { line, residentId, problems } of answer.data.rows) {
      const words = problems.map(({ column, problem }) => said(hoursColumnTitles[column], problem))
      found.set(line, { residentId, problems: words })
    }
    done(found.size / read.length)
  }
  const rows = read.map(({ row, wrong }) => ({
    line: row.line,
    who: row.name,
    problems: [...(found.get(row.line)?.problems ?? []), ...wrong.map((title) => said(title, 'missing'))],
    isDone: false,
  }))
  const right = read.reduce<(ReadHours & { residentId: string; id: string })[]>((all, one) => {
    const residentId = found.get(one.row.line)?.residentId
    const isRight = rows.some((row) => row.line === one.row.line && isToWrite(row))
    return residentId && isRight ? [...all, { ...one, residentId, id: newId() }] : all
  }, [])
  const batches = batchesOf(right).map((batch) => ({ ...batch, id: newId() }))
  return {
    rows,
    async write(share) {
      const failed = new Map<number, string>()
      for (let index = 0; index < batches.length; index += 1) {
        const { id, day, minutes, words, rows: people } = batches[index] as (typeof batches)[number]
        const answer = await call('records.addHours', {
          id,
          communityId,
          people: people.map(({ id: ownId, residentId }) => ({ id: ownId, residentId })),
          day,
          minutes,
          ...words,
          objectionId: null,
        })
        if (!answer.ok) for (const { row } of people) failed.set(row.line, answer.error.message)
        share((index + 1) / batches.length)
      }
      return failed
    },
  }
}

/** Asks for page after page and saves one file; a string says why not. Answers with the number of rows. */
export async function exportMembers(communityId: string): Promise<number | string> {
  const rows: string[][] = []
  let after: string | null = null
  do {
    const answer: Awaited<ReturnType<typeof call<'volunteers.exportMembers'>>> = await call(
      'volunteers.exportMembers',
      {
        communityId,
        after,
      },
    )
    if (!answer.ok) return answer.error.message
    rows.push(...answer.data.rows.map(memberCells))
    after = answer.data.next
  } while (after !== null)
  await saveFile('志愿者', memberExportTitles, rows)
  return rows.length
}

export async function exportHours(communityId: string, fromDay: string, toDay: string): Promise<number | string> {
  const rows: string[][] = []
  let after: { day: string; residentId: string; seq: number } | null = null
  do {
    const answer: Awaited<ReturnType<typeof call<'records.exportHours'>>> = await call('records.exportHours', {
      communityId,
      fromDay,
      toDay,
      after,
    })
    if (!answer.ok) return answer.error.message
    rows.push(...answer.data.rows.map(hoursCells))
    after = answer.data.next
  } while (after !== null)
  await saveFile('志愿服务时间', hoursExportTitles, rows)
  return rows.length
}
