import { mostAddedMinutes } from '../../../../shared/records/hours.ts'
import type { HoursCheck, HoursColumn, HoursRow } from '../../../../shared/records/exchange-contract.ts'
import { addDays, type Day } from '../../../../shared/time.ts'
import type { RowProblem } from '../../../../shared/volunteers/exchange.ts'
import type { VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'

/** A volunteer whose number stands in the sheet. */
export interface Numbered {
  residentId: string
  volunteerNumber: string
  name: string | null
  status: VolunteerStatus
}

const dayShape = /^\d{4}-\d{2}-\d{2}$/
const isDay = (day: string) => dayShape.test(day) && addDays(day, 0) === day

/** Every row with what is wrong with it. The name guards against a number typed wrong. */
export function checkHours(
  rows: readonly HoursRow[],
  volunteers: readonly Numbered[],
  { today, ownId }: { today: Day; ownId: string },
): HoursCheck[] {
  return rows.map((row) => {
    const problems: { column: HoursColumn; problem: RowProblem }[] = []
    const volunteer = volunteers.find(({ volunteerNumber }) => volunteerNumber === row.volunteerNumber)
    if (row.volunteerNumber === '') problems.push({ column: 'volunteerNumber', problem: 'missing' })
    else if (!volunteer) problems.push({ column: 'volunteerNumber', problem: 'nobody' })
    else if (volunteer.name !== row.name) problems.push({ column: 'name', problem: 'nobody' })
    else if (volunteer.status === 'left') problems.push({ column: 'name', problem: 'left' })
    else if (volunteer.residentId === ownId) problems.push({ column: 'name', problem: 'own_hours' })
    if (row.day === '') problems.push({ column: 'day', problem: 'missing' })
    else if (!isDay(row.day) || row.day > today) problems.push({ column: 'day', problem: 'format' })
    if (row.minutes < 1 || row.minutes > mostAddedMinutes) problems.push({ column: 'minutes', problem: 'format' })
    return { line: row.line, problems, residentId: problems.length === 0 ? (volunteer?.residentId ?? null) : null }
  })
}
