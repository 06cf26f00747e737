import { describe, expect, it } from 'vitest'
import type { CallResult } from '../client/request.ts'
import { takeBack } from './take-back.ts'

/** Answers in turn, the last one for ever; each try takes no time, each pause its own. */
function phone(...codes: readonly string[]) {
  let clock = 0
  let tries = 0
  const cancel = async (): Promise<CallResult<unknown>> => {
    const code = codes[Math.min(tries, codes.length - 1)] ?? 'ok'
    tries += 1
    return code === 'ok' ? { ok: true, data: {} } : { ok: false, error: { code, message: '' } }
  }
  const sleep = async (milliseconds: number) => {
    clock += milliseconds
  }
  return { run: () => takeBack(cancel, { now: () => clock, sleep }), tries: () => tries, clock: () => clock }
}

describe('taking back a press without a receipt', () => {
  it('is done when the server cancels it', async () => {
    const { run, tries } = phone('ok')
    expect([await run(), tries()]).toEqual([true, 1])
  })

  it('cancels a press that arrives a moment later', async () => {
    const { run, tries } = phone('not_found', 'not_found', 'ok')
    expect([await run(), tries()]).toEqual([true, 3])
  })

  it('believes after 8 s that it never arrived', async () => {
    const { run, clock } = phone('not_found')
    expect([await run(), clock()]).toEqual([true, 8000])
  })

  it('goes on while there is no connection, and tells when it gave up', async () => {
    expect(await phone('offline', 'timeout', 'offline', 'ok').run()).toBe(true)
    const gone = phone('offline')
    expect([await gone.run(), gone.clock()]).toEqual([false, 120_000])
  })

  it('leaves alone what is over or is in somebody’s hands', async () => {
    expect(await phone('call_closed').run()).toBe(true)
    expect(await phone('conflict').run()).toBe(true)
  })
})
