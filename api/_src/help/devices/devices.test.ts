import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { helpContract } from '../../../../shared/help/contract.ts'
import { newId } from '../../platform/ids.ts'
import type { TestAccount } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { signed } from '../../testing/device.ts'
import { helpStart, helpTown } from '../../testing/help-town.ts'
import { checkDevices } from './check.ts'
import { deviceKey, pressId } from './keys.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const unix = Math.floor(helpStart.getTime() / 1000)

/** The elder gets a device. */
async function registered({ hours = 26, by }: { hours?: number; by?: TestAccount } = {}) {
  const { communityId } = town.cast.elder.person
  const input = { id: newId(), person: town.cast.elder.person, label: '床头呼叫器', silentAfterHours: hours }
  const { device, key } = await town.ok(by ?? town.cast.communityStaff, 'help.registerDevice', input)
  return { communityId, deviceId: device.deviceId, key, input }
}

const say = (message: ReturnType<typeof signed>) => call(town.app, undefined, 'help.fromDevice', message)
const heard = (message: ReturnType<typeof signed>) => callOk(town.app, undefined, 'help.fromDevice', message)
const calls = () => raw('select id, source, intent, presses, version, resident_id, address from help_call')
const tasks = () => raw('select kind, status, title, resident_id, area_code from help_task order by opened_at, kind')
const check = () => checkDevices(db, [town.cast.elder.person.communityId], town.clock.now, newId)

describe('a press', () => {
  it('opens a call like any other, in four round trips at most', async () => {
    const { communityId, deviceId } = await registered()
    const first = await say(signed({ communityId, deviceId, counter: 1, at: unix, battery: 80 }))
    expect(first).toMatchObject({ ok: true, data: { counter: 1, call: { status: 'ringing' }, now: unix } })
    await town.app.settled()
    expect(await calls()).toMatchObject([
      { source: 'device', intent: 'emergency', presses: 1, address: '3 栋 2 单元 101' },
    ])
    town.at(20)
    const second = await say(signed({ communityId, deviceId, counter: 2, battery: 80 }))
    await town.app.settled()
    expect(await calls()).toMatchObject([{ presses: 2 }])
    const repeat = await say(signed({ communityId, deviceId, counter: 2, battery: 80 }))
    expect(repeat).toMatchObject({ ok: true })
    const counted = [first, second, repeat].map(({ roundTrips }) => roundTrips)
    expect(counted).toEqual([3, 4, 3])
    expect(Math.max(...counted)).toBeLessThanOrEqual(helpContract['help.fromDevice'].roundTrips)
    expect(await calls()).toMatchObject([{ presses: 2 }])
  })

  it('rings the desk, and the one who answers is named to the device', async () => {
    const { communityId, deviceId } = await registered()
    const { call: opened } = await heard(signed({ communityId, deviceId, counter: 1 }))
    await town.app.settled()
    const { calls: queue } = await town.desk(town.cast.gridWorker)
    expect(queue).toMatchObject([{ source: 'device', residentName: '王秀英', ringsForMe: true }])
    await town.ok(town.cast.gridWorker, 'help.acknowledge', { communityId, callId: opened?.callId ?? '' })
    town.at(30)
    const again = await heard(signed({ communityId, deviceId, counter: 2 }))
    expect(again.call).toEqual({ callId: opened?.callId, status: 'acknowledged', responderName: '李敏' })
  })

  it('says that it was a fall', async () => {
    const { communityId, deviceId } = await registered()
    await heard(signed({ communityId, deviceId, counter: 1, event: 'fall' }))
    expect(await calls()).toMatchObject([{ source: 'fall' }])
  })

  it('joins the call that the phone opened', async () => {
    const { communityId, deviceId } = await registered()
    const { callId } = await town.press()
    town.at(15)
    const { call: joined } = await heard(signed({ communityId, deviceId, counter: 1 }))
    expect(joined?.callId).toBe(callId)
    expect(await calls()).toMatchObject([{ presses: 2, source: 'app' }])
  })

  it('of a stuck button stays one call with a readable history', async () => {
    const { communityId, deviceId } = await registered()
    for (let counter = 1; counter <= 60; counter += 1) {
      town.at(counter)
      await heard(signed({ communityId, deviceId, counter }))
    }
    expect(await calls()).toMatchObject([{ presses: 3 }])
  })

  it('after the end of a call is a new cry for help, even of a stuck button', async () => {
    const { communityId, deviceId } = await registered()
    const { call: first } = await heard(signed({ communityId, deviceId, counter: 1 }))
    const ref = { communityId, callId: first?.callId ?? '' }
    await town.ok(town.cast.gridWorker, 'help.acknowledge', ref)
    await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '' })
    town.at(5)
    const { call: second } = await heard(signed({ communityId, deviceId, counter: 2 }))
    expect(second).toMatchObject({ status: 'ringing' })
    expect(second?.callId).not.toBe(first?.callId)
    const { call: again } = await heard(signed({ communityId, deviceId, counter: 2 }))
    expect(again).toEqual(second)
    expect(await calls()).toHaveLength(2)
  })
})

