import { useEffect, useRef, useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { call as callServer } from '../client/call.ts'
import { helpPress } from '../client/help-press.ts'
import { useParameter } from '../client/query-parameters.ts'
import { storage } from '../client/storage.ts'
import { useQuery } from '../client/use-query.ts'
import { useNow, useServerNow } from '../client/use-now.ts'
import { useValue } from '../client/value-store.ts'
import { shake } from './shake.ts'
import { takeBack } from './take-back.ts'

interface CallRef {
  communityId: string
  callId: string
}

const key = 'help:call'
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
  const [kept] = useState(() => storage.read(key) as CallRef | undefined)
  const [isTakingBack, setTakingBack] = useState(false)
  const receipt = pending.receipt
  const ref = pending.input ? undefined : (refOf(receipt) ?? (fromMessage.callId === '' ? kept : fromMessage))
  const query = useQuery('help.status', ref, { pollMilliseconds })
  const now = useNow()
  const known = query.data?.callId === ref?.callId ? query.data : undefined
  const call = known ?? (receipt && receipt.callId === ref?.callId ? receipt : undefined)
  const serverNow = useServerNow(call?.now, known ? query.answeredAt : now)
  const wasReceived = useRef(receipt !== undefined)

  useEffect(() => {
    if (receipt) storage.write(key, refOf(receipt))
    if (receipt && !wasReceived.current) shake()
    wasReceived.current = receipt !== undefined
  }, [receipt])
  useEffect(() => {
    if (call && !isOpen(call.status)) storage.remove(key)
  }, [call])

  async function takePressBack() {
    const input = pending.input
    if (!input) return
    helpPress.drop()
    setTakingBack(true)
    const cancel = () => callServer('help.cancel', { communityId: input.person.communityId, callId: input.id })
    const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))
    await takeBack(cancel, { now: () => Date.now(), sleep })
    setTakingBack(false)
  }

  function state(): HelpState {
    if (pending.input) {
      const seconds = Math.max(0, Math.floor((now - pending.since) / 1000))
      return { kind: 'sending', seconds, isLate: seconds >= secondsToPhone }
    }
    if (isTakingBack) return { kind: 'taking-back' }
    if (pending.refusal) return { kind: 'refused', message: pending.refusal.message }
    if (call) {
      const secondsLeft = call.dueAt === null ? 0 : (Date.parse(call.dueAt) - serverNow) / 1000
      return { kind: 'call', call, secondsLeft, isCut: query.error !== undefined }
    }
    if (ref && query.error?.code === 'not_found') return { kind: 'idle' }
    return ref ? { kind: 'opening', message: query.error?.message } : { kind: 'idle' }
  }

  return { state: state(), refresh: query.refresh, takePressBack }
}

function refOf(call: HelpCall | undefined): CallRef | undefined {
  return call && { communityId: call.communityId, callId: call.callId }
}
