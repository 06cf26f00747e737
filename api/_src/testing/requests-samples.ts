import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { requestsContract } from '../../../shared/volunteering/requests-contract.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import type { TestServer } from './server.ts'

/** The elder asks volunteers for something. */
export async function makeElderRequest({ app, clock }: Pick<TestServer, 'app' | 'clock'>, { elder }: Cast) {
  const startsAt = addSeconds(clock.now, 86_400 * 2).toISOString()
  const wish = { person: elder.person, item: 'company' as const, startsAt, minutes: 60, wanted: 1, words: '' }
  const { requestId } = await callOk(app, elder.token, 'volunteering.ask', { id: newId(), ...wish })
  return { requestId, wish }
}

/** For every endpoint of requests an input that aims at the elder's. */
export function requestSamples(
  { elder: { person } }: Cast,
  { requestId, wish }: Awaited<ReturnType<typeof makeElderRequest>>,
): { [Name in keyof typeof requestsContract]: Input<Endpoints[Name]> } {
  const { communityId } = person
  const of = { communityId, requestId }
  return {
    'volunteering.ask': { id: newId(), ...wish },
    'volunteering.requests': { communityId, list: 'desk' },
    'volunteering.request': of,
    'volunteering.answerRequest': { ...of, version: 1, groupId: null, insured: false, words: '这次没有人。' },
    'volunteering.withdrawRequest': { ...of, version: 1, words: '' },
  }
}
