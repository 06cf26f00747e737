import type { Application, CaseLine } from '../../../../shared/homecare/application-contract.ts'
import { groupsOf, notedGroups } from '../../../../shared/homecare/groups.ts'
import type { ApplicationSummary } from '../../../../shared/homecare/schemas.ts'
import { ageOn, type Day } from '../../../../shared/time.ts'
import { agreementSummaries } from '../agreement/columns.ts'
import { stepsOf } from '../entry.ts'
import { settingsFrom } from '../settings/store.ts'
import { surveyView } from '../survey/view.ts'
import { caseRank } from './decide.ts'
import type { ApplicationRow, CaseRow, WholeRow } from './store.ts'

export function summaryOf(
  row: Pick<ApplicationRow, 'id' | 'status' | 'applied_at' | 'delegate_name' | 'due_day' | 'version'>,
): ApplicationSummary {
  return {
    applicationId: row.id,
    status: row.status,
    appliedAt: row.applied_at.toISOString(),
    delegateName: row.delegate_name,
    dueDay: row.due_day,
    version: row.version,
  }
}

type Joined = Pick<
  WholeRow,
  'application_id' | 'application_status' | 'applied_at' | 'delegate_name' | 'due_day' | 'application_version'
>

function joinedSummary(row: Joined): ApplicationSummary {
  const { application_id: id, application_status: status, application_version: version, ...rest } = row
  return summaryOf({ ...rest, id, status, version })
}

/** `rows` are the same application, once for each agreement. */
export function wholeView(row: WholeRow, rows: readonly WholeRow[], address: string, today: Day): Application {
  const { homeBirthDate: birthDate, homeAlone, groups, homeName } = row
  const noted = notedGroups(groups, today)
  const { complaintPlace: place, complaintPhone: phone } = settingsFrom(row)
  return {
    ...joinedSummary(row),
    person: {
      communityId: row.community_id,
      residentId: row.resident_id,
      name: homeName ?? row.resident_name,
      age: birthDate === null ? null : ageOn(birthDate, today),
      address,
      groups: groupsOf({ birthDate, livingAlone: homeAlone === 1, noted }, today),
    },
    survey: surveyView(row),
    assessment: row.assessment,
    assessedAt: row.assessed_at?.toISOString() ?? null,
    reason: row.reason,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    complaint: { place, phone },
    steps: stepsOf(row.history),
    agreements: agreementSummaries(rows),
  }
}

/** The desk's list in the order in which it is worked off. */
export function caseLines(rows: readonly CaseRow[], today: Day): CaseLine[] {
  const ids = [...new Set(rows.map(({ application_id: id }) => id))]
  const lines = ids.flatMap((id) => {
    const own = rows.filter((row) => row.application_id === id)
    const [row] = own
    if (!row) return []
    const summary = joinedSummary(row)
    const isOpen = summary.status === 'applied' || summary.status === 'assessed'
    return [
      {
        ...summary,
        person: { communityId: row.community_id, residentId: row.resident_id, name: row.resident_name },
        address: row.address,
        overdue: isOpen && summary.dueDay < today,
        agreements: agreementSummaries(own),
      },
    ]
  })
  const endOf = (line: CaseLine) => line.agreements.find(({ status }) => status === 'in_force')?.endDay ?? line.dueDay
  const key = (line: CaseLine) => `${caseRank(line, today)} ${endOf(line)}`
  return lines.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}
