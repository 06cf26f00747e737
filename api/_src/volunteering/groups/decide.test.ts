import { describe, expect, it } from 'vitest'
import type { GroupMemberStatus } from '../../../../shared/volunteering/groups.ts'
import {
  decideAnswer,
  decideAppoint,
  decideAsk,
  decideClose,
  decideDeputy,
  decideJudge,
  decideLeave,
  decideOffer,
  decideRemove,
  decideTake,
  leadersAfter,
  leadersWith,
  mayBeBranchOf,
  roleOf,
  type Doer,
  type GroupFacts,
} from './decide.ts'

const group: GroupFacts = { status: 'active', leaderIds: ['leader', 'deputy'], isOpen: false, offeredTo: null }
const open = { ...group, isOpen: true }
const closed: GroupFacts = { ...group, status: 'closed' }
const proposed: GroupFacts = { ...group, status: 'proposed' }
const offered = { ...group, offeredTo: 'member' }

const staff: Doer = { residentId: null, isStaff: true }
const resident = (residentId: string): Doer => ({ residentId, isStaff: false })
const [leader, deputy, member, nobody] = ['leader', 'deputy', 'member', 'nobody'].map(resident) as [
  Doer,
  Doer,
  Doer,
  Doer,
]

/** `go`, `done`, or the code of the refusal. */
const said = (decision: { kind: string; refusal?: { code: string } }) => decision.refusal?.code ?? decision.kind

it.each<[string, GroupMemberStatus, string | null]>([
  ['leader', 'member', 'leader'],
  ['deputy', 'member', 'deputy'],
  ['member', 'member', 'member'],
  ['leader', 'left', null],
  ['member', 'asked', null],
])('%s who is %s has the role %s', (who, status, role) => {
  expect(roleOf(group.leaderIds, who, status)).toBe(role)
})

it.each<[what: string, GroupFacts, GroupMemberStatus | null, string]>([
  ['nobody asks', group, null, 'ask'],
  ['again after a refusal', group, 'refused', 'ask'],
  ['again after leaving', group, 'left', 'ask'],
  ['again after being taken off', group, 'removed', 'ask'],
  ['while the ask waits', group, 'asked', 'done'],
  ['a member', group, 'member', 'done'],
  ['an open group', open, null, 'join'],
  ['an open group, again', open, 'left', 'join'],
  ['a group that was opened while the ask waited', open, 'asked', 'join'],
  ['a closed group', closed, null, 'conflict'],
  ['a proposed group', proposed, 'left', 'conflict'],
  ['a member of a closed group', closed, 'member', 'done'],
])('asking: %s', (_, of, status, expected) => {
  expect(said(decideAsk(of, status))).toBe(expected)
})

it.each<[what: string, GroupFacts, Doer, GroupMemberStatus | null, accept: boolean, string]>([
  ['leader takes in', group, leader, 'asked', true, 'go'],
  ['deputy refuses', group, deputy, 'asked', false, 'go'],
  ['staff takes in', group, staff, 'asked', true, 'go'],
  ['member', group, member, 'asked', true, 'not_found'],
  ['stranger', group, nobody, 'asked', true, 'not_found'],
  ['nobody asked', group, leader, null, true, 'not_found'],
  ['taken in already', group, leader, 'member', true, 'done'],
  ['refused already', group, leader, 'refused', false, 'done'],
  ['refused by another', group, leader, 'refused', true, 'conflict'],
  ['taken in by another', group, leader, 'member', false, 'conflict'],
  ['taken back', group, leader, 'left', true, 'conflict'],
  ['closed meanwhile', closed, leader, 'asked', true, 'conflict'],
])('answering an ask: %s', (_, of, doer, status, accept, expected) => {
  expect(said(decideAnswer(of, doer, { status, accept }))).toBe(expected)
})

