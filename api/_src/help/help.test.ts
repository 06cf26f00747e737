import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { places } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'

const database = await useDatabase()
const { raw } = database
const town = helpTown(database)
const nobodyCalled = newId()

const rows = () => raw('select * from help_call')
async function row(): Promise<Record<string, unknown>> {
  const all = await rows()
  expect(all).toHaveLength(1)
  return all[0] ?? {}
}

/** The elder's call, brought to this point by 李敏. */
async function brought(to: 'acknowledged' | 'en_route' | 'on_site' | 'closed') {
  const ref = await town.press()
  const { gridWorker } = town.cast
  await town.ok(gridWorker, 'help.acknowledge', ref)
  if (to === 'acknowledged') return ref
  await town.ok(gridWorker, 'help.setOut', { ...ref, minutes: 5 })
  if (to === 'en_route') return ref
  await town.ok(gridWorker, 'help.arrive', ref)
  if (to === 'closed') await town.ok(gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '没有大碍' })
  return ref
}

describe('pressing', () => {
  it('opens a call with what the community knows of the person', async () => {
    const id = newId()
    const { elder } = town.cast
    const result = await town.call(elder, 'help.raise', { id, person: elder.person })
    expect(result).toMatchObject({
      ok: true,
      data: {
        callId: id,
        status: 'ringing',
        level: 'grid',
        presses: 1,
        responder: null,
        dueAt: '2026-11-24T00:22:18.000Z',
      },
    })
    expect(await row()).toMatchObject({
      community_id: places.community,
      resident_name: '王秀英',
      grid_code: places.grid,
      address: '3 栋 2 单元 101',
      birth_date: expect.anything() as unknown,
      living_alone: 1,
      status: 'ringing',
      current_key: elder.person.residentId,
    })
  })

  it('gives the same receipt to the same press, also when the call is over', async () => {
    const ref = await brought('closed')
    const again = await town.press(ref.callId)
    expect(again).toEqual(ref)
    expect(await row()).toMatchObject({ status: 'closed', presses: 1, receipts: 2 })
  })

  it('counts another press into the open call and answers with that call', async () => {
    const ref = await town.press()
    const second = newId()
    expect(await town.press(second)).toEqual(ref)
    expect(await town.press(second)).toEqual(ref)
    expect(await row()).toMatchObject({ presses: 2, press_ids: [ref.callId, second], version: 3 })
  })

  it('opens a new call after the last one is over, and keeps old presses out of it', async () => {
    const first = await brought('closed')
    const next = await town.press()
    expect(next.callId).not.toBe(first.callId)
    await town.press(first.callId)
    expect((await rows()).map((line) => [line['status'], line['presses'], line['current_key'] === null])).toEqual([
      ['closed', 1, true],
      ['ringing', 1, false],
    ])
  })

  it('lets the daughter press and says that it was her', async () => {
    const { daughter, elder } = town.cast
    const ref = await town.press(newId(), daughter)
    const { events } = await town.ok(elder, 'help.status', ref)
    expect(events).toMatchObject([
      { kind: 'raised', byName: '陈静', byRelation: 'daughter', byPost: null },
      { kind: 'rang', names: ['李敏', '赵雨桐'] },
    ])
  })

  it.each(['former', 'neighbour', 'unbound', 'gridWorker'] as const)('refuses %s', async (name) => {
    const { elder } = town.cast
    const result = await town.call(town.cast[name], 'help.raise', { id: newId(), person: elder.person })
    expect(result).toMatchObject({ ok: false, status: 403, error: { code: 'not_delegated' } })
    expect(await rows()).toEqual([])
  })

  it('does not hand somebody else the call that a reused id belongs to', async () => {
    const { callId } = await town.press()
    const { neighbour } = town.cast
    const result = await town.call(neighbour, 'help.raise', { id: callId, person: neighbour.person })
    expect(result).toMatchObject({ ok: false, error: { code: 'id_taken' } })
    expect(await row()).toMatchObject({ presses: 1 })
  })
})

