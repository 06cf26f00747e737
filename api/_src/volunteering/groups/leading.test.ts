import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { groupFields, groupTown } from '../../testing/group-town.ts'
import { groupTally, openGroup } from '../../testing/groups.ts'
import { openShift } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db, raw } = database
const town = groupTown(database)
const { app, cast, clock, messagesOf, somebody, start } = town
const { community: communityId } = places

beforeEach(() => town.fill())

describe('leading', () => {
  it('is offered and taken: never a group without a leader, and the old one stays a member', async () => {
    const [leader, next] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, members: [next, somebody(2)], now: start })
    expect(await call(app, leader.token, 'volunteering.leaveGroup', { groupId, words: '' })).toMatchObject({
      error: { code: 'leader_needed' },
    })
    const offer = { communityId, groupId, residentId: next.person.residentId }
    expect(await call(app, next.token, 'volunteering.offerGroup', offer)).toMatchObject({
      error: { code: 'not_found' },
    })
    const offered = await call(app, leader.token, 'volunteering.offerGroup', offer)
    expect(offered).toMatchObject({ ok: true, data: { version: 2 } })
    expect(offered.roundTrips).toBeLessThanOrEqual(4)
    expect(await messagesOf(next)).toEqual([`${leader.name}请您带“银发互助队”`])
    expect(await callOk(app, next.token, 'volunteering.group', { groupId })).toMatchObject({
      offeredToMe: true,
      offeredToName: null,
    })
    expect(await callOk(app, leader.token, 'volunteering.group', { groupId })).toMatchObject({
      offeredToMe: false,
      offeredToName: next.name,
    })

    const take = { communityId, groupId, accept: true }
    expect(await call(app, somebody(2).token, 'volunteering.takeGroup', take)).toMatchObject({
      error: { code: 'conflict' },
    })
    const taken = await call(app, next.token, 'volunteering.takeGroup', take)
    expect(taken).toMatchObject({ ok: true })
    expect(taken.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, next.token, 'volunteering.takeGroup', take)).toMatchObject({ groupId })
    expect(await groupTally(database, groupId)).toMatchObject({
      leader: next.person.residentId,
      leaderName: next.name,
      leaderAmongMembers: next.name,
      members: 3,
    })
    expect(await messagesOf(leader)).toEqual([`${next.name}接了“银发互助队”`])
    expect(await callOk(app, leader.token, 'volunteering.leaveGroup', { groupId, words: '' })).toMatchObject({
      memberCount: 2,
    })
  })

  it('may be declined, taken back, or end because the other one leaves', async () => {
    const [leader, next] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, members: [next], now: start })
    const offer = { communityId, groupId, residentId: next.person.residentId }
    const take = { communityId, groupId, accept: true }
    await callOk(app, leader.token, 'volunteering.offerGroup', offer)
    await callOk(app, next.token, 'volunteering.takeGroup', { ...take, accept: false })
    expect(await messagesOf(leader)).toEqual([`${next.name}这次接不了“银发互助队”`])
    await callOk(app, leader.token, 'volunteering.offerGroup', offer)
    await callOk(app, leader.token, 'volunteering.offerGroup', { ...offer, residentId: null })
    expect(await call(app, next.token, 'volunteering.takeGroup', take)).toMatchObject({ error: { code: 'conflict' } })
    await callOk(app, leader.token, 'volunteering.offerGroup', offer)
    await callOk(app, next.token, 'volunteering.leaveGroup', { groupId, words: '' })
    expect(await callOk(app, leader.token, 'volunteering.group', { groupId })).toMatchObject({ offeredToName: null })
    expect(await call(app, next.token, 'volunteering.takeGroup', take)).toMatchObject({ error: { code: 'conflict' } })
  })

  it('is given by staff when the leader is gone', async () => {
    const [leader, next] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, members: [next], now: start })
    const appoint = { communityId, groupId, residentId: next.person.residentId, words: '老队长搬走了' }
    expect(await call(app, cast.otherCommunityStaff.token, 'volunteering.appointLeader', appoint)).toMatchObject({
      error: { code: 'not_found' },
    })
    const stranger = { ...appoint, residentId: somebody(3).person.residentId }
    expect(await call(app, cast.communityStaff.token, 'volunteering.appointLeader', stranger)).toMatchObject({
      error: { code: 'conflict' },
    })
    const appointed = await call(app, cast.communityStaff.token, 'volunteering.appointLeader', appoint)
    expect(appointed).toMatchObject({ ok: true })
    expect(appointed.roundTrips).toBeLessThanOrEqual(4)
    expect(await groupTally(database, groupId)).toMatchObject({ leaderName: next.name, leaderAmongMembers: next.name })
    expect(await messagesOf(next)).toEqual(['您是“银发互助队”的队长了'])
  })

  it('has deputies, who look after members but name no others', async () => {
    const [leader, member, other] = [somebody(0), somebody(1), somebody(2)]
    const groupId = await openGroup(db, { leader, members: [member, other], now: start })
    const name = (who: TestResident, residentId: string, deputy = true) =>
      call(app, who.token, 'volunteering.setDeputy', { communityId, groupId, residentId, deputy })
    expect(await name(member, other.person.residentId)).toMatchObject({ error: { code: 'not_found' } })
    const named = await name(leader, member.person.residentId)
    expect(named).toMatchObject({ ok: true })
    expect(named.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, other.token, 'volunteering.group', { groupId })).toMatchObject({
      deputies: [member.name],
      may: { steer: false },
    })
    expect(await callOk(app, member.token, 'volunteering.group', { groupId })).toMatchObject({
      mine: { role: 'deputy' },
      may: { steer: true, lead: false },
    })
    expect(await name(member, other.person.residentId)).toMatchObject({ error: { code: 'not_found' } })
    expect(await callOk(app, member.token, 'volunteering.leaveGroup', { groupId, words: '' })).toMatchObject({
      memberCount: 2,
    })
    expect(await raw('select leader_ids from volunteer_group where id = ?', [groupId])).toMatchObject([
      { leader_ids: [leader.person.residentId] },
    ])
  })

  it('is told what it says of itself, by version', async () => {
    const leader = somebody(0)
    const groupId = await openGroup(db, { leader, members: [somebody(1)], now: start })
    const change = { communityId, groupId, version: 1, ...groupFields, meets: '每周一' }
    expect(await call(app, somebody(1).token, 'volunteering.changeGroup', change)).toMatchObject({
      error: { code: 'not_found' },
    })
    const changed = await call(app, leader.token, 'volunteering.changeGroup', change)
    expect(changed).toMatchObject({ data: { version: 2 } })
    expect(changed.roundTrips).toBeLessThanOrEqual(3)
    expect(await call(app, leader.token, 'volunteering.changeGroup', change)).toMatchObject({
      error: { code: 'conflict' },
    })
    expect(await callOk(app, leader.token, 'volunteering.group', { groupId })).toMatchObject({
      name: '梅园书画社',
      meets: '每周一',
    })
  })
})