describe('sent again', () => {
  it('gets the same answer and does nothing twice, also with the time of the new try', async () => {
    const { communityId, deviceId } = await registered()
    const first = await heard(signed({ communityId, deviceId, counter: 5, at: unix }))
    town.at(240)
    const second = await heard(signed({ communityId, deviceId, counter: 5, at: unix + 240 }))
    expect(second.call).toEqual(first.call)
    expect(await calls()).toMatchObject([{ presses: 1 }])
  })

  if (database.driver === 'planetscale') {
    it.each([/^update `device`/, /^insert into `help_call`/])(
      'finds the same call when the answer, or the server, was lost at %s',
      async (statement) => {
        const { communityId, deviceId } = await registered()
        const message = signed({ communityId, deviceId, counter: 1, at: unix })
        for (const executed of [false, true]) {
          database.gateway.faults.order({ fault: { kind: 'http', status: 500, executed }, statement, times: 1 })
          expect((await say(message)).ok).toBe(false)
          database.gateway.faults.clear()
        }
        const { call: found } = await heard(message)
        expect(found?.callId).toBe(pressId({ communityId, deviceId, keyVersion: 1 }, 1))
        expect(await calls()).toMatchObject([{ id: found?.callId, presses: 1 }])
      },
    )
  }

  it('fifty times at once is one call with one press', async () => {
    const { communityId, deviceId } = await registered()
    const message = signed({ communityId, deviceId, counter: 1, at: unix })
    const answers = await Promise.all(Array.from({ length: 50 }, () => heard(message)))
    expect(new Set(answers.map((answer) => answer.call?.callId)).size).toBe(1)
    expect(await calls()).toMatchObject([{ presses: 1 }])
  })

  it('fifty different presses at once are one call as well', async () => {
    const { communityId, deviceId } = await registered()
    const messages = Array.from({ length: 50 }, (_, index) => signed({ communityId, deviceId, counter: index + 1 }))
    const answers = await Promise.all(messages.map(say))
    const taken = answers.filter((answer) => answer.ok)
    expect(taken.length).toBeGreaterThan(0)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('device_replayed')
    expect(await calls()).toHaveLength(1)
  })
})

