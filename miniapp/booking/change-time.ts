import type { Booking } from '../../shared/booking/contract.ts'
import type { CallResult } from '../client/request.ts'

interface Acts {
  /** Books the newly chosen slot; a second call must use a new id. */
  book: () => Promise<CallResult<Booking> | undefined>
  /** Gives the old booking back. */
  cancelOld: () => Promise<CallResult<Booking>>
}

/**
 * Moves a booking: the new place first, so that nothing is lost when it turns out to be gone. Only where a person may
 * have no second booking of the service must the old one be given back before.
 */
export async function changeTime({ book, cancelOld }: Acts): Promise<CallResult<Booking> | undefined> {
  const first = await book()
  if (first === undefined) return undefined
  if (first.ok) {
    const cancelled = await cancelOld()
    return cancelled.ok ? first : cancelled
  }
  if (first.error.code !== 'limit_reached') return first
  const cancelled = await cancelOld()
  return cancelled.ok ? book() : cancelled
}