describe('answering', () => {
  it('goes from the press to the end, and both sides read the same story', async () => {
    const ref = await brought('closed')
    const { elder, gridWorker } = town.cast
    const call = await town.ok(elder, 'help.status', ref)
    expect(call).toMatchObject({
      status: 'closed',
      outcome: 'helped_on_site',
      note: '没有大碍',
      dueAt: null,
      responder: { name: '李敏', post: '三网格网格员', phone: expect.stringMatching(/^1990000/) as unknown },
      arrivesInMinutes: 5,
    })
    expect(call.events.map(({ kind }) => kind)).toEqual([
      'raised',
      'rang',
      'acknowledged',
      'set_out',
      'arrived',
      'closed',
    ])
    const card = await town.ok(gridWorker, 'help.card', ref)
    expect([card.events, card.call.events]).toEqual([call.events, call.events])
  })

  it('tells the second desk who has it', async () => {
    const ref = await brought('acknowledged')
    const result = await town.call(town.cast.communityStaff, 'help.acknowledge', ref)
    expect(result).toMatchObject({ status: 409, error: { code: 'conflict', details: { responderName: '李敏' } } })
  })

  it('answers a move that is sent twice as the first time', async () => {
    const ref = await brought('en_route')
    const again = await town.ok(town.cast.gridWorker, 'help.setOut', { ...ref, minutes: 5 })
    expect(again).toMatchObject({ status: 'en_route', version: 4, mine: true })
  })

  it('is over when it is over', async () => {
    const ref = await brought('closed')
    const result = await town.call(town.cast.communityStaff, 'help.acknowledge', ref)
    expect(result).toMatchObject({ status: 409, error: { code: 'call_closed' } })
  })

  it.each(['otherGridWorker', 'otherCommunityStaff', 'otherStreetDispatcher'] as const)(
    'does not exist for %s',
    async (name) => {
      const ref = await brought('acknowledged')
      const who = town.cast[name]
      const answers = await Promise.all([
        town.call(who, 'help.card', ref),
        town.call(who, 'help.acknowledge', ref),
        town.call(who, 'help.setOut', { ...ref, minutes: 5 }),
        town.call(who, 'help.arrive', ref),
        town.call(who, 'help.close', { ...ref, outcome: 'nobody_found', note: '' }),
        town.call(who, 'help.calledBack', ref),
      ])
      expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(Array(6).fill('not_found'))
      expect((await town.desk(who)).calls).toEqual([])
      expect(await raw('select id from access_log')).toEqual([])
    },
  )

  it.each(['neighbour', 'former', 'gridWorker', 'otherResident'] as const)(
    'is not shown to %s as family',
    async (name) => {
      const ref = await town.press()
      const answers = [
        await town.call(town.cast[name], 'help.status', ref),
        await town.call(town.cast[name], 'help.cancel', ref),
      ]
      expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(['not_found', 'not_found'])
    },
  )

  it.each(['doctor', 'revokedWorker', 'elder'] as const)('keeps %s away from the desk', async (name) => {
    const result = await town.call(town.cast[name], 'help.desk', {})
    expect(result).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  })
})

describe('a mistake', () => {
  it('stops the run but keeps a call-back until somebody made it', async () => {
    const ref = await town.press()
    const { elder, gridWorker, communityStaff } = town.cast
    expect(await town.ok(elder, 'help.cancel', ref)).toMatchObject({ status: 'cancelled', callBackPromised: true })
    expect((await town.desk(communityStaff)).calls).toMatchObject([
      { status: 'cancelled', callBackPromised: true, ringsForMe: false, dueAt: null },
    ])
    await town.ok(gridWorker, 'help.calledBack', ref)
    await town.ok(communityStaff, 'help.calledBack', ref)
    expect((await town.desk(communityStaff)).calls).toEqual([])
    expect((await town.ok(elder, 'help.status', ref)).events.map(({ kind }) => kind)).toEqual([
      'raised',
      'rang',
      'cancelled',
      'called_back',
    ])
  })

  it('cannot be said while somebody is in the room', async () => {
    const ref = await brought('on_site')
    const result = await town.call(town.cast.elder, 'help.cancel', ref)
    expect(result).toMatchObject({ status: 409, error: { code: 'conflict' } })
  })
})

