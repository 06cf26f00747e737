import { useRef, useState } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../shared/endpoints.ts'
import { call } from './call.ts'
import { newId } from './new-id.ts'
import type { CallError, CallResult } from './request.ts'

export interface Command<Name extends EndpointName> {
  /** Sends it. While an answer is awaited further presses do nothing and give undefined. */
  run: (input: Input<Endpoints[Name]>) => Promise<CallResult<Output<Endpoints[Name]>> | undefined>
  isBusy: boolean
  error: CallError | undefined
  /**
   * The id of the present attempt: the same until it has succeeded or `renew` is called, so that pressing again after a
   * lost answer repeats the command and does not do it twice.
   */
  id: () => string
  renew: () => void
  clearError: () => void
}

/** Codes after which it is unknown whether the command happened: the same id must be sent again. */
const unknownOutcomes: ReadonlySet<string> = new Set(['offline', 'timeout', 'unreachable', 'too_busy', 'internal'])

export function useCommand<Name extends EndpointName>(name: Name): Command<Name> {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<CallError | undefined>(undefined)
  const busy = useRef(false)
  const id = useRef<string | undefined>(undefined)
  return {
    isBusy,
    error,
    id: () => (id.current ??= newId()),
    renew: () => {
      id.current = undefined
    },
    clearError: () => setError(undefined),
    async run(input) {
      if (busy.current) return undefined
      busy.current = true
      setBusy(true)
      setError(undefined)
      const answer = await call(name, input)
      busy.current = false
      setBusy(false)
      if (answer.ok || !unknownOutcomes.has(answer.error.code)) id.current = undefined
      if (!answer.ok) setError(answer.error)
      return answer
    },
  }
}
