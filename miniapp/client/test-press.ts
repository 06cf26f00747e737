import { call } from './call.ts'
import { createPending, type Pending } from './pending.ts'
import { storage } from './storage.ts'

/** A test that could not be sent for this long is no test any more. */
const keptMilliseconds = 3600_000

/**
 * The tested button of this phone: kept until the server's receipt, as a press is. It has a place of its own, so that
 * it can never stand in the way of a real press.
 */
export const testPress: Pending<'help.testPress'> = createPending({
  name: 'help.testPress',
  storage,
  send: (input) => {
    const waited = Date.now() - testPress.state.get().since
    return call('help.testPress', { ...input, waitedMilliseconds: Math.max(0, Math.min(waited, keptMilliseconds)) })
  },
  now: () => Date.now(),
  keptMilliseconds,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
})
