import * as z from 'zod/mini'
import { command, publicQuery, query, staffRoles, type Contract } from '../contract.ts'
import { careCardContract } from './care-card-contract.ts'
import { relations, type Relation } from './relations.ts'
import { rosterContract } from './roster-contract.ts'
import { signInContract } from './sign-in-contract.ts'
import { AreaCode, CommunityId, Count, Day, Id, Instant, Phone, optionalText, typedText } from '../schemas.ts'

/**
 * What a delegate may do for the person who delegated (代办授权): book, see, apply, press for help; `come`: is asked to go
 * there when help is pressed (邻里守望); `key`: has a key to the door.
 */
export const delegationScopes = ['book', 'see', 'apply', 'help', 'come', 'key'] as const
export type DelegationScope = (typeof delegationScopes)[number]

export { privacyAgreementVersion } from './agreement.ts'

export { relations, type Relation } from './relations.ts'
/** What another person can be to somebody: every relation but `self`. */
export const otherRelations = relations.filter((relation): relation is Exclude<Relation, 'self'> => relation !== 'self')

/** A resident this account may act for: itself (`self`) or somebody who delegated. */
export const Identity = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  residentId: Id,
  name: z.string(),
  relation: z.enum(relations),
  scopes: z.array(z.enum(delegationScopes)),
  gridName: z.string(),
  /** `3 栋 2 单元 501`. */
  address: z.string(),
  /** Completed years; null where no birth date is on file. */
  age: z.nullable(Count),
})
export type Identity = z.infer<typeof Identity>

export const StaffPost = z.object({
  role: z.enum(staffRoles),
  areaCode: AreaCode,
  areaName: z.string(),
  /** `三网格网格员`. */
  postName: z.string(),
})
export type StaffPost = z.infer<typeof StaffPost>

/** Who am I: everything the mini-program must know about the signed-in account, kept on the phone for offline use. */
export const Me = z.object({
  accountId: Id,
  displayName: z.string(),
  /** The identity in use; null before the account is bound to a resident. Always one of `identities` with relation `self`. */
  identity: z.nullable(Identity),
  identities: z.array(Identity),
  staff: z.array(StaffPost),
  /** Telephone of the community's desk, and its name; null before binding. */
  hotline: z.nullable(z.object({ name: z.string(), phone: Phone })),
  /** True from the 60th birthday on: the elder version is offered, never forced. */
  elderVersionOffered: z.boolean(),
  consentNeeded: z.boolean(),
  unreadMessages: Count,
})
export type Me = z.infer<typeof Me>

export const Community = z.object({
  communityId: CommunityId,
  name: z.string(),
  streetName: z.string(),
  hotline: Phone,
})

export const Contact = z.object({
  id: Id,
  name: z.string(),
  relation: z.enum(relations),
  phone: Phone,
  address: z.string(),
})
export type Contact = z.infer<typeof Contact>

export const Delegation = z.object({
  residentId: Id,
  communityId: CommunityId,
  accountId: Id,
  delegateName: z.string(),
  relation: z.enum(relations),
  scopes: z.array(z.enum(delegationScopes)),
  since: Instant,
  endsAt: z.nullable(Instant),
})
export type Delegation = z.infer<typeof Delegation>

/** Details of `several_residents`: who is registered with this phone number. Ask again with the `residentId`. */
export const ResidentChoices = z.object({
  choices: z.array(z.object({ residentId: Id, maskedName: z.string(), age: z.nullable(Count) })),
})

/** One registered person as the desk's list shows it. */
export const FoundResident = z.object({
  residentId: Id,
  maskedName: z.string(),
  maskedPhone: z.string(),
  address: z.string(),
  age: z.nullable(Count),
  /** True when an account is bound to this person. */
  bound: z.boolean(),
})
export type FoundResident = z.infer<typeof FoundResident>

const OneTimeCode = z.object({
  /** Eight digits, shown once; only its hash is stored. */
  code: z.string().check(z.regex(/^\d{8}$/)),
  expiresAt: Instant,
})
const EightDigits = z.string().check(z.regex(/^\d{8}$/))