describe('notices', () => {
  it('reach every member once and are counted when they are seen', async () => {
    const [leader, member, guest] = [somebody(0), somebody(1), somebody(2)]
    const groupId = await openGroup(db, { leader, members: [member], now: start })
    const notice = { communityId, groupId, id: newId(), title: '周三改到周四', words: '活动室周三有别的安排。' }
    expect(await call(app, member.token, 'volunteering.writeNotice', notice)).toMatchObject({
      error: { code: 'not_found' },
    })
    const written = await call(app, leader.token, 'volunteering.writeNotice', notice)
    expect(written).toMatchObject({ ok: true })
    expect(written.roundTrips).toBeLessThanOrEqual(3)
    await callOk(app, leader.token, 'volunteering.writeNotice', notice)
    expect(await messagesOf(member)).toEqual(['银发互助队：周三改到周四'])
    expect(await messagesOf(leader)).toEqual([])
    expect(await callOk(app, guest.token, 'volunteering.group', { groupId })).toMatchObject({
      notices: [],
      hasNews: false,
    })
    expect(await callOk(app, member.token, 'volunteering.group', { groupId })).toMatchObject({
      hasNews: true,
      notices: [{ title: '周三改到周四', seenBy: null }],
    })
    clock.now = addSeconds(start, 60)
    const seen = await call(app, member.token, 'volunteering.seeNotices', { groupId })
    expect(seen.roundTrips).toBe(2)
    expect(await callOk(app, member.token, 'volunteering.group', { groupId })).toMatchObject({ hasNews: false })
    expect(await callOk(app, leader.token, 'volunteering.group', { groupId })).toMatchObject({
      notices: [{ seenBy: 1, byName: leader.name }],
    })
  })
})

describe('the end', () => {
  it('waits for what is planned, and is told to every member', async () => {
    const [leader, member] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, members: [member], now: start })
    const { activityId } = await openShift(db, { startsAt: addSeconds(start, 86_400), capacity: 3 })
    await raw(
      `update activity set group_id = ?, starts_at = '2026-11-25 01:00:00', ends_at = '2026-11-25 03:00:00' where id = ?`,
      [groupId, activityId],
    )
    expect(await callOk(app, member.token, 'volunteering.group', { groupId })).toMatchObject({
      activities: [{ activityId, startsAt: '2026-11-25T01:00:00.000Z' }],
    })
    const close = { communityId, groupId, version: 1, words: '老队员都搬走了' }
    expect(await call(app, leader.token, 'volunteering.closeGroup', close)).toMatchObject({
      error: { code: 'group_busy' },
    })
    await raw(`update activity set status = 'cancelled' where id = ?`, [activityId])
    expect(await call(app, member.token, 'volunteering.closeGroup', close)).toMatchObject({
      error: { code: 'not_found' },
    })
    const closed = await call(app, leader.token, 'volunteering.closeGroup', close)
    expect(closed).toMatchObject({ data: { status: 'closed' } })
    expect(closed.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, leader.token, 'volunteering.closeGroup', close)).toMatchObject({ status: 'closed' })
    expect(await messagesOf(member)).toEqual(['“银发互助队”解散了'])
    const { mine, groups } = await callOk(app, member.token, 'volunteering.groups', {})
    expect([...mine, ...groups].filter((group) => group.groupId === groupId)).toEqual([])
  })
})

describe('search', () => {
  it('finds groups by kind and words, mine first', async () => {
    await openGroup(db, { leader: somebody(0), members: [somebody(1), somebody(2)], name: '红围裙助餐队', now: start })
    await openGroup(db, { leader: somebody(3), name: '梅园书画社', now: start })
    const { mine, groups } = await callOk(app, somebody(3).token, 'volunteering.groups', {})
    expect(mine.map(({ name }) => name)).toEqual(['梅园书画社'])
    expect(groups.map(({ name }) => name)).toEqual(['梅园书画社', '红围裙助餐队'])
    const found = async (search: string) =>
      (await callOk(app, somebody(0).token, 'volunteering.groups', { search })).groups.map(({ name }) => name)
    expect(await found('书画')).toEqual(['梅园书画社'])
    expect(await found('%')).toEqual([])
    const parties = await callOk(app, somebody(0).token, 'volunteering.groups', { kind: 'party_team' })
    expect(parties.groups).toEqual([])
    expect((await callOk(app, cast.otherResident.token, 'volunteering.groups', {})).groups).toEqual([])
  })
})
