import { ageOn, type Day } from '../../../shared/time.ts'
import { agreesTo, consentPurposes, type ConsentPurpose } from '../../../shared/volunteers/consents.ts'
import { birthDateIn, idNumberProblem, idNumberTyped, sexIn } from '../../../shared/volunteers/id-number.ts'
import {
  adultAge,
  type FreeTime,
  type GuardianRelation,
  type ServiceKind,
  type Skill,
} from '../../../shared/volunteers/lifecycle.ts'
import type { VolunteerDetails, VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'

/** What is typed so far. */
export interface Draft {
  name: string
  idNumber: string
  phone: string
  livingArea: string
  skills: readonly Skill[]
  serviceKinds: readonly ServiceKind[]
  freeTimes: readonly FreeTime[]
  introduction: string
  guardianName: string
  guardianPhone: string
  guardianRelation: GuardianRelation
  agreed: readonly ConsentPurpose[]
}

export type Problems = Partial<
  Record<'name' | 'idNumber' | 'phone' | 'livingArea' | 'guardianName' | 'guardianPhone' | 'agreed', string>
>

/** The form as it opens: what is on file already, else what the community knows. Nothing is agreed to in advance. */
export function draftOf({ volunteer, prefill }: VolunteerSheet, communityName: string): Draft {
  const guardian = volunteer?.guardian
  return {
    name: volunteer?.name ?? prefill.name,
    idNumber: '',
    phone: volunteer?.phone ?? prefill.phone ?? '',
    livingArea: volunteer?.livingArea ?? `${communityName} ${prefill.livingArea}`.trim(),
    skills: volunteer?.skills ?? [],
    serviceKinds: volunteer?.serviceKinds ?? [],
    freeTimes: volunteer?.freeTimes ?? [],
    introduction: volunteer?.introduction ?? '',
    guardianName: guardian?.name ?? '',
    guardianPhone: guardian?.phone ?? '',
    guardianRelation: guardian?.relation ?? 'mother',
    agreed: consentPurposes.filter((purpose) => agreesTo(volunteer?.consents ?? null, purpose)),
  }
}

/** A draft as the phone keeps it while somebody looks for their card: never the number itself. */
export function toKeep(draft: Draft): Draft {
  return { ...draft, idNumber: '' }
}

/** A kept draft, if that is what this is; anything else is none. */
export function keptDraft(value: unknown, fresh: Draft): Draft {
  const keys = Object.keys(fresh) as (keyof Draft)[]
  const isDraft =
    typeof value === 'object' &&
    value !== null &&
    keys.every((key) => {
      const part = (value as Record<string, unknown>)[key]
      return Array.isArray(fresh[key]) ? Array.isArray(part) : typeof part === 'string'
    })
  return isDraft ? { ...(value as Draft), idNumber: '' } : fresh
}

/** Birth date and sex: from the number that is typed, else as they are on file. */
export function bornOf(draft: Draft, sheet: VolunteerSheet): { birthDate: Day; sex: 'female' | 'male' } | undefined {
  const idNumber = idNumberTyped(draft.idNumber)
  if (idNumber !== '') {
    if (idNumberProblem(idNumber) !== undefined) return undefined
    return { birthDate: birthDateIn(idNumber), sex: sexIn(idNumber) }
  }
  const { volunteer } = sheet
  if (volunteer === null || volunteer.idNumberShown === null) return undefined
  if (volunteer.birthDate === null || volunteer.sex === null) return undefined
  return { birthDate: volunteer.birthDate, sex: volunteer.sex }
}

/** True when somebody else must agree too. */
export function isMinor(draft: Draft, sheet: VolunteerSheet, today: Day): boolean {
  const born = bornOf(draft, sheet)
  return born !== undefined && ageOn(born.birthDate, today) < adultAge
}

const dialled = /^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5})$/

/** A telephone as it is sent: blanks and the dashes of a mobile number do not count. */
export function phoneTyped(typed: string): string {
  const phone = typed.replace(/\s/g, '')
  return phone.startsWith('0') ? phone : phone.replace(/-/g, '')
}

