import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { newId } from '../platform/ids.ts'
import { places } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'

const database = await useDatabase()
const { raw } = database
const town = helpTown(database)

async function row(): Promise<Record<string, unknown>> {
  await town.app.settled()
  const all = await raw('select * from help_call')
  expect(all).toHaveLength(1)
  return all[0] ?? {}
}
const kinds = async () => ((await row())['history'] as { kind: string }[]).map(({ kind }) => kind)

/** The elder's call, brought to this point by 李敏. */
async function brought(to: 'acknowledged' | 'on_site' | 'closed') {
  const ref = await town.press()
  await town.app.settled()
  const { gridWorker } = town.cast
  await town.ok(gridWorker, 'help.acknowledge', ref)
  if (to === 'acknowledged') return ref
  await town.ok(gridWorker, 'help.arrive', ref)
  if (to === 'closed') await town.ok(gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '没有大碍' })
  return ref
}

describe('taking over', () => {
  it('gives it after the grace to the one who asked, and both desks see it coming', async () => {
    const ref = await brought('acknowledged')
    const { gridWorker, communityStaff, streetDispatcher, elder } = town.cast
    town.at(10)
    const asked = await town.ok(communityStaff, 'help.takeOver', { ...ref, reason: '我就在三栋楼下' })
    expect(asked).toMatchObject({
      responderName: '李敏',
      offer: { kind: 'take_over', fromName: '李敏', toName: '赵雨桐', toMe: true, reason: '我就在三栋楼下' },
    })
    const second = await town.call(streetDispatcher, 'help.takeOver', { ...ref, reason: '街道来' })
    expect(second).toMatchObject({ error: { code: 'conflict', details: { responderName: '李敏', toName: '赵雨桐' } } })
    town.at(29)
    expect((await town.ok(elder, 'help.status', ref)).responder?.name).toBe('李敏')
    town.at(31)
    expect((await town.ok(elder, 'help.status', ref)).responder).toMatchObject({ name: '赵雨桐', post: '赵雨桐' })
    expect(await row()).toMatchObject({
      status: 'acknowledged',
      responder_account_id: communityStaff.accountId,
      offer: null,
    })
    const late = await town.call(gridWorker, 'help.arrive', ref)
    expect(late).toMatchObject({ status: 409, error: { details: { responderName: '赵雨桐' } } })
  })

  it('leaves it with the responder who keeps it', async () => {
    const ref = await brought('acknowledged')
    const { gridWorker, communityStaff, elder } = town.cast
    await town.ok(communityStaff, 'help.takeOver', { ...ref, reason: '我离得近' })
    await town.ok(gridWorker, 'help.keep', ref)
    await town.ok(gridWorker, 'help.keep', ref)
    town.at(60)
    expect((await town.ok(elder, 'help.status', ref)).responder?.name).toBe('李敏')
    expect((await kinds()).slice(-2)).toEqual(['take_over_asked', 'take_over_declined'])
  })
})

describe('handing over', () => {
  it('needs a yes, and until then it is the old one’s', async () => {
    const ref = await brought('acknowledged')
    const { gridWorker, communityStaff } = town.cast
    const toAccountId = communityStaff.accountId
    const asked = await town.ok(gridWorker, 'help.handOver', { ...ref, toAccountId, reason: '另一家也急' })
    expect(asked).toMatchObject({ mine: true, offer: { kind: 'hand_over', toName: '赵雨桐', toMe: false } })
    expect(await row()).toMatchObject({ responder_name: '李敏' })
    const taken = await town.ok(communityStaff, 'help.acknowledge', ref)
    expect(taken).toMatchObject({ mine: true, responderName: '赵雨桐', offer: null })
    expect(await row()).toMatchObject({
      responder_account_id: toAccountId,
      responder_phone: expect.stringMatching(/^1990000/) as unknown,
    })
  })

  it('lapses after its time, and rings for the one who was asked until then', async () => {
    const ref = await brought('acknowledged')
    const { gridWorker, communityStaff } = town.cast
    const toAccountId = communityStaff.accountId
    await town.ok(gridWorker, 'help.handOver', { ...ref, toAccountId, reason: '另一家也急' })
    expect((await town.ok(communityStaff, 'help.card', ref)).call).toMatchObject({
      ringsForMe: true,
      offer: { toMe: true },
    })
    town.at(61)
    const late = await town.call(communityStaff, 'help.acknowledge', ref)
    expect(late).toMatchObject({ error: { code: 'conflict', details: { responderName: '李敏' } } })
    await town.ok(town.cast.elder, 'help.status', ref)
    expect(await row()).toMatchObject({ responder_name: '李敏', offer: null })
    expect((await kinds()).at(-1)).toBe('hand_over_lapsed')
  })

  it.each(['otherGridWorker', 'otherCommunityStaff', 'doctor', 'elder', 'revokedWorker', 'gridWorker'] as const)(
    'is refused for %s, who is no colleague here',
    async (name) => {
      const ref = await brought('acknowledged')
      const to = { toAccountId: town.cast[name].accountId }
      const handed = await town.call(town.cast.gridWorker, 'help.handOver', { ...ref, ...to, reason: '我在另一家' })
      expect(handed).toMatchObject({ status: 422, error: { code: 'not_a_colleague' } })
      if (name === 'gridWorker') return
      const helper = await town.call(town.cast.gridWorker, 'help.addHelper', { ...ref, ...to })
      expect(helper).toMatchObject({ status: 422, error: { code: 'not_a_colleague' } })
    },
  )
})

