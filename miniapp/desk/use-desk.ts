import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { DeskPicture } from '../../shared/help/desk-contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { call } from '../client/call.ts'
import { useParameter } from '../client/query-parameters.ts'
import type { CallResult } from '../client/request.ts'
import { useServerNow } from '../client/use-now.ts'
import { useMoves } from './use-moves.ts'
import { usePicture } from './use-picture.ts'

/** Milliseconds without an answer after which the desk is no longer to be trusted. */
const longestSilence = 10_000

export type DeskData = DeskPicture

/** What the desk knows and can do: the queue every two seconds, the call in view, the moves. */
export function useDesk() {
  const query = usePicture()
  const serverNow = useServerNow(query.data?.now, query.answeredAt)
  const [chosen, setChosen] = useState(useParameter('callId'))
  const all = query.data?.calls ?? []
  const calls = all.filter(({ status }) => isOpen(status))
  const callBacks = byDueTime(all.filter(({ status }) => !isOpen(status)))
  // A call-back waits until somebody has the time: it comes into view only when it is chosen.
  const rings = calls.some(({ ringsForMe }) => ringsForMe)
  const chosenCall = all.find(({ callId }) => callId === chosen)
  const [shown, setShown] = useState('')
  // What is in view stays in view when somebody takes it and the queue turns; only what rings comes before it.
  const inView = calls.find(({ callId, ringsForMe }) => callId === shown && (ringsForMe || !rings))
  const selected = chosenCall && (isOpen(chosenCall.status) || !rings) ? chosenCall : (inView ?? calls[0])
  if (selected !== undefined && selected.callId !== shown) setShown(selected.callId)
  // The card opens with a call that is this desk's business now, or that somebody chose to look at.
  const wantsCard =
    selected !== undefined && (selected.ringsForMe || selected.mine || selected.helping || selected.callId === chosen)
  const card = useCard(selected, wantsCard)
  const moves = useMoves(query.refresh)
  const isLinked = query.data !== undefined && serverNow - Date.parse(query.data.now) < longestSilence

  return {
    query,
    calls,
    callBacks,
    selected,
    serverNow,
    card: { ...card, open: () => setChosen(selected?.callId ?? '') },
    moves,
    isLinked,
    secondsLeft: ({ dueAt, offer }: DeskCall) => secondsTo(offer?.endsAt ?? dueAt, serverNow),
    choose: (callId: string) => setChosen(callId),
    chooseNext(by: 1 | -1) {
      const queue = [...calls, ...callBacks]
      const at = queue.findIndex(({ callId }) => callId === selected?.callId)
      setChosen(queue[Math.max(0, Math.min(queue.length - 1, at + by))]?.callId ?? '')
    },
  }
}
export type Desk = ReturnType<typeof useDesk>

function secondsTo(moment: string | null, now: number): number {
  return moment === null ? 0 : (Date.parse(moment) - now) / 1000
}

/** Those without a time are due at once. */
function byDueTime(calls: readonly DeskCall[]): DeskCall[] {
  const sorted = [...calls]
  sorted.sort((one, other) => ((one.callBackDueAt ?? '') < (other.callBackDueAt ?? '') ? -1 : 1))
  return sorted
}

export type CardAnswer = CallResult<Output<Endpoints['help.card']>>

/** The card of the person, opened once per call: each opening is recorded. */
function useCard(shown: DeskCall | undefined, isWanted: boolean) {
  const [cards, setCards] = useState<Readonly<Record<string, CardAnswer>>>({})
  const asked = useRef(new Set<string>())
  const [tries, setTries] = useState(0)
  const callId = shown?.callId
  const communityId = shown?.communityId
  useEffect(() => {
    const question = `${callId} ${tries}`
    if (!isWanted || callId === undefined || communityId === undefined || asked.current.has(question)) return
    asked.current.add(question)
    void call('help.card', { communityId, callId }).then((answer) =>
      setCards((known) => ({ ...known, [callId]: answer })),
    )
  }, [callId, communityId, isWanted, tries])
  return {
    answer: callId === undefined ? undefined : cards[callId],
    isOpened: isWanted,
    retry: () => setTries(tries + 1),
  }
}