export const peopleContract = {
  ...signInContract,
  ...rosterContract,
  ...careCardContract,
  'people.communities': publicQuery({
    summary: 'Communities one can be bound to',
    input: z.object({}),
    output: z.object({ communities: z.array(Community) }),
    errors: [],
    roundTrips: 1,
    cacheSeconds: 300,
  }),
  'people.signIn': command({
    summary: 'Exchange a wx.login code for a session token',
    callers: ['anyone'],
    input: z.object({ code: typedText(128) }),
    output: z.object({ token: z.string(), expiresAt: Instant, me: Me }),
    errors: ['wechat_code_invalid', 'wechat_code_used', 'wechat_blocked', 'wechat_too_often', 'wechat_unreachable'],
    roundTrips: 8,
  }),
  'people.signOut': command({
    summary: 'End this session at once',
    callers: ['account'],
    input: z.object({}),
    output: z.object({}),
    errors: [],
    roundTrips: 2,
  }),
  'people.me': query({
    summary: 'Who am I, for whom may I act, which posts do I hold',
    callers: ['account'],
    input: z.object({}),
    output: Me,
    errors: [],
    roundTrips: 4,
  }),
  'people.consent': command({
    summary: 'Record agreement to, or withdrawal from, a version of the privacy agreement (PIPL §14, §15)',
    callers: ['account'],
    input: z.object({ id: Id, version: typedText(20), agreed: z.boolean() }),
    output: z.object({ version: z.string(), agreed: z.boolean(), at: Instant }),
    errors: [],
    roundTrips: 4,
  }),
  'people.bind': command({
    summary: 'Bind this account to a resident, by WeChat phone code or by a one-time code from the desk',
    callers: ['account'],
    input: z.object({
      communityId: CommunityId,
      by: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('phone'), phoneCode: typedText(128), residentId: z.optional(Id) }),
        z.object({ kind: z.literal('code'), code: EightDigits }),
      ]),
    }),
    output: Me,
    errors: [
      'consent_needed',
      'phone_not_registered',
      'several_residents',
      'bind_code_invalid',
      'bind_code_expired',
      'bind_too_often',
      'already_bound',
      'wechat_code_invalid',
      'wechat_code_used',
      'wechat_blocked',
      'wechat_too_often',
      'wechat_quota_out',
      'wechat_unreachable',
    ],
    roundTrips: 10,
  }),
  'people.switchIdentity': command({
    summary: 'Choose which of my own identities is in use',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, residentId: Id }),
    output: Me,
    errors: ['not_found'],
    roundTrips: 6,
  }),
  'people.issueBindCode': command({
    summary: 'At the desk: a one-time eight-digit code that binds an account to this resident, valid for 30 minutes',
    callers: ['community_staff', 'grid_worker', 'admin'],
    input: z.object({ id: Id, communityId: CommunityId, residentId: Id }),
    output: OneTimeCode,
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'people.findResidents': query({
    summary: 'At the desk: residents of my area by name or room; names and phones are masked',
    callers: ['community_staff', 'grid_worker', 'doctor', 'admin'],
    input: z.object({ communityId: CommunityId, search: typedText(20) }),
    output: z.object({ residents: z.array(FoundResident) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'people.correctResident': command({
    summary: 'At the desk: put right what is on file about a resident; only what is given changes, and it is recorded',
    callers: ['community_staff', 'grid_worker', 'admin'],
    input: z.object({
      communityId: CommunityId,
      residentId: Id,
      changes: z.partial(
        z.object({
          name: typedText(40),
          phone: z.nullable(Phone),
          birthDate: z.nullable(Day),
          building: optionalText(10),
          unit: optionalText(10),
          room: typedText(10),
          livingAlone: z.boolean(),
          /** Floor, lift, key holder: what somebody at the door must know. */
          accessNote: optionalText(120),
        }),
      ),
    }),
    output: z.omit(FoundResident, { bound: true }),
    errors: ['not_found', 'invalid_input'],
    roundTrips: 6,
  }),
  'people.delegate': command({
    summary: 'Lend parts of my account to a family member or volunteer: gives a code that the other person enters',
    callers: ['resident'],
    input: z.object({
      id: Id,
      relation: z.enum(otherRelations),
      scopes: z.array(z.enum(delegationScopes)).check(z.minLength(1)),
      /** The last day of the delegation; left out, it holds until it is taken back. */
      endsOn: z.optional(Day),
    }),
    output: OneTimeCode,
    errors: ['invalid_input'],
    roundTrips: 3,
  }),
  'people.acceptDelegation': command({
    summary: 'Enter the code of a person who wants to be helped',
    callers: ['account'],
    input: z.object({
      communityId: CommunityId,
      code: EightDigits,
      /** How the other person knows me; kept only while this account has no name of its own. */
      name: z.optional(typedText(20)),
    }),
    output: Me,
    errors: ['consent_needed', 'bind_code_invalid', 'bind_code_expired', 'bind_too_often'],
    roundTrips: 9,
  }),
  'people.delegations': query({
    summary: 'Who may act for me',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ delegations: z.array(Delegation) }),
    errors: [],
    roundTrips: 2,
  }),
  'people.revokeDelegation': command({
    summary: 'Take a delegation back; effective at once',
    callers: ['resident'],
    input: z.object({ accountId: Id }),
    output: z.object({}),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'people.contacts': query({
    summary: 'My emergency contacts',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ contacts: z.array(Contact) }),
    errors: [],
    roundTrips: 2,
  }),
  'people.saveContact': command({
    summary: 'Add or change an emergency contact (at most five)',
    callers: ['resident'],
    input: z.object({
      id: Id,
      name: typedText(20),
      relation: z.enum(otherRelations),
      phone: Phone,
      address: optionalText(60),
    }),
    output: Contact,
    errors: ['limit_reached', 'conflict'],
    roundTrips: 5,
  }),
  'people.removeContact': command({
    summary: 'Remove an emergency contact',
    callers: ['resident'],
    input: z.object({ id: Id }),
    output: z.object({}),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract
