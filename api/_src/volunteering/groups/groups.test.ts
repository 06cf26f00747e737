import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { groupFields, groupTown } from '../../testing/group-town.ts'
import { groupTally, openGroup } from '../../testing/groups.ts'
import { joinAll } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db } = database
const town = groupTown(database)
const { app, cast, messagesOf, somebody, start } = town
const { community: communityId } = places

beforeEach(() => town.fill())

describe('a new group', () => {
  it('is proposed, seen by the desk, confirmed, and its proposer leads it', async () => {
    const leader = somebody(0)
    const id = newId()
    const wish = { id, ...groupFields }
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
    await callOk(app, leader.token, 'volunteering.proposeGroup', { id, ...groupFields })
    const answer = { communityId, groupId: id, version: 1, accept: false, words: '已经有书画社了。' }
    expect(await callOk(app, cast.communityStaff.token, 'volunteering.judgeGroup', answer)).toMatchObject({
      status: 'refused',
    })
    expect(await messagesOf(leader)).toEqual(['“梅园书画社”这次没办成'])
    expect(await call(app, leader.token, 'volunteering.proposeGroup', { id: newId(), ...groupFields })).toMatchObject({
      ok: true,
    })
  })

  it('is made by staff at once, with a leader who is told', async () => {
    const id = newId()
    const wish = { id, communityId, leaderId: somebody(0).person.residentId, ...groupFields }
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
    const deeper = { id: newId(), ...groupFields, parentId: branch }
    expect(await call(app, somebody(3).token, 'volunteering.proposeGroup', deeper)).toMatchObject({
      error: { code: 'branch_of_branch' },
    })
    const change = { communityId, groupId: parentId, version: 1, ...groupFields, parentId: branch }
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
