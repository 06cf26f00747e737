import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { DeskPicture } from '../../shared/help/desk-contract.ts'
import { isOpen, mayMove, type Outcome } from '../../shared/help/lifecycle.ts'
import { call } from '../client/call.ts'
import { useParameter } from '../client/query-parameters.ts'
import type { CallResult } from '../client/request.ts'
import { useCommand } from '../client/use-command.ts'
import { useServerNow } from '../client/use-now.ts'
import { say } from '../ui/toast.tsx'
import { usePicture } from './use-picture.ts'

/** Milliseconds without an answer after which the desk is no longer to be trusted. */
const longestSilence = 10_000

export type DeskData = DeskPicture

/** What the desk knows and can do: the queue every two seconds, the call in view, the moves. */
export function useDesk() {
  const query = usePicture()
  const serverNow = useServerNow(query.data?.now, query.answeredAt)
  const [chosen, setChosen] = useState(useParameter('callId'))
  const calls = query.data?.calls ?? []
  const selected = calls.find(({ callId }) => callId === chosen) ?? calls[0]
  // The card opens with a call that is this desk's business now, or that somebody chose to look at.
  const wantsCard = selected !== undefined && (selected.ringsForMe || selected.mine || selected.callId === chosen)
  const card = useCard(selected, wantsCard)
  const moves = useMoves(query.refresh)
  const isLinked = query.data !== undefined && serverNow - Date.parse(query.data.now) < longestSilence

  return {
    query,
    calls,
    selected,
    card: { ...card, open: () => setChosen(selected?.callId ?? '') },
    moves,
    isLinked,
    secondsLeft: ({ dueAt }: DeskCall) => (dueAt === null ? 0 : (Date.parse(dueAt) - serverNow) / 1000),
    choose: (callId: string) => setChosen(callId),
    chooseNext(by: 1 | -1) {
      const at = calls.findIndex(({ callId }) => callId === selected?.callId)
      setChosen(calls[Math.max(0, Math.min(calls.length - 1, at + by))]?.callId ?? '')
    },
  }
}
export type Desk = ReturnType<typeof useDesk>

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

function useMoves(refresh: () => void) {
  const acknowledge = useCommand('help.acknowledge')
  const setOut = useCommand('help.setOut')
  const arrive = useCommand('help.arrive')
  const close = useCommand('help.close')
  const calledBack = useCommand('help.calledBack')
  const after = (answer: CallResult<DeskCall> | undefined) => {
    if (answer && !answer.ok) {
      const name = (answer.error.details as { responderName?: string } | undefined)?.responderName
      say(answer.error.code === 'conflict' && name ? `${name}先接了` : answer.error.message)
    }
    refresh()
    return answer?.ok ?? false
  }
  const ref = ({ communityId, callId }: DeskCall) => ({ communityId, callId })
  return {
    isBusy: [acknowledge, setOut, arrive, close, calledBack].some(({ isBusy }) => isBusy),
    acknowledge: async (which: DeskCall) => after(await acknowledge.run(ref(which))),
    setOut: async (which: DeskCall, minutes: number) => after(await setOut.run({ ...ref(which), minutes })),
    arrive: async (which: DeskCall) => after(await arrive.run(ref(which))),
    close: async (which: DeskCall, outcome: Outcome, note: string) =>
      after(await close.run({ ...ref(which), outcome, note })),
    calledBack: async (which: DeskCall) => after(await calledBack.run(ref(which))),
  }
}

export type Act = 'acknowledge' | 'setOut' | 'arrive' | 'close' | 'calledBack'

/** Which moves this person may make now; the server decides by the same table. */
export function actsOf({ status, stalled, mine, callBackPromised }: DeskCall): Record<Act, boolean> {
  return {
    acknowledge: status === 'ringing' || (isOpen(status) && stalled),
    setOut: mine && mayMove(status, 'setOut'),
    arrive: mine && mayMove(status, 'arrive'),
    close: mine && mayMove(status, 'close'),
    calledBack: callBackPromised && mayMove(status, 'calledBack'),
  }
}

/** The one act a thumb should find: the next step of this call. */
export function nextAct(which: DeskCall): Act | undefined {
  const acts = actsOf(which)
  return (['acknowledge', 'setOut', 'arrive', 'close', 'calledBack'] as const).find((act) => acts[act])
}
