import type { Me } from '../../../shared/people/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { inboxScopeOf } from '../inbox/index.ts'
import type { Actor, Identity } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'
import { countUnread } from '../platform/deliver/inbox-store.ts'
import { ageOf, consentNeeded, elderVersionOffered, identityInUse } from './decide.ts'
import { accountById, areaRows, type Account } from './store-account.ts'

/** Everything the mini-program must know about this account: two statements, a third when `account` is not given. */
export async function meOf(db: Db, actor: Actor, now: Date, account?: Pick<Account, 'consentVersion'>): Promise<Me> {
  const today = dayOf(now)
  const codes = new Set(actor.staff.map(({ areaCode }) => areaCode))
  for (const { communityId, gridCode } of actor.identities) codes.add(communityId).add(gridCode)
  const { consentVersion } = account ?? (await accountById(db, actor.accountId))
  const areas = new Map((await areaRows(db, [...codes])).map((area) => [area.code, area]))
  const nameOf = (code: string) => areas.get(code)?.name ?? ''
  const identities = actor.identities.map((identity) => ({
    communityId: identity.communityId,
    communityName: nameOf(identity.communityId),
    residentId: identity.residentId,
    name: identity.residentName,
    relation: identity.relation,
    scopes: [...identity.scopes],
    gridName: nameOf(identity.gridCode),
    address: identity.address,
    age: ageOf(identity.birthDate, today),
  }))
  const inUse = actor.identity === undefined ? -1 : actor.identities.indexOf(actor.identity)
  const desk = areas.get(actor.identity?.communityId ?? '')
  return {
    accountId: actor.accountId,
    displayName: actor.displayName,
    identity: identities[inUse] ?? null,
    identities,
    staff: actor.staff.map(({ role, areaCode, postName }) => ({
      role,
      areaCode,
      areaName: nameOf(areaCode),
      postName,
    })),
    hotline: desk?.hotline ? { name: desk.name, phone: desk.hotline } : null,
    elderVersionOffered: elderVersionOffered(actor.identity, today),
    consentNeeded: consentNeeded(consentVersion),
    unreadMessages: await countUnread(db, inboxScopeOf(actor)),
  }
}

/** The actor after it has been tied to somebody, so that no second look-up is needed. */
export function withIdentity(actor: Actor, identity: Identity, name: string): Actor {
  const isSame = (other: Identity) =>
    other.communityId === identity.communityId && other.residentId === identity.residentId
  const isNew = !actor.identities.some(isSame)
  const identities = actor.identities.map((other) => (isSame(other) ? identity : other))
  if (isNew) identities.push(identity)
  const chosen = { communityId: actor.identity?.communityId ?? null, residentId: actor.identity?.residentId ?? null }
  return {
    ...actor,
    displayName: actor.displayName === '' ? name : actor.displayName,
    identities,
    identity: identityInUse(identities, chosen),
  }
}
