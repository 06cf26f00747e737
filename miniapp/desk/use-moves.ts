import type { Output } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { EmergencyNumber, Outcome } from '../../shared/help/lifecycle.ts'
import { dial } from '../client/navigate.ts'
import type { CallResult } from '../client/request.ts'
import { useCommand } from '../client/use-command.ts'
import { say } from '../ui/toast.tsx'

export type Script = Output<Endpoints['help.callEmergency']>['script']

/** Everything that can be done with a call. Each says what went wrong, looks again, and gives whether it is done. */
export function useMoves(refresh: () => void) {
  const acknowledge = useCommand('help.acknowledge')
  const setOut = useCommand('help.setOut')
  const arrive = useCommand('help.arrive')
  const checkIn = useCommand('help.checkIn')
  const close = useCommand('help.close')
  const calledBack = useCommand('help.calledBack')
  const takeOver = useCommand('help.takeOver')
  const keep = useCommand('help.keep')
  const handOver = useCommand('help.handOver')
  const decline = useCommand('help.decline')
  const addHelper = useCommand('help.addHelper')
  const note = useCommand('help.note')
  const callEmergency = useCommand('help.callEmergency')
  const all = [
    ...[acknowledge, setOut, arrive, checkIn, close, calledBack, takeOver],
    ...[keep, handOver, decline, addHelper, note, callEmergency],
  ]
  const after = (answer: CallResult<unknown> | undefined, done?: string) => {
    if (answer && !answer.ok) say(refusal(answer.error))
    else if (answer && done !== undefined) say(done)
    refresh()
    return answer?.ok ?? false
  }
  const ref = ({ communityId, callId }: DeskCall) => ({ communityId, callId })
  return {
    isBusy: all.some(({ isBusy }) => isBusy),
    acknowledge: async (which: DeskCall) => after(await acknowledge.run(ref(which))),
    setOut: async (which: DeskCall, minutes: number) => after(await setOut.run({ ...ref(which), minutes })),
    arrive: async (which: DeskCall) => after(await arrive.run(ref(which))),
    checkIn: async (which: DeskCall, text = '') =>
      after(await checkIn.run({ ...ref(which), id: checkIn.id(), text }), '记下了，再过一刻钟报一次'),
    close: async (which: DeskCall, outcome: Outcome, words: string) =>
      after(await close.run({ ...ref(which), outcome, note: words })),
    calledBack: async (which: DeskCall, text: string) => after(await calledBack.run({ ...ref(which), text }), '记下了'),
    takeOver: async (which: DeskCall, reason: string) => after(await takeOver.run({ ...ref(which), reason })),
    keep: async (which: DeskCall) => after(await keep.run(ref(which))),
    handOver: async (which: DeskCall, toAccountId: string, reason: string) =>
      after(await handOver.run({ ...ref(which), toAccountId, reason })),
    decline: async (which: DeskCall) => after(await decline.run(ref(which))),
    addHelper: async (which: DeskCall, toAccountId: string) =>
      after(await addHelper.run({ ...ref(which), toAccountId })),
    note: async (which: DeskCall, text: string) =>
      after(await note.run({ ...ref(which), id: note.id(), text }), '记下了'),
    /** Written down first: the dialer suspends the app. Without an answer the dialer opens all the same. */
    async callEmergency(which: DeskCall, number: EmergencyNumber): Promise<Script> {
      const answer = await callEmergency.run({ ...ref(which), id: callEmergency.id(), number })
      dial(number)
      after(answer)
      return answer?.ok ? answer.data.script : []
    },
  }
}
export type Moves = ReturnType<typeof useMoves>

function refusal({ code, message, details }: { code: string; message: string; details?: unknown }): string {
  const { responderName, toName } = (details ?? {}) as { responderName?: string | null; toName?: string }
  if (code !== 'conflict') return message
  if (toName) return `${toName}先说要接手`
  return responderName ? `${responderName}先接了` : message
}
