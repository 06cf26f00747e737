import type { Input, Output } from '../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../shared/endpoints.ts'
import type { CallResult } from './request.ts'
import type { PhoneStorage } from './storage.ts'
import { createValueStore, type ValueStore } from './value-store.ts'

/** Milliseconds between two tries. */
export const retryMilliseconds = 2000
/**
 * Milliseconds after which a try without any sign of life is given up. Longer than a request and a sign-in together may
 * take by their own timeouts: only for interfaces of the phone that never come back.
 */
export const patienceMilliseconds = 15_000

/** A command that the phone keeps until the server's receipt. */
export interface PendingState<Name extends EndpointName> {
  /** What is being sent; undefined when nothing waits. */
  input: Input<Endpoints[Name]> | undefined
  /** When it was first sent, milliseconds since 1970. */
  since: number
  tries: number
  /** The server's receipt of the last command. */
  receipt: Output<Endpoints[Name]> | undefined
  /** A refusal that no retry can change. */
  refusal: { code: string; message: string } | undefined
}

export interface Pending<Name extends EndpointName> {
  state: ValueStore<PendingState<Name>>
  /** Keeps the command on the phone, then sends it until it is received. A command already waiting is kept instead. */
  start: (input: Input<Endpoints[Name]>) => void
  /** After a restart: goes on with what was kept. */
  resume: () => void
  /** Stops sending and forgets; only for a person who takes the command back. */
  drop: () => void
}

interface Surroundings<Name extends EndpointName> {
  name: Name
  storage: PhoneStorage
  send: (input: Input<Endpoints[Name]>) => Promise<CallResult<Output<Endpoints[Name]>>>
  now: () => number
  /** A command kept longer than this is dropped, not sent: the server may no longer know it for a repeat. */
  keptMilliseconds: number
  /** Refusals that no retry can change; left out: those that hold for every command. */
  isFinal?: (code: string) => boolean
  later: (work: () => void, milliseconds: number) => void
}

/** Codes after which sending the same again is useless: the server has understood, and said no for good. */
const finalCodes: ReadonlySet<string> = new Set([
  'invalid_input',
  'not_delegated',
  'not_allowed',
  'id_taken',
  'unknown_endpoint',
])
const isFinalForAll = (code: string) => finalCodes.has(code)

/**
 * A command that must not be lost: written to storage before it is sent, sent again every two seconds with the same id,
 * through restarts of the app, until the server has answered.
 */
export function createPending<Name extends EndpointName>(surroundings: Surroundings<Name>): Pending<Name> {
  const { name, storage, send, now, later, keptMilliseconds, isFinal = isFinalForAll } = surroundings
  const key = `pending:${name}`
  type Kept = { input: Input<Endpoints[Name]>; since: number }
  const empty = { input: undefined, since: 0, tries: 0, receipt: undefined, refusal: undefined }
  const state = createValueStore<PendingState<Name>>(empty)
  let round = 0

  function go(kept: Kept) {
    round += 1
    state.set({ ...empty, input: kept.input, since: kept.since })
    attempt(kept, round)
  }

  function end(how: Partial<PendingState<Name>>) {
    round += 1
    storage.remove(key)
    state.set({ ...empty, ...how })
  }

  function attempt(kept: Kept, mine: number): void {
    if (mine !== round) return
    state.set({ ...state.get(), tries: state.get().tries + 1 })
    let isOver = false
    const again = () => {
      if (isOver) return
      isOver = true
      attempt(kept, mine)
    }
    later(again, patienceMilliseconds)
    void send(kept.input).then((answer) => {
      // A receipt counts even when its try was given up meanwhile.
      if (mine !== round) return
      if (answer.ok) end({ since: kept.since, receipt: answer.data })
      else if (isFinal(answer.error.code)) end({ since: kept.since, refusal: answer.error })
      else later(again, retryMilliseconds)
    })
  }

  return {
    state,
    start(input) {
      if (state.get().input !== undefined) return
      const kept: Kept = { input, since: now() }
      storage.write(key, kept)
      go(kept)
    },
    resume() {
      const kept = storage.read(key) as Kept | undefined
      if (!kept || state.get().input !== undefined) return
      if (now() - kept.since > keptMilliseconds) storage.remove(key)
      else go(kept)
    },
    drop: () => end({}),
  }
}
