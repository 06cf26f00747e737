import type { signInContract } from '../../../../shared/people/sign-in-contract.ts'
import { picturePrefix } from '../../../../shared/people/sign-in-picture.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Handlers } from '../../platform/slice.ts'
import { codeTriesAllowed, codeTriesForgottenAt, sessionEndsAt } from '../decide.ts'
import { browserSecretHash, newDigits, newToken, pictureHash, tokenHash, typedCodeHash } from '../secrets.ts'
import { codeWasRight, takeCodeTry } from '../store-account.ts'
import { startSession } from '../store-session.ts'
import { browserWords, saidAlready, signInExpiresAt, standingInBrowser, standingOnPhone } from './decide.ts'
import { answerSignIn, askSignIn, collectSignIn, findSignIn, seeSignIn, signInOfBrowser } from './store.ts'

/** How often a new request may meet the eight digits of another before something else is wrong. */
const mostCollisions = 5

export const computerHandlers: Handlers<typeof signInContract> = {
  'people.askSignIn': async ({ userAgent }, { db, now, newId }) => {
    const [id, secret, browserSecret] = [newId(), newToken(), newToken()]
    const [matching, expiresAt] = [newDigits(2), signInExpiresAt(now)]
    const hashes = { pictureHash: pictureHash(secret), browserHash: browserSecretHash(browserSecret) }
    const request = { id, ...hashes, matching, browser: browserWords(userAgent), askedAt: now, expiresAt }
    for (let attempt = 0; attempt < mostCollisions; attempt += 1) {
      const code = newDigits(8)
      if (!(await askSignIn(db, { ...request, codeHash: typedCodeHash(code) }))) continue
      const picture = `${picturePrefix}${secret}`
      return ok({ signInId: id, browserSecret, picture, code, matching, expiresAt: expiresAt.toISOString() })
    }
    throw new Error('no free sign-in code was found')
  },

  'people.seeSignIn': async ({ shown }, { db, actor, now }) => {
    const { accountId } = actor
    const limit = { allowed: codeTriesAllowed, forgottenAt: codeTriesForgottenAt(now) }
    if (shown.kind === 'code' && !(await takeCodeTry(db, accountId, limit, now))) return refuse('sign_in_too_often')
    const known =
      shown.kind === 'code' ? { codeHash: typedCodeHash(shown.code) } : { pictureHash: pictureHash(shown.secret) }
    const signIn = await findSignIn(db, known)
    const standing = standingOnPhone(signIn, accountId, now)
    if (standing !== 'open' || signIn === undefined) return refuse(standing === 'open' ? 'sign_in_unknown' : standing)
    if (!(await seeSignIn(db, signIn.id, accountId, now))) return refuse('sign_in_used')
    if (shown.kind === 'code') await codeWasRight(db, accountId, '')
    return ok({
      signInId: signIn.id,
      browser: signIn.browser,
      matching: signIn.matching,
      askedAt: signIn.asked_at.toISOString(),
      expiresAt: signIn.expires_at.toISOString(),
    })
  },

  'people.confirmSignIn': async ({ signInId, agreed }, { db, actor: { accountId }, now }) => {
    if (await answerSignIn(db, { id: signInId, accountId, agreed }, now)) return ok({})
    const signIn = await findSignIn(db, { id: signInId })
    if (saidAlready(signIn, accountId, agreed)) return ok({})
    const standing = standingOnPhone(signIn, accountId, now)
    return refuse(standing === 'open' ? 'sign_in_unknown' : standing)
  },

  'people.collectSignIn': async ({ signInId, browserSecret }, { db, now }) => {
    const signIn = await signInOfBrowser(db, signInId, browserSecretHash(browserSecret))
    if (signIn === undefined) return refuse('sign_in_unknown')
    const standing = standingInBrowser(signIn, now)
    if (standing === 'waiting' || standing === 'seen') return ok({ state: standing, session: null })
    if (standing !== 'agreed') return refuse(standing)
    const { accountId } = signIn
    if (accountId === null || !signIn.isStaff) return refuse('sign_in_refused')
    if (!(await collectSignIn(db, signInId))) return refuse('sign_in_used')
    const token = newToken()
    // The request's own id: whatever else goes wrong, the database keeps it from becoming two sessions.
    await startSession(db, { tokenHash: tokenHash(token), id: signInId, accountId }, now)
    return ok({ state: 'signed_in', session: { token, expiresAt: sessionEndsAt(now, true).toISOString() } })
  },
}
