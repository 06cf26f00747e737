import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { codeSeconds } from '../../../shared/volunteering/attendance.ts'
import { call } from '../../client/call.ts'
import { useNow } from '../../client/use-now.ts'

type Batch = Output<Endpoints['volunteering.attendanceCodes']>

export interface ShownCode {
  text: string
  number: string
  /** Seconds until the next. */
  left: number
}

export interface Codes {
  /** Undefined before the first answer, and when the codes that were fetched are used up. */
  shown: ShownCode | undefined
  /** The last try to fetch more failed: what is shown comes from before. */
  isOff: boolean
  message: string | undefined
}

/** How often more codes are fetched: a phone that loses its network always has at least two minutes of them. */
const fetchMilliseconds = codeSeconds * 1000

/**
 * The code to show now. The phone fetches those of the next minutes ahead and counts by the server's clock, so that it
 * goes on showing valid ones without a network.
 */
export function useCodes(place: { communityId: string; shiftId: string }, isShown: boolean): Codes {
  const { communityId, shiftId } = place
  const [batch, setBatch] = useState<{ codes: Batch['codes']; ahead: number } | undefined>(undefined)
  const [message, setMessage] = useState<string | undefined>(undefined)
  const now = useNow()

  useEffect(() => {
    if (!isShown) return undefined
    let isGone = false
    async function fetchMore() {
      const answer = await call('volunteering.attendanceCodes', { communityId, shiftId })
      if (isGone) return
      setMessage(answer.ok ? undefined : answer.error.message)
      if (answer.ok) setBatch({ codes: answer.data.codes, ahead: Date.parse(answer.data.now) - Date.now() })
    }
    void fetchMore()
    const timer = setInterval(() => void fetchMore(), fetchMilliseconds)
    return () => {
      isGone = true
      clearInterval(timer)
    }
  }, [communityId, shiftId, isShown])

  const at = now + (batch?.ahead ?? 0)
  const current = batch?.codes.filter(({ startsAt }) => Date.parse(startsAt) <= at).pop()
  const end = current === undefined ? 0 : Date.parse(current.startsAt) + codeSeconds * 1000
  const shown =
    current === undefined || at >= end
      ? undefined
      : { text: current.text, number: current.number, left: Math.max(1, Math.ceil((end - at) / 1000)) }
  return { shown, isOff: message !== undefined, message }
}
