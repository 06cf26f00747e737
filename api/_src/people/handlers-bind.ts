import type { DelegationScope, peopleContract, Relation } from '../../../shared/people/contract.ts'
import { maskName } from '../../../shared/people/masking.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { dayOf } from '../../../shared/time.ts'
import type { Actor, Identity } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import {
  addressOf,
  ageOf,
  codeStanding,
  codeTriesAllowed,
  codeTriesForgottenAt,
  consentNeeded,
  mayRestore,
  phoneAlreadyVerified,
  residentByPhone,
} from './decide.ts'
import { meOf, withIdentity } from './me.ts'
import { codeHash, phoneCodeHash } from './secrets.ts'
import { accountById, codeWasRight, notePhone, takeCodeTry, type Account } from './store-account.ts'
import { codeByHash, useCode } from './store-code.ts'
import { tie, tieOf } from './store-identity.ts'
import { residentsByPhone, type ResidentRow } from './store-resident.ts'

type BindEndpoints = 'people.bind' | 'people.acceptDelegation'

export const bindHandlers: Pick<Handlers<typeof peopleContract>, BindEndpoints> = {
  'people.bind': async ({ communityId, by }, context) => {
    const account = await accountById(context.db, context.actor.accountId)
    if (consentNeeded(account.consentVersion)) return refuse('consent_needed')
    if (by.kind === 'phone') return bindByPhone(context, account, communityId, by)
    return enterCode(context, account, { communityId, code: by.code, purpose: 'bind', name: undefined })
  },

  'people.acceptDelegation': async ({ communityId, code, name }, context) => {
    const account = await accountById(context.db, context.actor.accountId)
    if (consentNeeded(account.consentVersion)) return refuse('consent_needed')
    const entered = await enterCode(context, account, { communityId, code, purpose: 'delegate', name })
    // Who is the person already keeps every right: there is nothing to add, and nothing to complain about.
    return !entered.ok && entered.code === 'already_bound'
      ? ok(await meOf(context.db, context.actor, context.now, account))
      : entered
  },
}

type Context = RequestContext<Actor>

async function bindByPhone(
  context: Context,
  account: Account,
  communityId: string,
  by: { phoneCode: string; residentId?: string | undefined },
) {
  const { db, actor, now, wechat } = context
  const hash = phoneCodeHash(by.phoneCode)
  const isRepeat = phoneAlreadyVerified(account, hash, now)
  const answer = isRepeat ? ok({ phoneNumber: account.phone }) : await wechat.phoneNumber(by.phoneCode, account.openId)
  if (!answer.ok) return answer
  const { phoneNumber: phone } = answer.data
  const registered = await residentsByPhone(db, communityId, phone)
  const found = residentByPhone(registered, by.residentId)
  const name = typeof found === 'object' ? found.resident.name : ''
  await notePhone(db, account.id, { phone, phoneCodeHash: hash, at: isRepeat ? account.phoneVerifiedAt : now, name })
  if (found === 'phone_not_registered') return refuse(found)
  if (found === 'several_residents') {
    const choices = registered.map((one) => ({
      residentId: one.id,
      maskedName: maskName(one.name),
      age: ageOf(one.birth_date, dayOf(now)),
    }))
    return refuse(found, { choices })
  }
  const { resident } = found
  if (ownIdentity(actor, resident)) {
    return isRepeat ? ok(await meOf(db, actor, now, account)) : refuse('already_bound')
  }
  await tie(db, account.id, resident, { relation: 'self', scopes: [], since: now, endsAt: null })
  return ok(await meOf(db, withIdentity(actor, identityOf(resident, 'self', []), resident.name), now, account))
}

/** Both kinds of eight-digit code: one try is taken, the code is used up, and only then the account is tied. */
async function enterCode(
  { db, actor, now }: Context,
  account: Account,
  entered: { communityId: string; code: string; purpose: 'bind' | 'delegate'; name: string | undefined },
) {
  const limit = { allowed: codeTriesAllowed, forgottenAt: codeTriesForgottenAt(now) }
  if (!(await takeCodeTry(db, account.id, limit, now))) return refuse('bind_too_often')
  const { communityId, purpose } = entered
  const hash = await codeHash(communityId, entered.code)
  const code = await codeByHash(db, communityId, hash)
  const standing = codeStanding(code, { purpose, accountId: account.id }, now)
  if (code === undefined || standing === 'bind_code_invalid') return refuse('bind_code_invalid')
  if (standing === 'bind_code_expired') return refuse('bind_code_expired')

  const person = { communityId, residentId: code.id }
  const name = entered.name ?? (purpose === 'bind' ? code.name : '')
  if (standing === 'repeat') {
    if (!mayRestore(await tieOf(db, account.id, person), code.usedAt ?? now)) return refuse('bind_code_invalid')
  } else {
    // The code stays good for the person it was meant for.
    if (ownIdentity(actor, code)) {
      await codeWasRight(db, account.id, name)
      return refuse('already_bound')
    }
    if (!(await useCode(db, { communityId, codeHash: hash }, account.id, now))) return refuse('bind_code_invalid')
  }
  const { relation, scopes } = code
  await tie(db, account.id, code, { relation, scopes, since: code.usedAt ?? now, endsAt: code.ends_at })
  await codeWasRight(db, account.id, name)
  return ok(await meOf(db, withIdentity(actor, identityOf(code, relation, scopes), name), now, account))
}

function ownIdentity(actor: Actor, resident: ResidentRow): Identity | undefined {
  return actor.identities.find(
    (own) => own.relation === 'self' && own.communityId === resident.community_id && own.residentId === resident.id,
  )
}

function identityOf(resident: ResidentRow, relation: Relation, scopes: readonly DelegationScope[]): Identity {
  return {
    communityId: resident.community_id,
    residentId: resident.id,
    residentName: resident.name,
    relation,
    scopes,
    gridCode: resident.grid_code,
    address: addressOf(resident),
    birthDate: resident.birth_date,
    livingAlone: resident.living_alone === 1,
  }
}
