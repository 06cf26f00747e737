import { afterAll, describe, expect, it } from 'vitest'
import type { Caller, Endpoint } from '../../shared/contract.ts'
import { endpoints, type EndpointName } from '../../shared/endpoints.ts'
import { errorTable } from '../../shared/errors.ts'
import { deviceKey } from './help/devices/keys.ts'
import { newId } from './platform/ids.ts'
import { requestFor } from './testing/call.ts'
import { signed } from './testing/device.ts'
import { useDatabase } from './testing/database.ts'
import { elderRows, makeSecurityTown, samplesFor } from './testing/security-samples.ts'
import { testDeviceSecret } from './testing/server.ts'

const database = await useDatabase({ clear: 'file' })
const town = await makeSecurityTown(database)
const { app, cast, simulator } = town
const samples = samplesFor(town)
const names = Object.keys(endpoints) as EndpointName[]

// Signing out ends a session that the next cases need: each is put back from this copy.
await database.raw('create or replace table session_copy select * from session')
afterAll(() => database.raw('drop table session_copy'))
const signInAgain = () => database.raw('replace into session select * from session_copy')

interface Answer {
  status: number
  text: string
  code: string | undefined
}

async function send(name: EndpointName, input: unknown, token: string | undefined): Promise<Answer> {
  const response = await app.fetch(requestFor(name, input, token))
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  const body = (isJson ? JSON.parse(text) : {}) as { error?: { code: string } }
  return { status: response.status, text, code: body.error?.code }
}

/** Every kind of caller, with the words of the contract that describe it. */
const callers: Record<string, { token: string | undefined; is: readonly Caller[] }> = {
  'no token': { token: undefined, is: [] },
  'a made-up token': { token: 'm'.repeat(43), is: [] },
  'an account bound to nobody': { token: cast.unbound.token, is: ['account'] },
  'a resident': { token: cast.neighbour.token, is: ['account', 'resident'] },
  'a grid worker': { token: cast.gridWorker.token, is: ['account', 'grid_worker'] },
  'community staff': { token: cast.communityStaff.token, is: ['account', 'community_staff'] },
  'a dispatcher': { token: cast.streetDispatcher.token, is: ['account', 'dispatcher'] },
  'a doctor': { token: cast.doctor.token, is: ['account', 'doctor'] },
  'an admin': { token: cast.admin.token, is: ['account', 'admin'] },
  'a worker whose role was revoked': { token: cast.revokedWorker.token, is: ['account'] },
}

describe.each(Object.entries(callers))('%s', (_who, { token, is }) => {
  it.each(names)('is let in to %s exactly when the contract says so', async (name) => {
    const row: Endpoint = endpoints[name]
    const mayCall = row.callers.some((caller) => caller === 'anyone' || is.includes(caller))
    // A made-up field is never a reason to be let in, and who may not call never learns what the input should be.
    const { status, code } = await send(name, { role: 'admin', communityId: '0' }, token)
    if (mayCall) {
      expect(code === 'not_signed_in' || code === 'not_allowed', code).toBe(false)
    } else {
      expect(code).toBe(is.length === 0 ? 'not_signed_in' : 'not_allowed')
      expect(status).toBe(errorTable[is.length === 0 ? 'not_signed_in' : 'not_allowed'].status)
    }
    if (name === 'people.signOut' && mayCall) await signInAgain()
  })
})

/** Nobody here may see or touch anything of the elder's. */
const strangers = {
  'a neighbour': cast.neighbour.token,
  'a delegate whose delegation was taken back': cast.former.token,
  'a resident of another community': cast.otherResident.token,
  'an account bound to nobody': cast.unbound.token,
  "another grid's worker": cast.otherGridWorker.token,
  "another community's staff": cast.otherCommunityStaff.token,
  "another street's dispatcher": cast.otherStreetDispatcher.token,
  'a worker whose role was revoked': cast.revokedWorker.token,
}

/** Words that stand for the elder wherever they appear in an answer. */
const markers = [cast.elder.name, cast.elder.person.residentId, '19900009999']
/** What an input itself names may come back in a refusal's details; nothing else may. */
const without = (text: string, input: unknown) =>
  JSON.stringify(input).includes(markers[1] ?? '') ? text.replaceAll(markers[1] ?? '', '') : text

/** Every cell of the elder's rows in one statement: it is asked thousands of times. */
const snapshotStatement = await (async () => {
  const columns = await database.raw(
    'select table_name as t, column_name as c from information_schema.columns where table_schema = database()',
  )
  return elderRows
    .map(([table, column]) => {
      const cells = columns.filter(({ t }) => t === table).map(({ c }) => `\`${String(c)}\``)
      return `select '${table}' as t, json_array(${cells.join()}) as cells from ${table} where ${column} = @elder`
    })
    .join(' union all ')
})()

