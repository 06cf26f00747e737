import type { Output } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import type { Me } from '../../shared/people/contract.ts'
import { loginCode } from './login-code.ts'
import { clientError, send, type CallResult } from './request.ts'
import { storage } from './storage.ts'
import { createValueStore, useValue } from './value-store.ts'

interface Session {
  token: string
  me: Me
}

const key = 'session'
/** Present after somebody signed out by hand: WeChat would sign in again without asking. */
const leftKey = 'signed-out'
const store = createValueStore(storage.read(key) as Session | undefined)
let signingIn: Promise<CallResult<Session>> | undefined

function keep(session: Session | undefined) {
  if (session) storage.write(key, session)
  else storage.remove(key)
  store.set(session)
}

export const session = {
  token: () => store.get()?.token,
  /** The last known identity: it outlives restarts, so that help can be pressed before any request is answered. */
  me: () => store.get()?.me,
  /** Signs in with a fresh WeChat code. Calls at the same time share one sign-in; nobody who left is signed in. */
  async signIn(): Promise<CallResult<Session>> {
    if (storage.read(leftKey) === true) return clientError('signed_out')
    const over = () => {
      signingIn = undefined
    }
    if (signingIn === undefined) {
      signingIn = signInOnce()
      signingIn.then(over, over)
    }
    return signingIn
  },
  /** Takes over what the server now says about me. */
  update(me: Me) {
    const current = store.get()
    if (current) keep({ ...current, me })
  },
  /** Forgets who this was, and stays signed out until `comeBack`. */
  leave() {
    storage.write(leftKey, true)
    keep(undefined)
  },
  /** Takes over a session that somebody's phone agreed to (signing in on a computer). */
  async takeOver(token: string): Promise<CallResult<Session>> {
    const answer = await send<Me>('people.me', {}, { token, timeoutMilliseconds: 8000 })
    if (!answer.ok) return answer
    storage.remove(leftKey)
    const taken = { token, me: answer.data }
    keep(taken)
    return { ok: true, data: taken }
  },
  /** Signs in again because the person asked for it. */
  comeBack(): Promise<CallResult<Session>> {
    storage.remove(leftKey)
    return session.signIn()
  },
}

async function signInOnce(): Promise<CallResult<Session>> {
  let code: string | undefined
  try {
    code = await loginCode()
  } catch {
    return clientError('offline')
  }
  if (code === undefined) {
    // A computer cannot sign in by itself: whoever was here has to come back with their phone.
    keep(undefined)
    return clientError('not_signed_in')
  }
  const answer = await send<Output<Endpoints['people.signIn']>>(
    'people.signIn',
    { code },
    { timeoutMilliseconds: 8000 },
  )
  if (!answer.ok) return answer
  const signedIn = { token: answer.data.token, me: answer.data.me }
  keep(signedIn)
  return { ok: true, data: signedIn }
}

/** Who I am, as last known; undefined before the first sign-in. */
export function useMe(): Me | undefined {
  return useValue(store)?.me
}
