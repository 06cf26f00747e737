import type { HoursColumn, HoursExport, HoursRow } from '../../../shared/records/exchange-contract.ts'
import { hoursText, signedHoursText } from '../../../shared/records/hours.ts'
import { dayOf, timeOf } from '../../../shared/time.ts'
import type { SheetRow } from './sheet.ts'

/** The elements of 民政部令67号 Art. 7 by their names there, and why the hours were not recorded on the spot. */
export const hoursTitles = [
  '志愿者编号',
  '姓名',
  '活动名称',
  '服务日期',
  '服务地点',
  '服务内容',
  '服务时间（小时）',
  '组织单位',
  '负责人',
  '补录原因',
] as const

export const hoursColumnTitles: Readonly<Record<HoursColumn, string>> = {
  volunteerNumber: '志愿者编号',
  name: '姓名',
  day: '服务日期',
  minutes: '服务时间（小时）',
}

/** What stands beside who and how long, the same for all who served together. */
export interface HoursWords {
  title: string
  content: string
  place: string
  organiserName: string
  personInCharge: string
  reason: string
}

export interface ReadHours {
  row: HoursRow
  words: HoursWords
  /** Titles of cells that are empty or too long. */
  wrong: string[]
}

const longest: Readonly<Record<keyof HoursWords, number>> = {
  title: 40,
  content: 80,
  place: 80,
  organiserName: 60,
  personInCharge: 40,
  reason: 200,
}
const wordTitles: Readonly<Record<keyof HoursWords, (typeof hoursTitles)[number]>> = {
  title: '活动名称',
  content: '服务内容',
  place: '服务地点',
  organiserName: '组织单位',
  personInCharge: '负责人',
  reason: '补录原因',
}
const wordKeys = Object.keys(wordTitles) as (keyof HoursWords)[]

export function hoursIn({ line, cells }: SheetRow): ReadHours {
  const cell = (title: (typeof hoursTitles)[number]) => cells[title] ?? ''
  const hours = Number(cell('服务时间（小时）'))
  const words: HoursWords = {
    title: cell('活动名称'),
    content: cell('服务内容'),
    place: cell('服务地点'),
    organiserName: cell('组织单位'),
    personInCharge: cell('负责人'),
    reason: cell('补录原因'),
  }
  return {
    row: {
      line,
      volunteerNumber: cell('志愿者编号').replace(/\s/g, ''),
      name: cell('姓名'),
      day: cell('服务日期').split('/').join('-'),
      // A number that is none, or far too large, is refused as 0 is.
      minutes: hours > 0 && hours < 1_000 ? Math.round(hours * 60) : 0,
    },
    words,
    wrong: wordKeys
      .filter((key) => words[key] === '' || words[key].length > longest[key])
      .map((key) => wordTitles[key]),
  }
}

/** Most people of one proposal. */
const mostTogether = 30

export interface HoursBatch<Row> {
  day: string
  minutes: number
  words: HoursWords
  rows: Row[]
}

/** Rows that say the same but for the person go together, as they were served: one proposal to confirm. */
export function batchesOf<Row extends ReadHours & { residentId: string }>(rows: readonly Row[]): HoursBatch<Row>[] {
  const batches: HoursBatch<Row>[] = []
  for (const one of rows) {
    const { day, minutes } = one.row
    const batch = batches.find(
      (known) =>
        known.day === day &&
        known.minutes === minutes &&
        known.rows.length < mostTogether &&
        wordKeys.every((key) => known.words[key] === one.words[key]) &&
        known.rows.every(({ residentId }) => residentId !== one.residentId),
    )
    if (batch) batch.rows.push(one)
    else batches.push({ day, minutes, words: one.words, rows: [one] })
  }
  return batches
}

export const hoursExportTitles = [
  '志愿者编号',
  '姓名',
  '第几笔',
  '活动名称',
  '服务日期',
  '服务地点',
  '服务内容',
  '服务时间（小时）',
  '组织单位',
  '负责人',
  '记录方式',
  '签到时间',
  '签退时间',
  '原因',
  '录入人',
  '核对人',
  '录入时间',
] as const

const moment = (instant: string | null) => {
  if (instant === null) return ''
  const at = new Date(instant)
  return `${dayOf(at)} ${timeOf(at)}`
}

export function hoursCells(row: HoursExport): string[] {
  return [
    row.volunteerNumber,
    row.name,
    String(row.seq),
    row.title,
    row.serviceDay,
    row.place,
    row.content,
    row.kind === 'correction' ? signedHoursText(row.minutes) : hoursText(row.minutes),
    row.organiserName,
    row.personInCharge,
    row.kind === 'correction' ? '更正' : row.basis === 'automatic' ? '签到签退' : '补录',
    moment(row.checkedInAt),
    moment(row.checkedOutAt),
    row.reason,
    row.enteredByName,
    row.confirmedByName,
    moment(row.enteredAt),
  ]
}