describe('coming along', () => {
  it('adds a colleague, or oneself, once', async () => {
    const ref = await brought('acknowledged')
    const { gridWorker, communityStaff, streetDispatcher } = town.cast
    await town.ok(gridWorker, 'help.addHelper', { ...ref, toAccountId: communityStaff.accountId })
    await town.ok(communityStaff, 'help.addHelper', { ...ref, toAccountId: communityStaff.accountId })
    const self = { ...ref, toAccountId: streetDispatcher.accountId }
    expect(await town.ok(streetDispatcher, 'help.addHelper', self)).toMatchObject({
      helping: true,
      helpers: [{ name: '赵雨桐' }, { name: '孙志强' }],
    })
    expect((await kinds()).filter((kind) => kind === 'helper_added')).toHaveLength(2)
    await town.ok(gridWorker, 'help.arrive', ref)
    await town.ok(communityStaff, 'help.checkIn', { ...ref, id: newId(), text: '量过血压了' })
    expect((await town.ok(town.cast.elder, 'help.status', ref)).helpers).toEqual([
      { name: '赵雨桐', post: '赵雨桐' },
      { name: '孙志强', post: '孙志强' },
    ])
  })
})

describe('notes, check-ins and emergency numbers', () => {
  it('are written once however often they are sent, and the elder reads them', async () => {
    const ref = await brought('on_site')
    const { gridWorker, elder } = town.cast
    const note = { ...ref, id: newId(), text: '门开了，人清醒' }
    const checkIn = { ...ref, id: newId(), text: '' }
    const emergency = { ...ref, id: newId(), number: '120' } as const
    town.at(600)
    await Promise.all([1, 2, 3].map(() => town.ok(gridWorker, 'help.note', note)))
    await town.ok(gridWorker, 'help.checkIn', checkIn)
    await town.ok(gridWorker, 'help.checkIn', checkIn)
    const answers = [
      await town.ok(gridWorker, 'help.callEmergency', emergency),
      await town.ok(gridWorker, 'help.callEmergency', emergency),
    ]
    expect((await kinds()).slice(-3)).toEqual(['noted', 'checked_in', 'emergency_called'])
    expect(answers[1]).toMatchObject({ call: { emergencyCalled: ['120'] } })
    expect(await row()).toMatchObject({ step_due_at: new Date(town.clock.now.getTime() + 900_000) })
    expect((await town.ok(elder, 'help.status', ref)).events.at(-3)).toMatchObject({
      kind: 'noted',
      byName: '李敏',
      text: '门开了，人清醒',
    })
  })

  it('hands the script of the address, the person and the way back, and records that it was read', async () => {
    const ref = await brought('on_site')
    const { gridWorker } = town.cast
    const { script } = await town.ok(gridWorker, 'help.callEmergency', { ...ref, id: newId(), number: '120' })
    expect(script).toEqual([
      '您好，要一辆救护车。',
      '地址：青溪区梅园街道梅园社区 3 栋 2 单元 101。5 楼没电梯，备用钥匙在 402 周建国家。',
      '王秀英，82 岁，一个人住。',
      '王秀英按了紧急求助，我们就在旁边。',
      expect.stringMatching(/^我是梅园社区三网格网格员李敏，回电打 199 0000 \d{4}。$/),
      expect.stringMatching(/^王秀英家的电话是 199 0001 \d{4}。$/),
      '有人在楼下等，带你们上去。',
    ])
    expect(await raw('select account_id, purpose from access_log')).toEqual([
      { account_id: gridWorker.accountId, purpose: 'help_card' },
    ])
  })
})