describe('the desk', () => {
  it('shows ringing calls first and who is on duty doing what', async () => {
    const { elder, neighbour, gridWorker, otherResident, communityStaff } = town.cast
    const first = await brought('en_route')
    town.at(30)
    await town.ok(neighbour, 'help.raise', { id: newId(), person: neighbour.person })
    await town.ok(otherResident, 'help.raise', { id: newId(), person: otherResident.person })
    const desk = await town.desk(communityStaff)
    expect(desk.calls).toMatchObject([
      {
        residentName: '周建国',
        ringsForMe: true,
        mine: false,
        status: 'ringing',
        communityName: '梅园社区',
        gridName: '三网格',
      },
      {
        callId: first.callId,
        residentName: '王秀英',
        age: 82,
        ringsForMe: false,
        responderName: '李敏',
        livingAlone: true,
      },
    ])
    expect(desk.onDuty).toMatchObject([
      { name: '吴浩', level: 'grid', state: 'free' },
      { name: '李敏', level: 'grid', state: 'en_route' },
      { name: '赵雨桐', level: 'community', state: 'ringing', me: true },
      { name: '孙志强', level: 'street', state: 'free' },
      { name: '刘倩', level: 'district', state: 'free' },
    ])
    const own = await town.desk(gridWorker)
    expect(own.calls.map((line) => line.residentName)).toEqual(['周建国', '王秀英'])
    expect((await town.desk(town.cast.otherGridWorker)).calls).toEqual([])
    const street = await town.desk(town.cast.streetDispatcher)
    expect(street.calls.map((line) => [line.communityName, line.ringsForMe])).toEqual([
      ['梅园社区', false],
      ['兰园社区', false],
      ['梅园社区', false],
    ])
    expect((await town.ok(elder, 'help.status', first)).status).toBe('en_route')
  })

  it('rings the street after two minutes without an answer, by looking alone', async () => {
    await town.press()
    town.at(61)
    await town.desk(town.cast.communityStaff)
    town.at(122)
    const street = await town.desk(town.cast.streetDispatcher)
    expect(street.calls).toMatchObject([{ level: 'street', ringsForMe: true, dueAt: '2026-11-24T00:24:20.000Z' }])
    expect((await row())['history']).toMatchObject([
      { kind: 'raised' },
      { kind: 'rang', level: 'grid', version: 2, people: [{ name: '李敏' }, { name: '赵雨桐' }] },
      { kind: 'risen', level: 'grid', version: 3, people: [{ name: '赵雨桐' }] },
      { kind: 'risen', level: 'community', version: 4, people: [{ name: '孙志强' }] },
    ])
  })

  it('moves the call on when only the waiting person looks', async () => {
    const ref = await town.press()
    town.at(60)
    expect(await town.ok(town.cast.elder, 'help.status', ref)).toMatchObject({ level: 'community', version: 3 })
  })

  it('offers a call that stands still to everybody above, without taking it away', async () => {
    const ref = await brought('acknowledged')
    town.at(301)
    const desk = await town.desk(town.cast.communityStaff)
    expect(desk.calls).toMatchObject([
      { status: 'acknowledged', stalled: true, ringsForMe: true, responderName: '李敏' },
    ])
    const taken = await town.ok(town.cast.communityStaff, 'help.acknowledge', ref)
    expect(taken).toMatchObject({ mine: true, responderName: '赵雨桐', stalled: false })
  })

  it('counts what ended today in the own areas', async () => {
    await brought('closed')
    const counted = async (who: 'gridWorker' | 'otherGridWorker' | 'streetDispatcher') =>
      (await town.desk(town.cast[who])).closedToday
    expect([await counted('gridWorker'), await counted('otherGridWorker'), await counted('streetDispatcher')]).toEqual([
      1, 0, 1,
    ])
    await raw('update help_call set closed_at = ?', ['2026-11-23 15:59:59.999'])
    expect(await counted('gridWorker')).toBe(0)
  })

  it('records each opening of a card, and shows the earlier calls on it', async () => {
    await brought('closed')
    town.at(3600)
    const ref = await town.press()
    const card = await town.ok(town.cast.gridWorker, 'help.card', ref)
    expect(card).toMatchObject({
      call: { callId: ref.callId, ringsForMe: true },
      person: { accessNote: '5 楼没电梯，备用钥匙在 402 周建国家', tags: ['右耳背'] },
      pastCalls: [{ raisedAt: '2026-11-24T00:21:18.000Z', outcome: 'helped_on_site' }],
    })
    expect(await raw('select resident_id, account_id, purpose from access_log')).toEqual([
      {
        resident_id: town.cast.elder.person.residentId,
        account_id: town.cast.gridWorker.accountId,
        purpose: 'help_card',
      },
    ])
  })
})

it('answers not_found for a call that never was', async () => {
  const ref = { communityId: places.community, callId: nobodyCalled }
  const { elder, gridWorker } = town.cast
  const answers = [await town.call(elder, 'help.status', ref), await town.call(gridWorker, 'help.card', ref)]
  expect(answers.map((answer) => answer.status)).toEqual([404, 404])
})
