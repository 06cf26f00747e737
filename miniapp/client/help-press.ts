import { secondsPressesAreRemembered, type Intent } from '../../shared/help/lifecycle.ts'
import { call } from './call.ts'
import { openPage } from './navigate.ts'
import { newId } from './new-id.ts'
import { createPending } from './pending.ts'
import { session } from './session.ts'
import { storage } from './storage.ts'

/** Milliseconds one try may take: shorter than the usual wait, because the next try is already due. */
const tryMilliseconds = 4000

/** The help press of this phone: kept until the server's receipt, whatever happens to app or network. */
export const helpPress = createPending({
  name: 'help.raise',
  storage,
  send: (input) => call('help.raise', input, { timeoutMilliseconds: tryMilliseconds }),
  now: () => Date.now(),
  keptMilliseconds: secondsPressesAreRemembered * 1000,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
})

interface FollowedCall {
  communityId: string
  callId: string
  /** Whose call it is, where that is not the person who holds this phone. */
  name?: string
}
const callKey = 'help:call'

/** The call that the last press of this phone is in, until its end was seen: kept through restarts of the app. */
export const followedCall = {
  read: () => storage.read(callKey) as FollowedCall | undefined,
  /** Follows it again: a call that was over rings anew. */
  keep: (followed: FollowedCall) => storage.write(callKey, followed),
  forget: () => storage.remove(callKey),
}
helpPress.state.subscribe(() => {
  const { receipt } = helpPress.state.get()
  if (!receipt) return
  const { communityId, callId, residentId, residentName: name } = receipt
  const isOwn = session.me()?.identity?.residentId === residentId
  followedCall.keep({ communityId, callId, ...(isOwn ? {} : { name }) })
})

const unsentKey = 'help:unsent'
/** A press that waits for a sign-in is meant for now: found later than this, nobody is calling any more. */
const unsentMilliseconds = 5 * 60_000

interface UnsentPress {
  since: number
  intent: Intent
}

/** A press on a phone that did not know yet whose it is, and its moment: kept until it is sent, so that it is sent once. */
export const unsentPress = {
  read(): UnsentPress | undefined {
    const kept = storage.read(unsentKey) as UnsentPress | undefined
    return kept && Date.now() - kept.since <= unsentMilliseconds ? kept : undefined
  },
  forget: () => storage.remove(unsentKey),
}

/** The one big button. */
export function pressForHelp(): void {
  pressFor('emergency')
}

/**
 * One press: the call is on its way before the page opens, and long before any dialer. Works from the last known
 * identity. A phone that does not know yet whose it is signs in on the help page, which then sends the press by itself;
 * one that was never bound to a resident is shown the telephone numbers instead. `open` is how the help page comes up;
 * the help page itself leaves it out.
 */
export function pressFor(intent: Intent, open: (page: string) => void = openPage): void {
  const me = session.me()
  if (me?.identity) {
    const { communityId, residentId } = me.identity
    helpPress.start({ id: newId(), person: { communityId, residentId }, intent })
  } else if (me === undefined) storage.write(unsentKey, { since: Date.now(), intent } satisfies UnsentPress)
  open('help/index')
}