describe('the card', () => {
  it('opens while the desk has something to do, and not a moment longer', async () => {
    const ref = await brought('closed')
    const { gridWorker, communityStaff } = town.cast
    expect((await town.call(communityStaff, 'help.card', ref)).ok).toBe(true)
    await town.ok(gridWorker, 'help.calledBack', { ...ref, text: '睡得好，早饭吃了' })
    expect(await row()).toMatchObject({ call_back: 0, call_back_due_at: null, on_desk: 0 })
    const shut = await town.call(communityStaff, 'help.card', ref)
    expect(shut).toMatchObject({ status: 409, error: { code: 'call_closed' } })
    expect(await raw('select id from access_log')).toHaveLength(1)
  })

  it('shows what the person agreed to have on file', async () => {
    const ref = await brought('acknowledged')
    const { elder, gridWorker } = town.cast
    expect((await town.ok(gridWorker, 'help.card', ref)).person.care).toBeNull()
    await raw(
      `insert into care_card (community_id, resident_id, conditions, medicines, allergies, speech, senses, key_holder, care_note, agreed_at, agreed_by_name, agreed_how, checked_at)
       values (?, ?, '高血压', '氨氯地平', '青霉素', '说南京话', '右耳背', '', '', utc_timestamp(3), '王秀英', 'self', utc_timestamp(3))`,
      [elder.person.communityId, elder.person.residentId],
    )
    const { result, roundTrips } = await opened(ref)
    expect(result.person.care).toMatchObject({ conditions: '高血压', allergies: '青霉素', speech: '说南京话' })
    expect(roundTrips).toBe(5)
    const { script } = await town.ok(gridWorker, 'help.callEmergency', { ...ref, id: newId(), number: '120' })
    expect(script).toContain('过敏：青霉素。')
  })

  async function opened(ref: { communityId: string; callId: string }) {
    const answer = await town.call(town.cast.gridWorker, 'help.card', ref)
    if (!answer.ok) throw new Error(answer.error.code)
    return { result: answer.data, roundTrips: answer.roundTrips }
  }
})

describe('after the end', () => {
  it('owes a call-back by the next day’s noon, and none after a mistake', async () => {
    await brought('closed')
    expect(await row()).toMatchObject({ call_back: 1, call_back_due_at: new Date('2026-11-25T04:00:00.000Z') })
    await raw('delete from help_call')
    const ref = await brought('on_site')
    await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'pressed_by_mistake', note: '' })
    expect(await row()).toMatchObject({ call_back: 0, call_back_due_at: null, on_desk: 0 })
  })

  it('takes the face of the elder or the family, and no one else’s', async () => {
    const ref = await brought('closed')
    const { elder, daughter, neighbour, gridWorker } = town.cast
    expect(await town.ok(elder, 'help.rate', { ...ref, rating: 'good' })).toMatchObject({ rating: 'good' })
    expect(await town.ok(daughter, 'help.rate', { ...ref, rating: 'fair' })).toMatchObject({ rating: 'fair' })
    const third = await town.call(elder, 'help.rate', { ...ref, rating: 'bad' })
    expect(third).toMatchObject({ status: 409, error: { code: 'rated_already' } })
    for (const who of [neighbour, gridWorker]) {
      expect(await town.call(who, 'help.rate', { ...ref, rating: 'bad' })).toMatchObject({ status: 404 })
      expect(await town.call(who, 'help.reopen', ref)).toMatchObject({ status: 404 })
    }
    expect(await row()).toMatchObject({ rating: 'fair' })
  })

  it('rings again as the same call when it is not solved', async () => {
    const ref = await brought('closed')
    const { elder, daughter, communityStaff } = town.cast
    town.at(3600)
    expect(await town.ok(elder, 'help.status', ref)).toMatchObject({ mayReopen: true })
    const again = await town.ok(daughter, 'help.reopen', ref)
    expect(again).toMatchObject({ callId: ref.callId, status: 'ringing', responder: null, outcome: null, presses: 1 })
    await town.ok(daughter, 'help.reopen', ref)
    expect((await kinds()).filter((kind) => kind === 'reopened')).toHaveLength(1)
    const events = (await town.ok(elder, 'help.status', ref)).events
    expect(events.at(-1)).toMatchObject({ kind: 'rang', reason: 'reopened' })
    expect(await row()).toMatchObject({ status: 'ringing', current_key: elder.person.residentId, on_desk: 1 })
    await town.ok(communityStaff, 'help.acknowledge', ref)
    // Another press joins it, as with any open call.
    expect(await town.press()).toEqual(ref)
  })

  it('names the newer call where one is open', async () => {
    const first = await brought('closed')
    const second = await town.press()
    const { elder } = town.cast
    expect(await town.ok(elder, 'help.status', first)).toMatchObject({ mayReopen: false })
    const refused = await town.call(elder, 'help.reopen', first)
    expect(refused).toMatchObject({ status: 409, error: { code: 'conflict', details: { callId: second.callId } } })
    expect(refused.roundTrips).toBeLessThanOrEqual(4)
    await town.ok(elder, 'help.cancel', second)
    expect(await town.call(elder, 'help.reopen', first)).toMatchObject({ error: { code: 'call_closed' } })
    const openCalls = await raw("select id from help_call where status not in ('closed', 'cancelled')")
    expect(openCalls).toEqual([])
  })
})

