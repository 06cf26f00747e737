import { ageOn, type Day } from '../../../../shared/time.ts'
import type { RowProblem } from '../../../../shared/volunteers/exchange.ts'
import type { MemberCheck, MemberColumn, MemberRow } from '../../../../shared/volunteers/exchange-contract.ts'
import { birthDateIn, idNumberProblem, idNumberTyped, sexIn } from '../../../../shared/volunteers/id-number.ts'
import { adultAge } from '../../../../shared/volunteers/lifecycle.ts'

/** Somebody of the community who has the name of a row. */
export interface Namesake {
  residentId: string
  name: string
  phone: string | null
  birthDate: Day | null
}

/** What is on file of a volunteer who may be meant. */
export interface KnownMember {
  residentId: string
  mark: string | null
  phone: string | null
  livingArea: string | null
  /** As words that can be compared. */
  offers: string
}

export interface CheckFacts {
  namesakes: readonly Namesake[]
  members: readonly KnownMember[]
  leastAge: number
  today: Day
  /** The keyed mark of an identity number. */
  markOf: (idNumber: string) => string
}

const phoneShape = /^(1\d{10}|0\d{2,3}-?\d{7,8})$/
const dayShape = /^\d{4}-\d{2}-\d{2}$/
export const sexWords = { 女: 'female', 男: 'male' } as const

export function offersOf({
  skills,
  serviceKinds,
  freeTimes,
}: Pick<MemberRow, 'skills' | 'serviceKinds' | 'freeTimes'>) {
  return [skills, serviceKinds, freeTimes].map((one) => [...new Set<string>(one)].toSorted().join()).join(' ')
}

/** Every row with all that is wrong with it. The same person twice in one sheet is wrong the second time. */
export function checkMembers(rows: readonly MemberRow[], facts: CheckFacts): MemberCheck[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    const idNumber = idNumberTyped(row.idNumber)
    const problems = [...missingIn(row), ...wrongIn(row, idNumber, facts)]
    const meant = whoIsMeant(row, facts.namesakes)
    if (typeof meant === 'string' && row.name !== '') problems.push({ column: 'name', problem: meant })
    const residentId = typeof meant === 'string' ? null : meant.residentId
    if (residentId !== null && seen.has(residentId)) problems.push({ column: 'name', problem: 'twice' })
    if (residentId !== null) seen.add(residentId)
    const mark = problems.length === 0 ? facts.markOf(idNumber) : undefined
    const holder = mark === undefined ? undefined : facts.members.find((member) => member.mark === mark)
    if (holder && holder.residentId !== residentId) problems.push({ column: 'idNumber', problem: 'id_number_taken' })
    if (problems.length > 0) return { line: row.line, outcome: 'wrong', problems, residentId }
    const known = facts.members.find((member) => member.residentId === residentId)
    return { line: row.line, outcome: outcomeOf(row, known, mark), problems, residentId }
  })
}

function outcomeOf(row: MemberRow, known: KnownMember | undefined, mark: string | undefined): MemberCheck['outcome'] {
  if (!known) return 'new'
  const isSame =
    known.mark === mark &&
    known.phone === row.phone &&
    known.livingArea === row.livingArea &&
    known.offers === offersOf(row)
  return isSame ? 'same' : 'change'
}

type Problem = { column: MemberColumn; problem: RowProblem }

function missingIn(row: MemberRow): Problem[] {
  const needed = ['name', 'sex', 'birthDate', 'idNumber', 'livingArea', 'phone'] as const
  return needed.filter((column) => row[column] === '').map((column) => ({ column, problem: 'missing' }))
}

function wrongIn(row: MemberRow, idNumber: string, { leastAge, today }: CheckFacts): Problem[] {
  const problems: Problem[] = []
  const sex = row.sex === '女' || row.sex === '男' ? sexWords[row.sex] : undefined
  if (row.sex !== '' && sex === undefined) problems.push({ column: 'sex', problem: 'format' })
  if (row.phone !== '' && !phoneShape.test(row.phone)) problems.push({ column: 'phone', problem: 'format' })
  const isDay = dayShape.test(row.birthDate)
  if (row.birthDate !== '' && !isDay) problems.push({ column: 'birthDate', problem: 'format' })
  if (idNumber === '') return problems
  if (idNumberProblem(idNumber) !== undefined) return [...problems, { column: 'idNumber', problem: 'id_number_wrong' }]
  if (isDay && birthDateIn(idNumber) !== row.birthDate) {
    problems.push({ column: 'birthDate', problem: 'birth_date_differs' })
  }
  if (sex !== undefined && sexIn(idNumber) !== sex) problems.push({ column: 'sex', problem: 'sex_differs' })
  const age = ageOn(birthDateIn(idNumber), today)
  if (age < leastAge) problems.push({ column: 'birthDate', problem: 'too_young' })
  // A guardian agrees in person or on a paper that somebody saw: not by a row.
  else if (age < adultAge) problems.push({ column: 'birthDate', problem: 'minor' })
  return problems
}

/** The resident of this name; among several the one whose telephone or birth date agrees. */
function whoIsMeant(row: MemberRow, namesakes: readonly Namesake[]): Namesake | 'nobody' | 'several' {
  const named = namesakes.filter(({ name }) => name === row.name)
  const agreeing = named.filter(({ phone, birthDate }) => phone === row.phone || birthDate === row.birthDate)
  const [one, ...others] = agreeing.length > 0 ? agreeing : named
  if (!one) return 'nobody'
  if (others.length > 0) return 'several'
  const contradicts = one.birthDate !== null && dayShape.test(row.birthDate) && one.birthDate !== row.birthDate
  return contradicts ? 'nobody' : one
}
