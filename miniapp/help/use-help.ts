import { useEffect, useRef, useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { call as callServer } from '../client/call.ts'
import { followedCall, helpPress, unsentPress } from '../client/help-press.ts'
import { goBack } from '../client/navigate.ts'
import { newId } from '../client/new-id.ts'
import { useParameter } from '../client/query-parameters.ts'
import { useMe } from '../client/session.ts'
import { useQuery } from '../client/use-query.ts'
import { useNow, useServerNow } from '../client/use-now.ts'
import { useValue } from '../client/value-store.ts'
import { shake } from './shake.ts'
import { takeBack } from './take-back.ts'

interface CallRef {
  communityId: string
  callId: string
}

const pollMilliseconds = 2000

/** Seconds without a receipt after which waiting for the network is no longer the first advice. */
const secondsToPhone = 5

export type HelpState =
  | { kind: 'idle' }
  | { kind: 'refused'; message: string }
  | { kind: 'sending'; seconds: number; isLate: boolean }
  /** Taken back before the receipt: the server is still being told. */
  | { kind: 'taking-back' }
  | { kind: 'call'; call: HelpCall; secondsLeft: number; isCut: boolean }
  | { kind: 'opening'; message: string | undefined }

/**
 * What this phone's help page shows: the press on its way, or the call it became, followed every two seconds. A call is
 * remembered until its end was seen, so that a restarted app finds its way back to it.
 */
export function useHelp() {
  const pending = useValue(helpPress.state)
  const fromMessage = { communityId: useParameter('communityId'), callId: useParameter('callId') }
  const [kept] = useState(followedCall.read)
  const [isTakingBack, setTakingBack] = useState(false)
  const receipt = pending.receipt
  const ref = pending.input ? undefined : (refOf(receipt) ?? (fromMessage.callId === '' ? kept : fromMessage))
  const query = useQuery('help.status', ref, { pollMilliseconds })
  const now = useNow()
  const known = query.data?.callId === ref?.callId ? query.data : undefined
  const call = known ?? (receipt && receipt.callId === ref?.callId ? receipt : undefined)
  const serverNow = useServerNow(call?.now, known ? query.answeredAt : now)
  const wasReceived = useRef(receipt !== undefined)
  const { unsent, isSignedOut } = useUnsentPress()

  useEffect(() => {
    if (receipt && !wasReceived.current) shake()
    wasReceived.current = receipt !== undefined
  }, [receipt])
  useEffect(() => {
    if (call && !isOpen(call.status)) followedCall.forget()
  }, [call])

  async function takePressBack() {
    const input = pending.input
    // Not even sent yet: leaving the page is enough.
    if (!input) {
      unsentPress.forget()
      return goBack()
    }
    helpPress.drop()
    setTakingBack(true)
    const cancel = () => callServer('help.cancel', { communityId: input.person.communityId, callId: input.id })
    const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))
    await takeBack(cancel, { now: () => Date.now(), sleep })
    setTakingBack(false)
  }

  function state(): HelpState {
    if (pending.input) {
      return sending(pending.since)
    }
    if (unsent) return sending(unsent.since)
    if (isTakingBack) return { kind: 'taking-back' }
    if (pending.refusal) return { kind: 'refused', message: pending.refusal.message }
    if (call) {
      const secondsLeft = call.dueAt === null ? 0 : (Date.parse(call.dueAt) - serverNow) / 1000
      return { kind: 'call', call, secondsLeft, isCut: query.error !== undefined }
    }
    if (ref && query.error?.code === 'not_found') return { kind: 'idle' }
    return ref ? { kind: 'opening', message: query.error?.message } : { kind: 'idle' }
  }

  function sending(since: number): HelpState {
    const seconds = Math.max(0, Math.floor((now - since) / 1000))
    return { kind: 'sending', seconds, isLate: seconds >= secondsToPhone }
  }

  return { state: state(), sentFor: pending.input, isSignedOut, refresh: query.refresh, takePressBack }
}

const outCodes: ReadonlySet<string> = new Set(['signed_out', 'not_signed_in'])

/**
 * A press on a phone that did not know whose it is: once the sign-in says so, it is sent by itself, even when that
 * happens between the press and this page. Gives since when it waits; undefined when there is none (any more). Without
 * the press only the sign-in is done.
 */
function useUnsentPress() {
  const me = useMe()
  const [unsent] = useState(unsentPress.read)
  const isSent = useRef(false)
  // Asking who I am is what signs a phone in; every two seconds, as a press is sent.
  const asked = useQuery('people.me', me === undefined ? {} : undefined, { pollMilliseconds })
  // Nobody who left is signed in again by a press: they get the telephone numbers.
  const isSignedOut = me === undefined && outCodes.has(asked.error?.code ?? '')
  useEffect(() => {
    if (unsent === undefined || isSent.current || me === undefined) return
    isSent.current = true
    unsentPress.forget()
    if (!me.identity) return
    const { communityId, residentId } = me.identity
    helpPress.start({ id: newId(), person: { communityId, residentId }, intent: unsent.intent })
  }, [unsent, me])
  return { unsent: me === undefined && !isSignedOut ? unsent : undefined, isSignedOut }
}

function refOf(call: HelpCall | undefined): CallRef | undefined {
  return call && { communityId: call.communityId, callId: call.callId }
}
