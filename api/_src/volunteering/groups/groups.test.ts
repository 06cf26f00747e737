import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places, TestPeople, type TestAccount, type TestResident } from '../../testing/actors.ts'
import { addNeed, addResource, addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { groupTally, openGroup } from '../../testing/groups.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll, openShift } from '../../testing/volunteering.ts'
import { peopleSlice } from '../../people/slice.ts'
import { inboxSlice } from '../../inbox/slice.ts'
import { volunteeringSlice } from '../slice.ts'
import { advanceVenues } from './advance-venues.ts'
import { freeVenue, placeVenue } from './venue.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '09:00')
const { app, clock } = testServer(database, [peopleSlice, volunteeringSlice, inboxSlice], start)
const { community: communityId } = places

let people: TestResident[]
let cast: Record<'communityStaff' | 'otherCommunityStaff' | 'admin' | 'otherResident', TestAccount>

beforeEach(async () => {
  clock.now = start
  const town = new TestPeople(start)
  people = town.residents(5, { phone: '13900000001' })
  cast = {
    communityStaff: town.staff('community_staff', communityId),
    otherCommunityStaff: town.staff('community_staff', places.otherCommunity),
    admin: town.staff('admin', communityId),
    otherResident: town.resident({ gridCode: places.otherCommunityGrid }),
  }
  await town.save(db)
})

const fields = {
  name: '梅园书画社',
  kind: 'interest_club',
  field: 'calligraphy',
  parentId: null,
  introduction: '一起写字画画，年底办个小展。',
  meets: '每周五上午，活动中心三楼',
  isOpen: false,
} as const

const somebody = (index: number) => {
  const found = people[index]
  if (!found) throw new Error('nobody')
  return found
}
const messagesOf = async ({ person }: TestResident) => {
  await app.settled()
  const rows = await raw(`select title from delivery where recipient_id = ? and channel = 'inbox' order by id`, [
    person.residentId,
  ])
  return rows.map(({ title }) => title as string)
}

describe('a new group', () => {
  it('is proposed, seen by the desk, confirmed, and its proposer leads it', async () => {
    const leader = somebody(0)
    const id = newId()
    const wish = { id, ...fields }
    const proposed = await call(app, leader.token, 'volunteering.proposeGroup', wish)
    expect(proposed).toMatchObject({ ok: true, data: { groupId: id, status: 'proposed', version: 1 } })
    expect(proposed.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, leader.token, 'volunteering.proposeGroup', wish)).toEqual({
      groupId: id,
      status: 'proposed',
      version: 1,
    })
    expect(await call(app, leader.token, 'volunteering.proposeGroup', { ...wish, id: newId() })).toMatchObject({
      error: { code: 'proposal_waiting' },
    })
    expect(await call(app, somebody(1).token, 'volunteering.proposeGroup', wish)).toMatchObject({
      error: { code: 'id_taken' },
    })

    const mine = await call(app, leader.token, 'volunteering.groups', {})
    expect(mine.roundTrips).toBe(2)
    expect(mine).toMatchObject({ data: { mine: [{ groupId: id, status: 'proposed' }], groups: [] } })
    expect(await callOk(app, somebody(1).token, 'volunteering.groups', {})).toEqual({ mine: [], groups: [] })
    expect(await call(app, somebody(1).token, 'volunteering.group', { groupId: id })).toMatchObject({
      error: { code: 'not_found' },
    })

    const desk = await call(app, cast.communityStaff.token, 'volunteering.deskGroups', { communityId })
    expect(desk.roundTrips).toBe(2)
    expect(desk).toMatchObject({
      data: {
        mayJudge: true,
        groups: [{ groupId: id, status: 'proposed', proposedByName: leader.name, memberCount: 0 }],
      },
    })

    const answer = { communityId, groupId: id, version: 1, accept: true, words: '欢迎。' }
    expect(await call(app, leader.token, 'volunteering.judgeGroup', answer)).toMatchObject({
      error: { code: 'not_allowed' },
    })
    expect(await call(app, cast.otherCommunityStaff.token, 'volunteering.judgeGroup', answer)).toMatchObject({
      error: { code: 'not_found' },
    })
    const judged = await call(app, cast.communityStaff.token, 'volunteering.judgeGroup', answer)
    expect(judged).toMatchObject({ ok: true, data: { status: 'active', version: 2 } })
    expect(judged.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, cast.communityStaff.token, 'volunteering.judgeGroup', answer)).toMatchObject({
      status: 'active',
    })
    expect(await call(app, cast.admin.token, 'volunteering.judgeGroup', { ...answer, accept: false })).toMatchObject({
      error: { code: 'conflict' },
    })

    expect(await groupTally(database, id)).toMatchObject({
      memberCount: 1,
      members: 1,
      leader: leader.person.residentId,
      leaderName: leader.name,
      leaderAmongMembers: leader.name,
    })
    const detail = await call(app, leader.token, 'volunteering.group', { groupId: id })
    expect(detail.roundTrips).toBe(2)
    expect(detail).toMatchObject({
      data: {
        name: '梅园书画社',
        mine: { status: 'member', role: 'leader' },
        may: { steer: true, lead: true, judge: false, appoint: false },
      },
    })
    expect(await messagesOf(leader)).toEqual(['“梅园书画社”办起来了'])
  })

  it('may be refused, and proposed anew', async () => {
    const leader = somebody(0)
    const id = newId()
    await callOk(app, leader.token, 'volunteering.proposeGroup', { id, ...fields })
    const answer = { communityId, groupId: id, version: 1, accept: false, words: '已经有书画社了。' }
    expect(await callOk(app, cast.communityStaff.token, 'volunteering.judgeGroup', answer)).toMatchObject({
      status: 'refused',
    })
    expect(await messagesOf(leader)).toEqual(['“梅园书画社”这次没办成'])
    expect(await call(app, leader.token, 'volunteering.proposeGroup', { id: newId(), ...fields })).toMatchObject({
      ok: true,
    })
  })

  it('is made by staff at once, with a leader who is told', async () => {
    const id = newId()
    const wish = { id, communityId, leaderId: somebody(0).person.residentId, ...fields }
    const made = await call(app, cast.communityStaff.token, 'volunteering.makeGroup', wish)
    expect(made).toMatchObject({ data: { status: 'active', version: 1 } })
    expect(made.roundTrips).toBeLessThanOrEqual(5)
    expect(await callOk(app, cast.communityStaff.token, 'volunteering.makeGroup', wish)).toMatchObject({ groupId: id })
    expect(await groupTally(database, id)).toMatchObject({
      memberCount: 1,
      members: 1,
      leaderAmongMembers: somebody(0).name,
    })
    expect(await messagesOf(somebody(0))).toEqual(['请您带“梅园书画社”'])
    const nobody = { ...wish, id: newId(), leaderId: newId() }
    expect(await call(app, cast.communityStaff.token, 'volunteering.makeGroup', nobody)).toMatchObject({
      error: { code: 'not_found' },
    })
    expect(
      await call(app, cast.otherCommunityStaff.token, 'volunteering.makeGroup', { ...wish, id: newId() }),
    ).toMatchObject({ error: { code: 'not_found' } })
  })

  it('may be a branch of an association, one level deep, and its figures go up', async () => {
    const parentId = await openGroup(db, {
      leader: somebody(0),
      members: [somebody(1)],
      name: '梅园文体协会',
      now: start,
    })
    const branch = await openGroup(db, { leader: somebody(2), name: '舞蹈分会', parentId, now: start })
    const deeper = { id: newId(), ...fields, parentId: branch }
    expect(await call(app, somebody(3).token, 'volunteering.proposeGroup', deeper)).toMatchObject({
      error: { code: 'branch_of_branch' },
    })
    const change = { communityId, groupId: parentId, version: 1, ...fields, parentId: branch }
    expect(await call(app, somebody(0).token, 'volunteering.changeGroup', change)).toMatchObject({
      error: { code: 'branch_of_branch' },
    })
    expect(await callOk(app, somebody(3).token, 'volunteering.group', { groupId: parentId })).toMatchObject({
      memberCount: 2,
      allMembers: 3,
      branches: [{ groupId: branch, name: '舞蹈分会', memberCount: 1 }],
    })
    const { groups } = await callOk(app, cast.communityStaff.token, 'volunteering.deskGroups', { communityId })
    expect(groups.find(({ groupId }) => groupId === parentId)).toMatchObject({ memberCount: 2, allMembers: 3 })
    const close = { communityId, groupId: parentId, version: 1, words: '不办了' }
    expect(await call(app, somebody(0).token, 'volunteering.closeGroup', close)).toMatchObject({
      error: { code: 'group_busy' },
    })
  })
})