async function elderSnapshot(): Promise<string> {
  const { residentId } = cast.elder.person
  const rows = await database.raw(snapshotStatement.replaceAll('@elder', `'${residentId}'`))
  return JSON.stringify(rows.map(({ t, cells }) => `${String(t)} ${String(cells)}`).toSorted())
}

/** As it was after the call before: nobody else changes anything here. */
let known = await elderSnapshot()

describe.each(Object.entries(strangers))('%s', (_who, token) => {
  it.each(names)('learns and changes nothing of the elder through %s', async (name) => {
    const input: unknown = samples[name]
    const { text } = await send(name, input, token)
    const seen = without(text, input)
    for (const marker of markers) expect(seen).not.toContain(marker)
    await app.settled()
    const before = known
    known = await elderSnapshot()
    expect(known).toBe(before)
    if (name === 'people.signOut') await signInAgain()
  })
})

describe('whoever may', () => {
  it.each([
    ['the elder sees her booking', 'booking.detail', cast.elder.token],
    ['the daughter sees it', 'booking.detail', cast.daughter.token],
    ['the daughter follows the call', 'help.status', cast.daughter.token],
    ['the grid worker opens the card', 'help.card', cast.gridWorker.token],
    ['the community opens the card', 'help.card', cast.communityStaff.token],
    ['the street opens the card', 'help.card', cast.streetDispatcher.token],
    ['the community sees her help device', 'help.devices', cast.communityStaff.token],
    ['the grid worker sees her tested button', 'help.deskTests', cast.gridWorker.token],
    ['the daughter sees her tested button', 'help.buttonTests', cast.daughter.token],
    ['the desk finds her', 'people.findResidents', cast.communityStaff.token],
    ['the community sees her application for home care', 'homecare.application', cast.communityStaff.token],
    ['the grid worker reads her agreement', 'homecare.agreement', cast.gridWorker.token],
    ['her family doctor opens her file', 'health.patient', cast.doctor.token],
    ['her family doctor opens her letter', 'health.referral', cast.doctor.token],
    ['the daughter sees her doctor', 'health.mine', cast.daughter.token],
    ['the community sees whom a closed day would hit', 'booking.planCheck', cast.communityStaff.token],
    ['the community opens her file as a volunteer', 'volunteers.deskVolunteer', cast.communityStaff.token],
    ['the community sees the list of a check-up', 'health.checkUp', cast.communityStaff.token],
    ['the community sees who has a place in her shift', 'volunteering.attendance', cast.communityStaff.token],
    ['the community sees her request for a certificate', 'records.deskCertificates', cast.communityStaff.token],
    ['she sees her own place', 'volunteering.presence', cast.elder.token],
  ] as const)('%s', async (_what, name, token) => {
    // The matrix above proves nothing if the same questions were refused to everybody.
    expect((await send(name, samples[name], token)).status).toBe(200)
  })
})

describe('a help device', () => {
  const { communityId } = cast.elder.person
  const { deviceId } = town.ids

  it('needs no session, presses for its owner, and is told nothing of her', async () => {
    const press = signed({ communityId, deviceId, counter: 1 })
    const { status, text } = await send('help.fromDevice', press, undefined)
    expect(status).toBe(200)
    for (const marker of markers) expect(text).not.toContain(marker)
  })

  it.each([
    ['nobody has', { communityId, deviceId: newId() }],
    ['of this community, said to be of another', { communityId: '320102001002', deviceId }],
  ])('%s is refused like one with a wrong signature', async (_what, named) => {
    const wrong = await send('help.fromDevice', samples['help.fromDevice'], undefined)
    const unknown = await send('help.fromDevice', signed({ ...named, counter: 2 }), undefined)
    const plain = ({ status, code, text }: Answer) => [status, code, text.replace(/"requestId":"\w+"/, '')]
    expect(plain(unknown)).toEqual(plain(wrong))
    expect(wrong).toMatchObject({ status: 401, code: 'device_refused' })
  })

  it('leaves neither its key nor its signature in the log', async () => {
    const press = signed({ communityId, deviceId, counter: 3 })
    const key = deviceKey(testDeviceSecret, press)
    await send('help.fromDevice', press, undefined)
    const log = town.lines.join('')
    for (const secret of [key, press.signature, testDeviceSecret]) expect(log).not.toContain(secret)
  })
})

describe('secrets of WeChat', () => {
  it('never leave the server: no session key and no openid in any answer or log line', async () => {
    simulator.addPerson({ openId: 'o-secret-person', phone: '19900007777', nickname: '陈静' })
    const code = simulator.loginCode('o-secret-person')
    const { status, text } = await send('people.signIn', { code }, undefined)
    expect(status).toBe(200)
    expect(text + town.lines.join('')).not.toMatch(/session_key|o-secret-person|o-test-/)
    expect(town.lines.join('')).not.toMatch(/王秀英|1990000\d{4}|Bearer/)
  })
})
