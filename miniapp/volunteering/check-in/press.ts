import { codeToleranceSeconds, codeSeconds } from '../../../shared/volunteering/attendance.ts'
import { call } from '../../client/call.ts'
import { createPending } from '../../client/pending.ts'
import { storage } from '../../client/storage.ts'

/** Without an answer of the server it is not known whether it was heard: the same is sent again. */
const unheard: ReadonlySet<string> = new Set(['offline', 'timeout', 'unreachable', 'too_busy', 'internal'])

/** A code kept longer than this is refused anyway. */
const keptMilliseconds = (codeSeconds + codeToleranceSeconds) * 1000

const common = {
  storage,
  now: () => Date.now(),
  keptMilliseconds,
  isFinal: (code: string) => !unheard.has(code),
  later: (work: () => void, milliseconds: number) => void setTimeout(work, milliseconds),
}

/** What was scanned or typed on this phone: kept until the server has it, so that a cellar without network costs nothing. */
export const checkInPress = createPending({
  ...common,
  name: 'volunteering.checkIn',
  send: (input) => call('volunteering.checkIn', input),
})

export const checkOutPress = createPending({
  ...common,
  name: 'volunteering.checkOut',
  send: (input) => call('volunteering.checkOut', input),
})