describe('the settings', () => {
  const settings = {
    ...defaultSettings,
    takeOverGraceSeconds: 40,
    rules: [
      {
        intents: ['emergency' as const],
        fromHour: 0,
        toHour: 0,
        levels: [
          { level: 'community' as const, seconds: 30, fromStart: true },
          { level: 'district' as const, seconds: 45, fromStart: false },
        ],
        ringsFamily: true,
        ringsNeighbours: false,
      },
    ],
  }
  const communityId = places.community

  it('hold for calls from then on, which keep them', async () => {
    const { communityStaff, gridWorker, elder } = town.cast
    const before = await town.ok(gridWorker, 'help.settings', {})
    expect(before).toMatchObject({ communityId, communityName: '梅园社区', version: 0, mayChange: false })
    const saved = await town.ok(communityStaff, 'help.saveSettings', { communityId, version: 0, settings })
    expect(saved).toMatchObject({ version: 1, mayChange: true, settings })
    expect(await town.ok(communityStaff, 'help.saveSettings', { communityId, version: 0, settings })).toMatchObject({
      version: 1,
    })
    const ref = await town.press()
    await town.app.settled()
    const call = await town.ok(elder, 'help.status', ref)
    expect(call.ladder).toEqual([
      { level: 'community', seconds: 30 },
      { level: 'district', seconds: 45 },
    ])
    await town.ok(communityStaff, 'help.saveSettings', {
      communityId,
      version: 1,
      settings: { ...settings, rules: [] },
    })
    expect((await town.ok(elder, 'help.status', ref)).ladder).toEqual(call.ladder)
    expect(await row()).toMatchObject({ plan: { takeOverGraceSeconds: 40 } })
  })

  it('are written by one at a time, and only when they can be', async () => {
    const { communityStaff, admin, gridWorker, otherCommunityStaff } = town.cast
    await town.ok(admin, 'help.saveSettings', { communityId, version: 0, settings })
    const stale = { communityId, version: 0, settings: { ...settings, handOverSeconds: 90 } }
    expect(await town.call(communityStaff, 'help.saveSettings', stale)).toMatchObject({
      error: { code: 'conflict', details: { version: 1 } },
    })
    const wrong = { ...settings, rules: settings.rules.map((rule) => ({ ...rule, levels: [] })) }
    expect(
      await town.call(communityStaff, 'help.saveSettings', { communityId, version: 1, settings: wrong }),
    ).toMatchObject({ status: 422, error: { code: 'invalid_input', details: { fields: ['settings.rules.0.levels'] } } })
    const input = { communityId, version: 1, settings }
    expect(await town.call(gridWorker, 'help.saveSettings', input)).toMatchObject({ status: 403 })
    expect(await town.call(otherCommunityStaff, 'help.saveSettings', input)).toMatchObject({ status: 404 })
    expect(await town.call(otherCommunityStaff, 'help.settings', { communityId })).toMatchObject({ status: 404 })
    expect(await raw('select version, changed_by from help_setting')).toEqual([
      { version: 1, changed_by: admin.accountId },
    ])
  })
})