describe('joining', () => {
  it('is asked, decided by a leader or deputy, and told; a refused one may ask again', async () => {
    const [leader, deputy, guest] = [somebody(0), somebody(1), somebody(2)]
    const groupId = await openGroup(db, { leader, deputies: [deputy], now: start })
    const ask = { id: newId(), groupId, words: '我退休了，想帮帮忙' }
    const asked = await call(app, guest.token, 'volunteering.askToJoin', ask)
    expect(asked).toMatchObject({ data: { mine: { status: 'asked', role: null }, memberCount: 2 } })
    expect(asked.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, guest.token, 'volunteering.askToJoin', ask)).toMatchObject({ mine: { status: 'asked' } })
    expect(await messagesOf(leader)).toEqual([`${guest.name}想加入“银发互助队”`])
    expect(await messagesOf(deputy)).toHaveLength(1)

    const roster = await call(app, deputy.token, 'volunteering.groupRoster', { communityId, groupId })
    expect(roster.roundTrips).toBe(2)
    expect(roster).toMatchObject({
      data: { asks: [{ residentId: guest.person.residentId, words: '我退休了，想帮帮忙', isAgain: false }] },
    })
    expect(await call(app, guest.token, 'volunteering.groupRoster', { communityId, groupId })).toMatchObject({
      error: { code: 'not_found' },
    })

    const answer = { communityId, groupId, residentId: guest.person.residentId, accept: false, words: '这个月人满了' }
    expect(await call(app, guest.token, 'volunteering.answerAsk', { ...answer, accept: true })).toMatchObject({
      error: { code: 'not_found' },
    })
    const refused = await call(app, deputy.token, 'volunteering.answerAsk', answer)
    expect(refused).toMatchObject({ data: { mine: { status: 'refused' }, memberCount: 2 } })
    expect(refused.roundTrips).toBeLessThanOrEqual(4)
    expect(await call(app, leader.token, 'volunteering.answerAsk', { ...answer, accept: true })).toMatchObject({
      error: { code: 'conflict' },
    })
    expect(await callOk(app, guest.token, 'volunteering.group', { groupId })).toMatchObject({
      mine: { status: 'refused' },
      ask: { answer: '这个月人满了' },
    })

    await callOk(app, guest.token, 'volunteering.askToJoin', { ...ask, id: newId(), words: '下个月呢' })
    const yes = { ...answer, accept: true, words: '' }
    expect(await callOk(app, leader.token, 'volunteering.answerAsk', yes)).toMatchObject({
      mine: { status: 'member', role: 'member' },
      memberCount: 3,
    })
    expect(await callOk(app, deputy.token, 'volunteering.answerAsk', yes)).toMatchObject({
      mine: { status: 'member' },
      memberCount: 3,
    })
    expect(await messagesOf(guest)).toEqual(['“银发互助队”这次没收下', '“银发互助队”欢迎您'])
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 3, members: 3, asks: 0 })
  })

  it('an open group takes whoever asks at once; leaving and coming back is counted right', async () => {
    const [leader, guest] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, isOpen: true, now: start })
    const joined = await call(app, guest.token, 'volunteering.askToJoin', { id: newId(), groupId, words: '' })
    expect(joined).toMatchObject({ data: { mine: { status: 'member' }, memberCount: 2 } })
    expect(joined.roundTrips).toBeLessThanOrEqual(4)
    expect(await messagesOf(leader)).toEqual([`${guest.name}加入了“银发互助队”`])
    const left = await call(app, guest.token, 'volunteering.leaveGroup', { groupId, words: '要带孙子' })
    expect(left).toMatchObject({ data: { mine: { status: 'left' }, memberCount: 1 } })
    expect(left.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, guest.token, 'volunteering.leaveGroup', { groupId, words: '' })).toMatchObject({
      memberCount: 1,
    })
    await callOk(app, guest.token, 'volunteering.askToJoin', { id: newId(), groupId, words: '' })
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 2, members: 2, asks: 0 })
  })

  it('finishes an ask that broke off before its second statement', async () => {
    const [leader, guest] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, asking: [guest], isOpen: true, now: start })
    const again = { id: newId(), groupId, words: '' }
    expect(await callOk(app, guest.token, 'volunteering.askToJoin', again)).toMatchObject({
      mine: { status: 'member' },
      memberCount: 2,
    })
  })

  it('is over when the ask is taken back, somebody is taken off, or the group is closed', async () => {
    const [leader, guest, member] = [somebody(0), somebody(1), somebody(2)]
    const groupId = await openGroup(db, { leader, members: [member], asking: [guest], now: start })
    expect(await callOk(app, guest.token, 'volunteering.leaveGroup', { groupId, words: '' })).toMatchObject({
      mine: { status: 'left' },
      memberCount: 2,
    })
    const off = { communityId, groupId, residentId: member.person.residentId, words: '搬走了' }
    expect(await call(app, guest.token, 'volunteering.removeMember', off)).toMatchObject({
      error: { code: 'not_found' },
    })
    expect(await callOk(app, leader.token, 'volunteering.removeMember', off)).toMatchObject({
      mine: { status: 'removed' },
      memberCount: 1,
    })
    expect(await messagesOf(member)).toEqual(['您不在“银发互助队”里了'])
    await callOk(app, leader.token, 'volunteering.closeGroup', { communityId, groupId, version: 1, words: '人太少' })
    const late = { id: newId(), groupId, words: '' }
    expect(await call(app, guest.token, 'volunteering.askToJoin', late)).toMatchObject({ error: { code: 'conflict' } })
  })

  it('shows the roster with volunteer numbers and telephones to leaders and staff alone', async () => {
    const [leader, member] = [somebody(0), somebody(1)]
    const groupId = await openGroup(db, { leader, members: [member], now: start })
    await joinAll(db, [member], { now: start })
    const ask = { communityId, groupId }
    for (const token of [leader.token, cast.communityStaff.token]) {
      const { members } = await callOk(app, token, 'volunteering.groupRoster', ask)
      expect(members).toMatchObject([
        { name: leader.name, role: 'leader', volunteerNumber: null },
        { name: member.name, role: 'member', volunteerNumber: expect.stringMatching(/^\d+$/) as string },
      ])
      expect(members[1]?.phone).toMatch(/^1\d{10}$/)
    }
    for (const token of [member.token, cast.otherResident.token, cast.otherCommunityStaff.token]) {
      expect(await call(app, token, 'volunteering.groupRoster', ask)).toMatchObject({ error: { code: 'not_found' } })
    }
  })
})

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
    const change = { communityId, groupId, version: 1, ...fields, meets: '每周一' }
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