it.each<[what: string, GroupFacts, string, GroupMemberStatus | null, string]>([
  ['member', group, 'member', 'member', 'go'],
  ['deputy', group, 'deputy', 'member', 'go'],
  ['takes the ask back', group, 'nobody', 'asked', 'go'],
  ['leader', group, 'leader', 'member', 'leader_needed'],
  ['leader of a closed group', closed, 'leader', 'member', 'go'],
  ['gone already', group, 'member', 'left', 'done'],
  ['refused', group, 'member', 'refused', 'done'],
  ['never asked', group, 'nobody', null, 'not_found'],
])('leaving: %s', (_, of, residentId, status, expected) => {
  expect(said(decideLeave(of, { residentId, status }))).toBe(expected)
})

it.each<[what: string, Doer, string, GroupMemberStatus | null, string]>([
  ['leader takes a member off', leader, 'member', 'member', 'go'],
  ['leader takes a deputy off', leader, 'deputy', 'member', 'go'],
  ['deputy takes a member off', deputy, 'member', 'member', 'go'],
  ['deputy takes a deputy off', deputy, 'deputy', 'member', 'not_found'],
  ['staff takes the leader off', staff, 'leader', 'member', 'leader_needed'],
  ['member', member, 'other', 'member', 'not_found'],
  ['off already', leader, 'member', 'removed', 'done'],
  ['left', leader, 'member', 'left', 'conflict'],
  ['nobody', leader, 'member', null, 'not_found'],
])('taking off: %s', (_, doer, residentId, status, expected) => {
  expect(said(decideRemove(group, doer, { residentId, status }))).toBe(expected)
})

it.each<[what: string, GroupFacts, Doer, string, GroupMemberStatus | null, deputy: boolean, string]>([
  ['leader names one', group, leader, 'member', 'member', true, 'go'],
  ['staff names one', group, staff, 'member', 'member', true, 'go'],
  ['deputy names one', group, deputy, 'member', 'member', true, 'not_found'],
  ['one already', group, leader, 'deputy', 'member', true, 'done'],
  ['no longer', group, leader, 'deputy', 'member', false, 'go'],
  ['never was', group, leader, 'member', 'member', false, 'done'],
  ['the leader', group, leader, 'leader', 'member', true, 'conflict'],
  ['who left', group, leader, 'member', 'left', true, 'conflict'],
  [
    'a sixth',
    { ...group, leaderIds: ['leader', '1', '2', '3', '4', '5'] },
    leader,
    'member',
    'member',
    true,
    'deputies_full',
  ],
  ['closed', closed, leader, 'member', 'member', true, 'conflict'],
])('deputies: %s', (_, of, doer, residentId, status, isDeputy, expected) => {
  expect(said(decideDeputy(of, doer, { residentId, status, deputy: isDeputy }))).toBe(expected)
})

