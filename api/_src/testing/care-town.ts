import { beforeEach } from 'vitest'
import type { Input, Output } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import type { Agreement, Terms } from '../../../shared/homecare/agreement-contract.ts'
import type { Assessment } from '../../../shared/homecare/schemas.ts'
import { instantOf } from '../../../shared/time.ts'
import { homecareBackground } from '../homecare/background.ts'
import { homecareSlice } from '../homecare/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { newId } from '../platform/ids.ts'
import { makeActors, places, type Cast, type TestAccount } from './actors.ts'
import { call, callOk, type CallResult } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer, type TestServer } from './server.ts'

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

export interface CareTown extends TestServer {
  cast: Cast
  call: <Name extends EndpointName>(
    who: TestAccount,
    name: Name,
    input: Input<Endpoints[Name]>,
  ) => Promise<CallResult<Name>>
  /** Like `call`, for what must succeed: the data. */
  ok: <Name extends EndpointName>(
    who: TestAccount,
    name: Name,
    input: Input<Endpoints[Name]>,
  ) => Promise<Output<Endpoints[Name]>>
  /** Turns the clock; nobody's session ends by it. */
  at: (now: Date) => Promise<void>
  /** What the clock does. */
  advance: () => Promise<void>
  /** Titles in the inbox of an account or a resident, in the order in which they came. */
  titles: (recipientId: string) => Promise<string[]>
  /** A survey of the elder, handed in. */
  surveyed: (who?: TestAccount) => Promise<{ communityId: string; surveyId: string }>
  applied: (who?: TestAccount) => Promise<CaseRef>
  approved: (who?: TestAccount) => Promise<CaseRef>
  /** An agreement waiting to be confirmed. */
  proposed: (over?: Partial<Terms>, ref?: CaseRef) => Promise<CaseRef & Agreement>
}

/** Home care behind its front door, with one of everybody; the daughter may apply for the elder. */
export function careTown(database: TestDatabase, options: Parameters<typeof testServer>[3] = {}): CareTown {
  const { db } = database
  const server = testServer(database, [peopleSlice, homecareSlice], start, options)
  const town: CareTown = {
    ...server,
    cast: undefined as unknown as Cast,
    call: (who, name, input) => call(server.app, who.token, name, input),
    ok: (who, name, input) => callOk(server.app, who.token, name, input),
    async at(now) {
      server.clock.now = now
      const stamp = now.toISOString().slice(0, 23).replace('T', ' ')
      await database.raw('update session set created_at = ?, last_seen_at = ?', [stamp, stamp])
    },
    async advance() {
      const context = { db, communityIds: [places.community], now: server.clock.now, newId, wechat: { templates: {} } }
      for (const one of Object.values(homecareBackground.advances ?? {})) await one(context)
    },
    async titles(recipientId) {
      await server.app.settled()
      await server.tick()
      const rows = await database.raw(
        "select title from delivery where recipient_id = ? and channel = 'inbox' order by created_at, id",
        [recipientId],
      )
      return rows.map((row) => String(row['title']))
    },
    async surveyed(who = town.cast.elder) {
      const { person } = town.cast.elder
      const id = newId()
      await town.ok(who, 'homecare.saveSurvey', { id, person, version: 0, submit: true, ...wholeSurvey })
      return { communityId: person.communityId, surveyId: id }
    },
    async applied(who = town.cast.elder) {
      const { applicationId } = await town.ok(who, 'homecare.apply', { id: newId(), ...(await town.surveyed(who)) })
      return { communityId: places.community, applicationId }
    },
    async approved(who = town.cast.elder) {
      const ref = await town.applied(who)
      await town.ok(town.cast.gridWorker, 'homecare.assess', { ...ref, version: 1, assessment })
      const decision = { ...ref, version: 2, approved: true, reason: '符合条件。' }
      await town.ok(town.cast.communityStaff, 'homecare.decide', decision)
      return ref
    },
    async proposed(over = {}, ref) {
      const of = ref ?? (await town.approved())
      const input = { id: newId(), ...of, version: 0, terms: { ...terms, ...over } }
      return { ...of, ...(await town.ok(town.cast.communityStaff, 'homecare.writeAgreement', input)) }
    },
  }
  beforeEach(async () => {
    server.clock.now = start
    const cast = await makeActors(db, start)
    town.cast = cast
    await database.raw(`update identity set scopes = '["book","see","help","apply"]' where relation <> 'self'`)
  })
  return town
}