describe('rooms', () => {
  const shift = { startsAt: instantOf('2026-11-26', '14:00'), endsAt: instantOf('2026-11-26', '16:00') }

  async function hall() {
    const resourceId = await addResource(db, communityId, '多功能活动室', { kind: 'room' })
    const serviceId = await addService(db, communityId, { category: 'venues', capacity_kind: 'exclusive', capacity: 1 })
    await addNeed(db, communityId, serviceId, [resourceId])
    return resourceId
  }
  const placed = async (activityId: string) =>
    Number((await raw('select count(*) as n from booking_claim where booking_id = ?', [activityId]))[0]?.['n'])

  it('are listed free or taken, and stand in the calendar of the desk', async () => {
    const resourceId = await hall()
    const { activityId } = await openShift(db, { ...shift, capacity: 3 })
    const venue = { communityId, activityId, byName: '银发互助队', title: '周六义诊', resourceId, shifts: [shift] }
    expect(await placeVenue(db, venue, start)).toBe('placed')
    const times = [{ startsAt: shift.startsAt.toISOString(), endsAt: shift.endsAt.toISOString() }]
    const free = await call(app, somebody(0).token, 'volunteering.venues', { communityId, times })
    expect(free.roundTrips).toBe(2)
    expect(free).toMatchObject({
      data: { venues: [{ resourceId, name: '多功能活动室', takenAt: times[0]?.startsAt }] },
    })
    expect(
      await callOk(app, somebody(0).token, 'volunteering.venues', { communityId, activityId, times }),
    ).toMatchObject({ venues: [{ takenAt: null }] })
    expect(await call(app, cast.otherResident.token, 'volunteering.venues', { communityId, times })).toMatchObject({
      error: { code: 'not_allowed' },
    })
    const calendar = await call(app, cast.communityStaff.token, 'volunteering.venueCalendar', { communityId })
    expect(calendar.roundTrips).toBe(2)
    expect(calendar).toMatchObject({
      data: { uses: [{ activityId, venue: '多功能活动室', title: '周六义诊', byName: '银发互助队' }] },
    })
    await freeVenue(db, { communityId, activityId }, start)
    expect(await placed(activityId)).toBe(0)
  })

  it.each([
    ['published', 24],
    ['running', 24],
    ['cancelled', 0],
    ['draft', 0],
    ['in_review', 0],
  ])('of an activity that is %s a minute later: %i claims stay', async (status, claims) => {
    const resourceId = await hall()
    const { activityId } = await openShift(db, { ...shift, capacity: 3 })
    await raw('update activity set status = ? where id = ?', [status, activityId])
    await placeVenue(db, { communityId, activityId, byName: '', title: '', resourceId, shifts: [shift] }, start)
    await advanceVenues(db, [communityId], addSeconds(start, 59))
    expect(await placed(activityId)).toBe(24)
    await advanceVenues(db, [communityId], addSeconds(start, 61))
    expect(await placed(activityId)).toBe(claims)
    const [row] = await raw('select version, notified_version from activity where id = ?', [activityId])
    const burnt = status === 'draft' || status === 'in_review'
    expect(row).toMatchObject(burnt ? { version: 2, notified_version: 2 } : { version: 1 })
  })
})
