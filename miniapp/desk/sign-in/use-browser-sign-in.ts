import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { send } from '../../client/request.ts'
import { session } from '../../client/session.ts'

type Asked = Output<Endpoints['people.askSignIn']>
type Collected = Output<Endpoints['people.collectSignIn']>

export type SignInState =
  | { kind: 'asking' }
  /** `seen`: a phone has it and is about to answer. */
  | { kind: 'shown'; asked: Asked; seen: boolean }
  /** Nothing is shown; `message` says why. */
  | { kind: 'paused'; message: string }
  | { kind: 'done' }

const pollMilliseconds = 1500
/** Pictures made without anybody asking for one: an empty room is not asked for all night. */
const renewals = 5
const timeoutMilliseconds = 8000
/** The server's way of saying that this picture is over: a new one is made by itself. */
const isOver = (code: string) => code === 'sign_in_expired' || code === 'sign_in_used' || code === 'sign_in_unknown'

/** Asks for a picture, follows what the phone does with it, and takes the session over. `again` makes a new picture. */
export function useBrowserSignIn(onSignedIn: () => void): { state: SignInState; again: () => void } {
  const [state, setState] = useState<SignInState>({ kind: 'asking' })
  const [attempt, setAttempt] = useState({ renewals })
  const signedIn = useRef(onSignedIn)
  signedIn.current = onSignedIn

  useEffect(() => {
    let left = attempt.renewals
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const set = (next: SignInState) => {
      if (!isGone) setState(next)
    }
    const later = (work: () => Promise<void>) => {
      if (!isGone) timer = setTimeout(() => void work(), pollMilliseconds)
    }

    async function ask(): Promise<void> {
      const answer = await send<Asked>(
        'people.askSignIn',
        { userAgent: navigator.userAgent.slice(0, 400) },
        { timeoutMilliseconds },
      )
      if (!answer.ok) return set({ kind: 'paused', message: answer.error.message })
      set({ kind: 'shown', asked: answer.data, seen: false })
      later(() => collect(answer.data))
    }

    async function collect(asked: Asked): Promise<void> {
      const { signInId, browserSecret } = asked
      const answer = await send<Collected>('people.collectSignIn', { signInId, browserSecret }, { timeoutMilliseconds })
      if (isGone) return undefined
      if (answer.ok && answer.data.session !== null) return takeOver(answer.data.session.token)
      if (answer.ok) set({ kind: 'shown', asked, seen: answer.data.state === 'seen' })
      else if (isOver(answer.error.code)) return renew(answer.error.message)
      else if (answer.error.code === 'sign_in_refused') return set({ kind: 'paused', message: answer.error.message })
      // No answer says nothing about the picture: it stays, and is asked for again.
      return later(() => collect(asked))
    }

    async function takeOver(token: string): Promise<void> {
      const answer = await session.takeOver(token)
      if (!answer.ok) return set({ kind: 'paused', message: answer.error.message })
      set({ kind: 'done' })
      if (!isGone) signedIn.current()
    }

    async function renew(message: string): Promise<void> {
      left -= 1
      return left > 0 ? ask() : set({ kind: 'paused', message: `没有人扫，先停一停。${message}` })
    }

    set({ kind: 'asking' })
    void ask()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [attempt])

  return {
    state,
    again() {
      setAttempt({ renewals })
    },
  }
}