describe('refused', () => {
  it('without a right signature, in the same words whether the device exists or not, and without one look-up', async () => {
    const { communityId, deviceId, key } = await registered()
    const right = signed({ communityId, deviceId, counter: 1, at: unix })
    const other = await registered()
    const refused = [
      { ...right, signature: '0'.repeat(64) },
      { ...right, counter: 2 },
      { ...right, event: 'heartbeat' as const },
      { ...right, battery: 1 },
      { ...right, at: unix + 1 },
      { ...right, deviceId: newId() },
      { ...right, communityId: '320102001002' },
      signed({ communityId, deviceId, counter: 1 }, other.key),
      signed(
        { communityId, deviceId, counter: 1 },
        deviceKey('another secret', { communityId, deviceId, keyVersion: 1 }),
      ),
      // The key of a device that was made up, and of one of another community.
      signed({ communityId, deviceId: newId(), counter: 1 }, key),
      signed({ communityId: '320102001002', deviceId, counter: 1 }, key),
    ]
    const answers = await Promise.all(refused.map(say))
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, status: 401, roundTrips: 0, error: { code: 'device_refused' } })
    }
    const said = new Set(
      answers.map((answer) => (answer.ok ? '' : answer.error.message + JSON.stringify(answer.error.details))),
    )
    expect(said.size).toBe(1)
    // Rightly signed by somebody who has the secret, and still unknown here.
    expect(await say(signed({ communityId: '320102001002', deviceId, counter: 1 }))).toMatchObject({
      error: { code: 'device_refused' },
    })
    expect(await calls()).toEqual([])
  })

  it('when it is old, replayed, retired, or signed with the key before', async () => {
    const { communityId, deviceId } = await registered()
    const code = async (message: ReturnType<typeof signed>) => {
      const answer = await say(message)
      return answer.ok ? 'ok' : answer.error.code
    }
    const of = (more: Partial<Parameters<typeof signed>[0]>) => signed({ communityId, deviceId, counter: 1, ...more })
    expect(await code(of({ at: unix - 301 }))).toBe('device_clock_wrong')
    expect(await code(of({ counter: 9, at: unix }))).toBe('ok')
    expect(await code(of({ counter: 9, event: 'heartbeat' }))).toBe('device_replayed')
    expect(await code(of({ counter: 8 }))).toBe('device_replayed')
    await town.ok(town.cast.communityStaff, 'help.rotateDeviceKey', { communityId, deviceId, keyVersion: 1 })
    expect(await code(of({ counter: 10 }))).toBe('device_key_old')
    expect(await code(of({ counter: 1, keyVersion: 2 }))).toBe('ok')
    await town.ok(town.cast.communityStaff, 'help.retireDevice', { communityId, deviceId })
    expect(await code(of({ counter: 2, keyVersion: 2 }))).toBe('device_retired')
    expect(await calls()).toHaveLength(1)
  })
})

describe('the example of the README', () => {
  it('signs with openssl what the server takes', async () => {
    const { communityId, deviceId, key } = await registered()
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
    const lines = readme.split('\n').filter((line) => /^(TEXT|SIGNATURE)=/.test(line))
    expect(lines).toHaveLength(2)
    const given = { COMMUNITY: communityId, DEVICE: deviceId, KEY: key, AT: String(unix), COUNTER: '1' }
    const environment = { ...given, EVENT: 'press', BATTERY: '80', PATH: process.env['PATH'] ?? '' }
    const script = `${lines.join('\n')}\nprintf %s "$SIGNATURE"`
    const signature = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: environment })
    const message = { communityId, deviceId, keyVersion: 1, at: unix, counter: 1, event: 'press', battery: 80 } as const
    expect(await heard({ ...message, signature })).toMatchObject({ call: { status: 'ringing' } })
  })
})

describe('somebody looks after devices', () => {
  it('that are silent for their hours, until they speak again', async () => {
    const { communityId, deviceId } = await registered({ hours: 6 })
    await heard(signed({ communityId, deviceId, counter: 1, event: 'heartbeat' }))
    town.at(6 * 3600 - 1)
    await check()
    expect(await tasks()).toEqual([])
    town.at(6 * 3600)
    await check()
    await check()
    expect(await tasks()).toMatchObject([
      { kind: 'device_silent', status: 'open', title: '去看看王秀英的床头呼叫器：6 小时没有声音' },
    ])
    const { devices } = await town.ok(town.cast.gridWorker, 'help.devices', {})
    expect(devices).toMatchObject([{ state: 'silent', residentName: '王秀英', gridName: '三网格' }])
    await heard(signed({ communityId, deviceId, counter: 2, event: 'heartbeat' }))
    await town.app.settled()
    expect(await tasks()).toMatchObject([{ kind: 'device_silent', status: 'dropped' }])
    town.at(60 * 3600)
    await check()
    expect((await tasks()).map(({ status }) => status as string)).toEqual(['dropped', 'open'])
  })

  it('that were registered and never spoke', async () => {
    await registered()
    town.at(27 * 3600)
    await check()
    expect(await tasks()).toMatchObject([{ kind: 'device_silent' }])
  })

  it('whose battery is low, until it is changed', async () => {
    const { communityId, deviceId } = await registered()
    await heard(signed({ communityId, deviceId, counter: 1, event: 'low_battery', battery: 12 }))
    await town.app.settled()
    await heard(signed({ communityId, deviceId, counter: 2, event: 'low_battery', battery: 11 }))
    await town.app.settled()
    expect(await tasks()).toMatchObject([{ kind: 'device_battery', title: '给王秀英的床头呼叫器换电池，只剩 12%' }])
    await heard(signed({ communityId, deviceId, counter: 3, event: 'heartbeat', battery: 100 }))
    await town.app.settled()
    expect(await tasks()).toMatchObject([{ status: 'dropped' }])
    expect(await calls()).toEqual([])
  })

  it('in many passes at once, with one task', async () => {
    await registered()
    town.at(27 * 3600)
    await Promise.all(Array.from({ length: 8 }, check))
    expect(await tasks()).toHaveLength(1)
  })

  it('in one statement when nothing is due', async () => {
    await registered()
    const { countRoundTrips } = await import('../../platform/db/round-trips.ts')
    expect((await countRoundTrips(check)).roundTrips).toBe(1)
  })

  it('and drops the tasks of one that is out of use', async () => {
    const { communityId, deviceId } = await registered({ hours: 6 })
    town.at(7 * 3600)
    await check()
    await town.ok(town.cast.communityStaff, 'help.retireDevice', { communityId, deviceId })
    await town.app.settled()
    expect(await tasks()).toMatchObject([{ status: 'dropped' }])
    expect((await raw('select check_at from device'))[0]).toEqual({ check_at: null })
  })
})