describe('handing over', () => {
  it.each<[what: string, GroupFacts, by: string, to: [string, GroupMemberStatus | null] | null, string]>([
    ['to a member', group, 'leader', ['member', 'member'], 'go'],
    ['to a deputy', group, 'leader', ['deputy', 'member'], 'go'],
    ['to somebody else instead', offered, 'leader', ['deputy', 'member'], 'go'],
    ['to the same again', offered, 'leader', ['member', 'member'], 'done'],
    ['taken back', offered, 'leader', null, 'go'],
    ['nothing to take back', group, 'leader', null, 'done'],
    ['to who asks', group, 'leader', ['member', 'asked'], 'conflict'],
    ['to a stranger', group, 'leader', ['nobody', null], 'conflict'],
    ['to oneself', group, 'leader', ['leader', 'member'], 'conflict'],
    ['by a deputy', group, 'deputy', ['member', 'member'], 'not_found'],
    ['closed', closed, 'leader', ['member', 'member'], 'conflict'],
  ])('offer %s', (_, of, by, to, expected) => {
    expect(said(decideOffer(of, by, to && { residentId: to[0], status: to[1] }))).toBe(expected)
  })

  it.each<[what: string, GroupFacts, by: string, GroupMemberStatus | null, accept: boolean, string]>([
    ['takes it', offered, 'member', 'member', true, 'go'],
    ['declines', offered, 'member', 'member', false, 'go'],
    ['declines after leaving', offered, 'member', 'left', false, 'go'],
    ['takes it after leaving', offered, 'member', 'left', true, 'conflict'],
    ['has it already', group, 'leader', 'member', true, 'done'],
    ['the offer was taken back', group, 'member', 'member', true, 'conflict'],
    ['declines what was taken back', group, 'member', 'member', false, 'done'],
    ['was not asked', offered, 'deputy', 'member', true, 'conflict'],
    ['is nobody', offered, 'nobody', null, true, 'not_found'],
  ])('answer: %s', (_, of, residentId, status, accept, expected) => {
    expect(said(decideTake(of, { residentId, status, accept }))).toBe(expected)
  })

  it.each<[what: string, GroupFacts, string, GroupMemberStatus | null, string]>([
    ['a member', group, 'member', 'member', 'go'],
    ['the leader', group, 'leader', 'member', 'done'],
    ['who left', group, 'member', 'left', 'conflict'],
    ['a stranger', group, 'nobody', null, 'conflict'],
    ['closed', closed, 'member', 'member', 'conflict'],
  ])('staff appoint %s', (_, of, residentId, status, expected) => {
    expect(said(decideAppoint(of, { residentId, status }))).toBe(expected)
  })

  it('puts the new leader first and leaves the old one no post', () => {
    expect(leadersAfter(['leader', 'deputy'], 'member')).toEqual(['member', 'deputy'])
    expect(leadersAfter(['leader', 'deputy', 'other'], 'other')).toEqual(['other', 'deputy'])
    expect(leadersWith(['leader', 'deputy'], 'member', true)).toEqual(['leader', 'deputy', 'member'])
    expect(leadersWith(['leader', 'deputy'], 'deputy', false)).toEqual(['leader'])
  })
})

it.each<[what: string, GroupFacts, Doer, activities: number, branches: number, string]>([
  ['leader', group, leader, 0, 0, 'go'],
  ['staff', group, staff, 0, 0, 'go'],
  ['deputy', group, deputy, 0, 0, 'not_found'],
  ['with an activity to come', group, leader, 1, 0, 'group_busy'],
  ['with a branch', group, leader, 0, 1, 'group_busy'],
  ['closed already', closed, leader, 1, 0, 'done'],
  ['proposed', proposed, staff, 0, 0, 'conflict'],
])('closing: %s', (_, of, doer, activities, branches, expected) => {
  expect(said(decideClose(of, doer, { activities, branches }))).toBe(expected)
})

it.each<[what: string, GroupFacts, Doer, accept: boolean, string]>([
  ['confirmed', proposed, staff, true, 'go'],
  ['refused', proposed, staff, false, 'go'],
  ['by a resident', proposed, leader, true, 'not_found'],
  ['their own', proposed, { residentId: 'leader', isStaff: true }, true, 'not_found'],
  ['confirmed already', group, staff, true, 'done'],
  ['refused by a colleague', { ...group, status: 'refused' }, staff, true, 'conflict'],
  ['confirmed by a colleague', group, staff, false, 'conflict'],
])('a proposal: %s', (_, of, doer, accept, expected) => {
  expect(said(decideJudge({ ...of, proposedBy: 'leader' }, doer, accept))).toBe(expected)
})

it.each<[what: string, Parameters<typeof mayBeBranchOf>[0], branches: number, own: string, boolean]>([
  ['of an association', { status: 'active', parentId: null }, 0, 'own', true],
  ['of a branch', { status: 'active', parentId: 'other' }, 0, 'own', false],
  ['with branches itself', { status: 'active', parentId: null }, 1, 'own', false],
  ['of a closed one', { status: 'closed', parentId: null }, 0, 'own', false],
  ['of nothing', undefined, 0, 'own', false],
  ['of itself', { status: 'active', parentId: null }, 0, 'parent', false],
])('a branch %s', (_, parent, branches, groupId, expected) => {
  expect(mayBeBranchOf(parent, { groupId, branches, parentId: 'parent' })).toBe(expected)
})