const phoneProblem = (typed: string) =>
  dialled.test(phoneTyped(typed)) ? undefined : '电话不对。手机是 11 位，座机带上区号。'

function idNumberWrong(draft: Draft, sheet: VolunteerSheet, today: Day): string | undefined {
  const idNumber = idNumberTyped(draft.idNumber)
  if (idNumber === '') {
    const isKnown = sheet.volunteer !== null && sheet.volunteer.idNumberShown !== null
    return isKnown ? undefined : '请写上身份证号，登记要核对本人。'
  }
  if (idNumber.length < 18) return `还差 ${18 - idNumber.length} 位，请接着填。`
  if (idNumberProblem(idNumber) !== undefined) return '号码不对，请对着证件再看一遍。'
  const age = ageOn(birthDateIn(idNumber), today)
  if (age < 0) return '生日还没到，请对着证件再看一遍。'
  if (age < sheet.leastAge && sheet.volunteer === null) return `满 ${sheet.leastAge} 岁才能登记，过两年再来。`
  return undefined
}

/** What is wrong on the first page: who somebody is. Empty when it is all right. */
export function whoProblems(draft: Draft, sheet: VolunteerSheet, today: Day): Problems {
  return {
    ...whereWrong('name', draft.name.trim() === '' ? '请写上证件上的姓名。' : undefined),
    ...whereWrong('idNumber', idNumberWrong(draft, sheet, today)),
    ...whereWrong('phone', phoneProblem(draft.phone)),
    ...whereWrong('livingArea', draft.livingArea.trim() === '' ? '请写上住在哪一片。' : undefined),
  }
}

export function guardianProblems(draft: Draft): Problems {
  const isOwn = phoneTyped(draft.guardianPhone) === phoneTyped(draft.phone)
  return {
    ...whereWrong('guardianName', draft.guardianName.trim() === '' ? '请写上家长的姓名。' : undefined),
    ...whereWrong(
      'guardianPhone',
      phoneProblem(draft.guardianPhone) ?? (isOwn ? '和本人的电话一样。请写家长自己的电话。' : undefined),
    ),
  }
}

export function consentProblems(draft: Draft): Problems {
  return whereWrong('agreed', draft.agreed.includes('records') ? undefined : '第一条要先点上，同意了才能登记。')
}

function whereWrong(key: keyof Problems, problem: string | undefined): Problems {
  return problem === undefined ? {} : { [key]: problem }
}

/** The details as they are sent; undefined while birth date and sex are not known. */
export function detailsOf(draft: Draft, sheet: VolunteerSheet, today: Day): VolunteerDetails | undefined {
  const born = bornOf(draft, sheet)
  if (born === undefined) return undefined
  const idNumber = idNumberTyped(draft.idNumber)
  return {
    ...born,
    name: draft.name.trim(),
    ...(idNumber === '' ? {} : { idNumber }),
    livingArea: draft.livingArea.trim(),
    phone: phoneTyped(draft.phone),
    skills: [...draft.skills],
    serviceKinds: [...draft.serviceKinds],
    freeTimes: [...draft.freeTimes],
    introduction: draft.introduction.trim(),
    guardian: isMinor(draft, sheet, today)
      ? {
          name: draft.guardianName.trim(),
          phone: phoneTyped(draft.guardianPhone),
          relation: draft.guardianRelation,
        }
      : null,
  }
}

/** What the server found wrong, at its field. */
export function refusedAt(error: { code: string; message: string; details?: unknown }): Problems {
  if (error.code === 'id_number_taken') return { idNumber: error.message }
  if (error.code !== 'invalid_input') return {}
  const words = JSON.stringify(error.details ?? '')
  if (/idNumber|birthDate|sex/.test(words)) return { idNumber: '和证件对不上，请再填一遍证件号。' }
  if (/guardian/.test(words)) return { guardianPhone: '家长这一栏不对，请再看一遍。' }
  if (/livingArea/.test(words)) return { livingArea: '这一栏不对，请再看一遍。' }
  if (/phone/.test(words)) return { phone: '电话不对，请再看一遍。' }
  return /name/.test(words) ? { name: '姓名不对，请再看一遍。' } : {}
}
