import type { peopleContract } from '../../../shared/people/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import type { Handlers } from '../platform/slice.ts'
import { authenticate } from './authenticate.ts'
import { careCardHandlers } from './care-card/handlers.ts'
import { computerHandlers } from './computer/handlers.ts'
import { sessionEndsAt } from './decide.ts'
import { bindHandlers } from './handlers-bind.ts'
import { contactHandlers } from './handlers-contact.ts'
import { delegationHandlers } from './handlers-delegation.ts'
import { deskHandlers } from './handlers-desk.ts'
import { meOf } from './me.ts'
import { rosterHandlers } from './roster/handlers.ts'
import { newToken, tokenHash } from './secrets.ts'
import { applyConsent, communityRows, recordConsent } from './store-account.ts'
import { chooseIdentity, endSession, signedInAccount, startSession } from './store-session.ts'

export const peopleHandlers: Handlers<typeof peopleContract> = {
  ...bindHandlers,
  ...delegationHandlers,
  ...contactHandlers,
  ...deskHandlers,
  ...computerHandlers,
  ...rosterHandlers,
  ...careCardHandlers,

  'people.communities': async (_, { db }) => {
    const rows = await communityRows(db)
    return ok({
      communities: rows.map((row) => ({
        communityId: row.code,
        name: row.name,
        streetName: row.street_name,
        hotline: row.hotline ?? '12345',
      })),
    })
  },

  'people.signIn': async ({ code }, { db, now, newId, wechat }) => {
    const session = await wechat.codeToSession(code)
    if (!session.ok) return session
    const accountId = await signedInAccount(db, session.data.openId, newId(), now)
    const token = newToken()
    await startSession(db, { tokenHash: tokenHash(token), id: newId(), accountId }, now)
    const actor = await authenticate(db, token, now)
    if (actor === undefined) throw new Error('a session just started is not there')
    const expiresAt = sessionEndsAt(now, actor.staff.length > 0).toISOString()
    return ok({ token, expiresAt, me: await meOf(db, actor, now) })
  },

  'people.signOut': async (_, { db, actor, now }) => {
    await endSession(db, actor.sessionId, now)
    return ok({})
  },

  'people.me': async (_, { db, actor, now }) => ok(await meOf(db, actor, now)),

  'people.consent': async ({ id, version, agreed }, { db, actor, now }) => {
    const line = await recordConsent(db, { accountId: actor.accountId, id, version, agreed }, now)
    await applyConsent(db, actor.accountId, line)
    return ok({ version: line.version, agreed: line.agreed, at: line.at.toISOString() })
  },

  'people.switchIdentity': async (person, { db, actor, now }) => {
    const identity = actor.identities.find(
      (own) =>
        own.relation === 'self' && own.communityId === person.communityId && own.residentId === person.residentId,
    )
    if (identity === undefined) return refuse('not_found')
    await chooseIdentity(db, actor.sessionId, person)
    return ok(await meOf(db, { ...actor, identity }, now))
  },
}
