import type { MemberColumn, MemberExport, MemberRow } from '../../../shared/volunteers/exchange-contract.ts'
import { idNumberTyped } from '../../../shared/volunteers/id-number.ts'
import { freeTimes, serviceKinds, skills } from '../../../shared/volunteers/lifecycle.ts'
import type { VolunteerDetails } from '../../../shared/volunteers/registration-contract.ts'
import { freeTimeWords, skillWords } from '../../text/volunteering.ts'
import { serviceKindWords, volunteerStatusWords } from '../../text/volunteers.ts'
import type { SheetRow } from './sheet.ts'

/** The elements of 民政部令67号 Art. 5 by their names there, and when somebody has time. */
export const memberTitles = [
  '姓名',
  '性别',
  '出生日期',
  '身份证件号码',
  '居住区域',
  '联系方式',
  '专业技能',
  '服务类别',
  '服务时间段',
] as const

export const memberColumnTitles: Readonly<Record<MemberColumn, string>> = {
  name: '姓名',
  sex: '性别',
  birthDate: '出生日期',
  idNumber: '身份证件号码',
  livingArea: '居住区域',
  phone: '联系方式',
}

const textOf = {
  skill: (one: (typeof skills)[number]) => skillWords[one].text,
  kind: (one: (typeof serviceKinds)[number]) => serviceKindWords[one],
  time: (one: (typeof freeTimes)[number]) => freeTimeWords[one],
}

/** The values meant by words with 、 or commas between them; `unknown` what is none of them. */
function listIn<Value>(cell: string, values: readonly Value[], textFor: (value: Value) => string) {
  const words = cell.split(/[、，,;；\s]+/).filter((word) => word !== '')
  const known = words.map((word) => values.find((value) => textFor(value) === word))
  return {
    values: known.filter((value): value is Value & {} => value !== undefined),
    unknown: words.filter((_, index) => known[index] === undefined),
  }
}

export interface ReadMember {
  row: MemberRow
  /** Words of a list that are none of ours. */
  unknown: string[]
}

export function memberIn({ line, cells }: SheetRow): ReadMember {
  const cell = (title: (typeof memberTitles)[number]) => cells[title] ?? ''
  const known = listIn(cell('专业技能'), skills, textOf.skill)
  const kinds = listIn(cell('服务类别'), serviceKinds, textOf.kind)
  const times = listIn(cell('服务时间段'), freeTimes, textOf.time)
  return {
    row: {
      line,
      name: cell('姓名'),
      sex: cell('性别'),
      birthDate: cell('出生日期').split('/').join('-'),
      idNumber: cell('身份证件号码'),
      livingArea: cell('居住区域'),
      phone: cell('联系方式'),
      skills: known.values,
      serviceKinds: kinds.values,
      freeTimes: times.values,
    },
    unknown: [...known.unknown, ...kinds.unknown, ...times.unknown],
  }
}

/** A row that was found right, as registration wants it. */
export function detailsOf(row: MemberRow): VolunteerDetails {
  const { name, birthDate, livingArea, phone, skills: known, serviceKinds: kinds, freeTimes: times } = row
  return {
    name,
    sex: row.sex === '男' ? 'male' : 'female',
    birthDate,
    idNumber: idNumberTyped(row.idNumber),
    livingArea,
    phone,
    skills: known,
    serviceKinds: kinds,
    freeTimes: times,
    introduction: '',
    guardian: null,
  }
}

export const memberExportTitles = ['志愿者编号', ...memberTitles, '状态', '注册日期'] as const

export function memberCells(row: MemberExport): string[] {
  return [
    row.volunteerNumber,
    row.name,
    row.sex === null ? '' : row.sex === 'male' ? '男' : '女',
    row.birthDate ?? '',
    row.idNumberShown ?? '',
    row.livingArea ?? '',
    row.phone ?? '',
    row.skills.map(textOf.skill).join('、'),
    row.serviceKinds.map(textOf.kind).join('、'),
    row.freeTimes.map(textOf.time).join('、'),
    volunteerStatusWords[row.status].text,
    row.joinedOn,
  ]
}
