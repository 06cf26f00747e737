import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { exchangeContract } from '../../../shared/volunteers/exchange-contract.ts'
import type { hoursExchangeContract } from '../../../shared/records/exchange-contract.ts'
import type { Cast } from './actors.ts'

/** For every endpoint of spreadsheets an input that aims at the elder. */
export function exchangeSamples({ elder: { name, person } }: Cast): {
  [Name in keyof (typeof exchangeContract & typeof hoursExchangeContract)]: Input<Endpoints[Name]>
} {
  const { communityId } = person
  const offers = { skills: [], serviceKinds: [], freeTimes: [] }
  const member = { name, sex: '女', birthDate: '1944-03-12', idNumber: '', livingArea: '梅园', phone: '', ...offers }
  const hours = { volunteerNumber: '10000001', name, day: '2026-11-20', minutes: 60 }
  return {
    'volunteers.checkMembers': { communityId, rows: [{ line: 2, ...member }] },
    'volunteers.exportMembers': { communityId, after: null },
    'records.checkHours': { communityId, rows: [{ line: 2, ...hours }] },
    'records.exportHours': { communityId, fromDay: '2026-01-01', toDay: '2026-12-31', after: null },
  }
}
