import { isOpen } from '../../../shared/help/lifecycle.ts'
import type { Call, Step } from './call.ts'

/** The call as it stands once the step is written. */
export function afterStep(call: Call, step: Step): Call {
  return { ...call, ...step.change, version: call.version + 1, history: [...call.history, ...step.entries] }
}

/** Two steps decided one after the other, written as one. */
export function inOneStep(first: Step, second: Step | undefined): Step {
  if (!second) return first
  return { change: { ...first.change, ...second.change }, entries: [...first.entries, ...second.entries] }
}

/** Somebody of the desk has something to do: the call is open, or a call-back is promised. */
export function isOnDesk(call: Pick<Call, 'status' | 'callBack'>): boolean {
  return isOpen(call.status) || call.callBack
}

/** When the clock must look at a call again: at once while it has no plan, else at the first of its deadlines. */
export function wakeAt({ status, plan, raisedAt, dueAt, offer }: WakeFacts): Date | null {
  if (!isOpen(status) || dueAt === null) return dueAt
  if (plan === null) return raisedAt
  if (offer === null) return dueAt
  const offerEnds = new Date(offer.endsAt)
  return offerEnds < dueAt ? offerEnds : dueAt
}
type WakeFacts = Pick<Call, 'status' | 'plan' | 'raisedAt' | 'dueAt' | 'offer'>
