import { call } from './call.ts'
import { createPending } from './pending.ts'
import { storage } from './storage.ts'

/** A press kept longer than this says nothing about today. */
const keptMilliseconds = 12 * 3600 * 1000

/** 我平安 of this phone: kept until the server has it, so that a lift or a cellar makes nobody worry. */
export const wellPress = createPending({
  name: 'help.sayWell',
  storage,
  send: (input) => call('help.sayWell', input),
  now: () => Date.now(),
  keptMilliseconds,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
})
