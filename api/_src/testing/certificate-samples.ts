import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { certificatesContract } from '../../../shared/records/certificates-contract.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import { callOk } from './call.ts'
import type { TestServer } from './server.ts'

/** The elder, who has hours, asked for a certificate of all of them. She did not agree to stand on the list by name. */
export async function makeElderCertificate({ app }: Pick<TestServer, 'app'>, { elder }: Cast) {
  const request = { id: newId(), from: null, to: null, showsName: false, replacesId: null }
  return callOk(app, elder.token, 'records.askCertificate', request)
}

/** For every endpoint of certificates an input that aims at the elder's. */
export function certificateSamples(
  { elder }: Cast,
  { certificateId, number }: Awaited<ReturnType<typeof makeElderCertificate>>,
): { [Name in keyof typeof certificatesContract]: Input<Endpoints[Name]> } {
  const { communityId } = elder.person
  const which = { communityId, certificateId }
  return {
    'records.certificates': {},
    'records.askCertificate': { id: certificateId, from: null, to: null, showsName: true, replacesId: certificateId },
    'records.withdrawCertificate': which,
    'records.certificateFile': which,
    'records.checkCertificate': { number },
    'records.publicity': { communityId },
    'records.deskCertificates': { communityId, scope: 'running' },
    'records.decideCertificate': { ...which, version: 1, move: 'hold', words: '核对' },
  }
}