describe('who keeps devices', () => {
  it('gets the key once more only for the same command', async () => {
    const { input, key, deviceId, communityId } = await registered()
    const again = await town.ok(town.cast.communityStaff, 'help.registerDevice', input)
    expect(again.key).toBe(key)
    const other = await town.call(town.cast.admin, 'help.registerDevice', input)
    expect(other).toMatchObject({ ok: false, error: { code: 'id_taken' } })
    const ref = { communityId, deviceId, keyVersion: 1 }
    const rotated = await town.ok(town.cast.communityStaff, 'help.rotateDeviceKey', ref)
    expect(rotated.key).not.toBe(key)
    expect((await town.ok(town.cast.communityStaff, 'help.rotateDeviceKey', ref)).key).toBe(rotated.key)
    expect(await town.call(town.cast.admin, 'help.rotateDeviceKey', ref)).toMatchObject({ error: { code: 'conflict' } })
    const stored = JSON.stringify(await raw('select * from device'))
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(rotated.key)
  })

  it('keeps only those of the own area', async () => {
    const { communityId, deviceId, input } = await registered()
    const stranger = town.cast.otherCommunityStaff
    const refusals = [
      await town.call(stranger, 'help.registerDevice', { ...input, id: newId() }),
      await town.call(stranger, 'help.rotateDeviceKey', { communityId, deviceId, keyVersion: 1 }),
      await town.call(stranger, 'help.retireDevice', { communityId, deviceId }),
    ]
    for (const refusal of refusals) expect(refusal).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect((await town.ok(stranger, 'help.devices', {})).devices).toEqual([])
    expect((await town.ok(town.cast.otherGridWorker, 'help.devices', {})).devices).toEqual([])
    expect((await town.ok(town.cast.streetDispatcher, 'help.devices', {})).devices).toHaveLength(1)
  })

  it('within the round trips of the contract', async () => {
    const { communityId, deviceId, input } = await registered()
    const costs = {
      'help.registerDevice': await town.call(town.cast.communityStaff, 'help.registerDevice', {
        ...input,
        id: newId(),
      }),
      'help.devices': await town.call(town.cast.communityStaff, 'help.devices', {}),
      'help.rotateDeviceKey': await town.call(town.cast.admin, 'help.rotateDeviceKey', {
        communityId,
        deviceId,
        keyVersion: 1,
      }),
      'help.retireDevice': await town.call(town.cast.admin, 'help.retireDevice', { communityId, deviceId }),
    }
    for (const [name, { roundTrips }] of Object.entries(costs)) {
      expect(roundTrips, name).toBeLessThanOrEqual(helpContract[name as keyof typeof costs].roundTrips)
    }
  })
})
