import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { peopleSlice } from '../../people/slice.ts'
import { newId } from '../../platform/ids.ts'
import { places, TestPeople, type TestAccount, type TestResident } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { groupTally, openGroup } from '../../testing/groups.ts'
import { testServer } from '../../testing/server.ts'
import { volunteeringSlice } from '../slice.ts'

const database = await useDatabase()
const { db } = database
const now = instantOf('2026-11-24', '09:00')
const { app } = testServer(database, [peopleSlice, volunteeringSlice], now)
const { community: communityId } = places

let crowd: TestResident[]
let staff: TestAccount
const one = (index: number): TestResident => {
  const found = crowd[index]
  if (!found) throw new Error('nobody')
  return found
}

beforeEach(async () => {
  const people = new TestPeople(now)
  crowd = people.residents(40)
  staff = people.staff('community_staff', communityId)
  await people.save(db)
})

describe('groups under a storm', () => {
  it('two leaders and the desk decide at once: one decision stands, the number is right', async () => {
    const [leader, deputy, guest] = [one(0), one(1), one(2)]
    const groupId = await openGroup(db, { leader, deputies: [deputy], asking: [guest], now })
    const ask = { communityId, groupId, residentId: guest.person.residentId, words: '' }
    const answers = await Promise.all(
      [leader.token, deputy.token, staff.token].flatMap((token, index) =>
        [true, false].map((flag) =>
          call(app, token, 'volunteering.answerAsk', { ...ask, accept: flag === (index !== 1) }),
        ),
      ),
    )
    const { memberCount, members, asks } = await groupTally(database, groupId)
    expect(asks).toBe(0)
    expect(memberCount).toBe(members)
    const stands = members === 3 ? 'member' : 'refused'
    for (const answer of answers) {
      if (answer.ok) expect(answer.data.mine?.status).toBe(stands)
      else expect(answer.error.code).toBe('conflict')
    }
    expect(answers.filter(({ ok }) => ok).length).toBe(3)
  })

  it('everybody joins, leaves and comes back: the number is the members', async () => {
    const groupId = await openGroup(db, { leader: one(0), isOpen: true, now })
    const act = async (who: TestResident, rounds: number) => {
      for (let round = 0; round < rounds; round += 1) {
        await call(app, who.token, 'volunteering.askToJoin', { id: newId(), groupId, words: '' })
        if (round < rounds - 1) await call(app, who.token, 'volunteering.leaveGroup', { groupId, words: '' })
      }
    }
    await Promise.all(crowd.slice(1).map((who, index) => act(who, (index % 3) + 1)))
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 40, members: 40, asks: 0 })
    await Promise.all(
      crowd.slice(1, 21).flatMap((who) => [
        call(app, who.token, 'volunteering.leaveGroup', { groupId, words: '' }),
        call(app, who.token, 'volunteering.leaveGroup', { groupId, words: '' }),
        call(app, one(0).token, 'volunteering.removeMember', {
          communityId,
          groupId,
          residentId: who.person.residentId,
          words: '名单整理',
        }),
      ]),
    )
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 20, members: 20 })
  })

  it('the same ask sent many times is one ask, taken in once', async () => {
    const groupId = await openGroup(db, { leader: one(0), now })
    const ask = { id: newId(), groupId, words: '' }
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => call(app, one(1).token, 'volunteering.askToJoin', ask)),
    )
    expect(asked.every(({ ok }) => ok)).toBe(true)
    const answer = { communityId, groupId, residentId: one(1).person.residentId, accept: true, words: '' }
    await Promise.all(Array.from({ length: 8 }, () => call(app, one(0).token, 'volunteering.answerAsk', answer)))
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 2, members: 2, asks: 0 })
  })

  it.each(Array.from({ length: 6 }, (_, round) => round))(
    'the group is taken over while the one who takes it leaves and the old one goes too (%i)',
    async () => {
      const [leader, next] = [one(0), one(1)]
      const groupId = await openGroup(db, { leader, members: [next, one(2)], now })
      const offer = { communityId, groupId, residentId: next.person.residentId }
      await call(app, leader.token, 'volunteering.offerGroup', offer)
      await Promise.all([
        call(app, next.token, 'volunteering.takeGroup', { communityId, groupId, accept: true }),
        call(app, next.token, 'volunteering.leaveGroup', { groupId, words: '' }),
        call(app, leader.token, 'volunteering.leaveGroup', { groupId, words: '' }),
        call(app, staff.token, 'volunteering.appointLeader', {
          communityId,
          groupId,
          residentId: one(2).person.residentId,
          words: '没人带',
        }),
      ])
      const tally = await groupTally(database, groupId)
      expect(tally.memberCount).toBe(tally.members)
      expect(tally.leaderAmongMembers).toBe(tally.leaderName)
      expect(tally.leader).not.toBeNull()
    },
  )

  it('a deputy is named while leaving: never a deputy who is no member', async () => {
    const groupId = await openGroup(db, { leader: one(0), members: crowd.slice(1, 6), now })
    await Promise.all(
      crowd.slice(1, 6).flatMap((who) => [
        call(app, one(0).token, 'volunteering.setDeputy', {
          communityId,
          groupId,
          residentId: who.person.residentId,
          deputy: true,
        }),
        call(app, who.token, 'volunteering.leaveGroup', { groupId, words: '' }),
      ]),
    )
    expect(await groupTally(database, groupId)).toMatchObject({ memberCount: 1, members: 1 })
    const [row] = await database.raw('select json_length(leader_ids) as n from volunteer_group where id = ?', [groupId])
    expect(Number(row?.['n'])).toBe(1)
  })

  it('a proposal is confirmed and refused at once: one answer stands', async () => {
    const id = newId()
    await call(app, one(0).token, 'volunteering.proposeGroup', {
      ...{ id, name: '晨练队', kind: 'interest_club', field: 'sports', parentId: null },
      ...{ introduction: '早上一起打太极。', meets: '', isOpen: true },
    })
    const answers = await Promise.all(
      [true, false, true, false].map((accept) =>
        call(app, staff.token, 'volunteering.judgeGroup', { communityId, groupId: id, version: 1, accept, words: '' }),
      ),
    )
    const [row] = await database.raw('select status, member_count from volunteer_group where id = ?', [id])
    expect([
      { status: 'active', member_count: 1 },
      { status: 'refused', member_count: 0 },
    ]).toContainEqual(row)
    for (const answer of answers) {
      if (answer.ok) expect(answer.data.status).toBe(row?.['status'])
      else expect(answer.error.code).toBe('conflict')
    }
  })
})
