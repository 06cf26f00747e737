import type { Output } from '../../../../shared/contract.ts'
import type { surveyContract } from '../../../../shared/homecare/survey-contract.ts'
import { agreementSummaries } from '../agreement/columns.ts'
import type { MineRow } from './store.ts'

type Line = Output<(typeof surveyContract)['homecare.mine']>['lines'][number]

/** One line for each survey, with its application and the agreements under it. */
export function mineLines(rows: readonly MineRow[]): Line[] {
  return [...new Set(rows.map(({ id }) => id))].flatMap((id) => {
    const own = rows.filter((row) => row.id === id)
    const [row] = own
    return row ? [lineOf(row, own)] : []
  })
}

function lineOf(row: MineRow, own: readonly MineRow[]): Line {
  return {
    communityId: row.community_id,
    residentId: row.resident_id,
    name: row.resident_name,
    survey: {
      surveyId: row.id,
      status: row.status,
      version: row.version,
      ability: row.ability,
      wanted: [...row.wanted],
      way: row.way,
      byName: row.by_name,
      changedAt: row.changed_at.toISOString(),
    },
    application:
      row.application_id === null
        ? null
        : {
            applicationId: row.application_id,
            status: row.application_status ?? 'applied',
            appliedAt: (row.applied_at ?? row.changed_at).toISOString(),
            delegateName: row.delegate_name,
            dueDay: row.due_day ?? '',
            version: row.application_version ?? 0,
          },
    agreements: agreementSummaries(own),
  }
}
