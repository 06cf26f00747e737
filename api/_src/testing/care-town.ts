import { beforeEach } from 'vitest'
import type { Agreement, Terms } from '../../../shared/homecare/agreement-contract.ts'
import type { Assessment } from '../../../shared/homecare/schemas.ts'
import { instantOf } from '../../../shared/time.ts'
import { homecareBackground } from '../homecare/background.ts'
import { homecareSlice } from '../homecare/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { newId } from '../platform/ids.ts'
import { places, type TestAccount } from './actors.ts'
import type { TestDatabase } from './database.ts'
import type { testServer } from './server.ts'
import { smallTown, type SmallTown } from './small-town.ts'

/** The day of the tests: a Tuesday. */
export const careDay = '2026-11-24'
const start = instantOf(careDay, '10:00')

export const wholeSurvey = {
  answers: {
    ...({ eating: 'well', dressing: 'well', bed: 'well', toilet: 'well', walking: 'helped', bathing: 'not' } as const),
    ...({ memory: 'well', sight: 'helped', hearing: 'not' } as const),
  },
  carer: 'nobody' as const,
  wanted: ['meals' as const, 'bath' as const],
  note: '早上起不来床',
}

export const assessment: Assessment = {
  answers: wholeSurvey.answers,
  level: 'partly',
  group: 'living_alone',
  categories: ['meals', 'bath'],
  hoursPerMonth: 20,
  priceKind: 'low_price',
  subsidyCents: 30_000,
  note: '家里没装扶手',
}

export const terms: Terms = {
  providerId: '01M82KAMTS1V3XN3EY7FP9P2YC',
  providerName: '梅园养老服务站',
  categories: ['meals', 'bath'],
  hoursPerMonth: 20,
  priceKind: 'low_price',
  group: 'living_alone',
  subsidyCents: 30_000,
  beginDay: '2026-12-01',
  endDay: '2027-11-30',
  extra: '',
}

type CaseRef = { communityId: string; applicationId: string }

export interface CareTown extends SmallTown {
  /** A survey of the elder, handed in. */
  surveyed: (who?: TestAccount) => Promise<{ communityId: string; surveyId: string }>
  applied: (who?: TestAccount) => Promise<CaseRef>
  approved: (who?: TestAccount) => Promise<CaseRef>
  /** An agreement waiting to be confirmed. */
  proposed: (over?: Partial<Terms>, ref?: CaseRef) => Promise<CaseRef & Agreement>
}

/** Home care behind its front door, with one of everybody; the daughter may apply for the elder. */
export function careTown(database: TestDatabase, options: Parameters<typeof testServer>[3] = {}): CareTown {
  const slices = [peopleSlice, homecareSlice]
  const small = smallTown(database, { slices, start, advances: homecareBackground.advances }, options)
  const town: CareTown = Object.assign(small, {
    async surveyed(who: TestAccount = town.cast.elder) {
      const { person } = town.cast.elder
      const id = newId()
      await town.ok(who, 'homecare.saveSurvey', { id, person, version: 0, submit: true, ...wholeSurvey })
      return { communityId: person.communityId, surveyId: id }
    },
    async applied(who: TestAccount = town.cast.elder) {
      const { applicationId } = await town.ok(who, 'homecare.apply', { id: newId(), ...(await town.surveyed(who)) })
      return { communityId: places.community, applicationId }
    },
    async approved(who: TestAccount = town.cast.elder) {
      const ref = await town.applied(who)
      await town.ok(town.cast.gridWorker, 'homecare.assess', { ...ref, version: 1, assessment })
      const decision = { ...ref, version: 2, approved: true, reason: '符合条件。' }
      await town.ok(town.cast.communityStaff, 'homecare.decide', decision)
      return ref
    },
    async proposed(over: Partial<Terms> = {}, ref?: CaseRef) {
      const of = ref ?? (await town.approved())
      const input = { id: newId(), ...of, version: 0, terms: { ...terms, ...over } }
      return { ...of, ...(await town.ok(town.cast.communityStaff, 'homecare.writeAgreement', input)) }
    },
  })
  beforeEach(async () => {
    await database.raw(`update identity set scopes = '["book","see","help","apply"]' where relation <> 'self'`)
  })
  return town
}
