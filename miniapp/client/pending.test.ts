import { describe, expect, it, vi } from 'vitest'
import type { HelpCall } from '../../shared/help/contract.ts'
import { createPending, patienceMilliseconds, retryMilliseconds } from './pending.ts'
import { clientError, type CallResult } from './request.ts'
import type { PhoneStorage } from './storage.ts'

vi.mock('@tarojs/taro', () => ({ default: {} }))

const press = { id: '01JD0000000000000000000001', person: { communityId: '320102001001', residentId: 'R' } }
const otherPress = { ...press, id: '01JD0000000000000000000002' }
const receipt = { ok: true as const, data: { callId: press.id } as HelpCall }

/** A phone whose clock and server the test drives; storage outlives `restart`. */
function phone(kept = new Map<string, unknown>(), at = 1_000, isFinal?: (code: string) => boolean) {
  const sent: (typeof press)[] = []
  const waiting: ((answer: CallResult<HelpCall>) => void)[] = []
  const timers: { work: () => void; milliseconds: number }[] = []
  const storage: PhoneStorage = {
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, structuredClone(value)),
    remove: (key) => void kept.delete(key),
  }
  const pending = createPending({
    name: 'help.raise',
    storage,
    send: (input) => {
      sent.push(input)
      return new Promise((resolve) => waiting.push(resolve))
    },
    now: () => at,
    keptMilliseconds: 60_000,
    ...(isFinal && { isFinal }),
    later: (work, milliseconds) => void timers.push({ work, milliseconds }),
  })
  return {
    pending,
    kept,
    sent,
    answer: async (answer: CallResult<HelpCall>) => {
      waiting.shift()?.(answer)
      await Promise.resolve()
      await Promise.resolve()
    },
    /** Lets the timers of this length run. */
    pass: (milliseconds: number) => {
      const due = timers.filter((timer) => timer.milliseconds === milliseconds)
      for (const timer of due) timers.splice(timers.indexOf(timer), 1)
      for (const timer of due) timer.work()
    },
    restart: (laterMilliseconds = 0) => phone(kept, at + laterMilliseconds),
  }
}

describe('a command kept until its receipt', () => {
  it('is on the phone before it is sent, and forgotten with the receipt', async () => {
    const { pending, kept, sent, answer } = phone()
    pending.start(press)
    expect(kept.get('pending:help.raise')).toEqual({ input: press, since: 1_000 })
    expect(sent).toEqual([press])
    expect(pending.state.get()).toMatchObject({ input: press, since: 1_000, tries: 1, receipt: undefined })
    await answer(receipt)
    expect(kept.size).toBe(0)
    expect(pending.state.get()).toMatchObject({ input: undefined, receipt: { callId: press.id } })
  })

  it.each(['offline', 'timeout', 'unreachable', 'not_signed_in'] as const)(
    'is sent again with the same id two seconds after %s',
    async (code) => {
      const { pending, kept, sent, answer, pass } = phone()
      pending.start(press)
      await answer(clientError(code))
      expect(sent).toHaveLength(1)
      pass(retryMilliseconds)
      await answer(clientError(code))
      pass(retryMilliseconds)
      expect(sent).toEqual([press, press, press])
      expect(kept.size).toBe(1)
      expect(pending.state.get().tries).toBe(3)
      await answer(receipt)
      expect(pending.state.get().receipt).toEqual(receipt.data)
    },
  )

  it('goes on while the server fails inside', async () => {
    const { pending, sent, answer, pass } = phone()
    pending.start(press)
    await answer({ ok: false, error: { code: 'internal', message: '' } })
    pass(retryMilliseconds)
    expect(sent).toHaveLength(2)
  })

  it('ends with what its own command calls final', async () => {
    const { pending, kept, answer } = phone(new Map(), 1_000, (code) => code === 'conflict')
    pending.start(press)
    await answer({ ok: false, error: { code: 'not_allowed', message: '' } })
    expect(pending.state.get().input).toEqual(press)
    expect(kept.size).toBe(1)
    const other = phone(new Map(), 1_000, (code) => code === 'conflict')
    other.pending.start(press)
    await other.answer({ ok: false, error: { code: 'conflict', message: '刚刚有人先动过了。' } })
    expect(other.pending.state.get()).toMatchObject({ input: undefined, refusal: { code: 'conflict' } })
    expect(other.kept.size).toBe(0)
  })

  it.each(['not_delegated', 'not_allowed', 'invalid_input', 'id_taken'])(
    'stops with the sentence when the server refuses for good (%s)',
    async (code) => {
      const { pending, kept, sent, answer, pass } = phone()
      pending.start(press)
      await answer({ ok: false, error: { code, message: '没有授权' } })
      pass(retryMilliseconds)
      expect(sent).toHaveLength(1)
      expect(kept.size).toBe(0)
      expect(pending.state.get()).toMatchObject({ input: undefined, refusal: { code, message: '没有授权' } })
    },
  )

  it('makes one of several presses while one is on its way', async () => {
    const { pending, sent } = phone()
    pending.start(press)
    pending.start(otherPress)
    expect(sent).toEqual([press])
  })

  it('goes on after a restart with the same id, since the first press', async () => {
    const before = phone()
    before.pending.start(press)
    const after = before.restart()
    after.pending.resume()
    after.pending.resume()
    expect(after.sent).toEqual([press])
    expect(after.pending.state.get()).toMatchObject({ input: press, since: 1_000 })
    await after.answer(receipt)
    expect(after.kept.size).toBe(0)
  })

  it('has nothing to go on with when nothing was kept', () => {
    const { pending, sent } = phone()
    pending.resume()
    expect(sent).toEqual([])
  })

  it('stops when the person takes it back, whatever is still on its way', async () => {
    const { pending, kept, sent, answer, pass } = phone()
    pending.start(press)
    pending.drop()
    await answer(clientError('offline'))
    pass(retryMilliseconds)
    expect(sent).toHaveLength(1)
    expect(kept.size).toBe(0)
    expect(pending.state.get().input).toBeUndefined()
  })

  it('does not take the late answer of a dropped press for the receipt of the next', async () => {
    const { pending, answer } = phone()
    pending.start(press)
    pending.drop()
    pending.start(otherPress)
    await answer(receipt)
    expect(pending.state.get()).toMatchObject({ input: otherPress, receipt: undefined })
  })

  it('gives up a try that never ends and sends again; the first receipt that comes counts', async () => {
    const { pending, sent, answer, pass } = phone()
    pending.start(press)
    pass(patienceMilliseconds)
    expect(sent).toEqual([press, press])
    await answer(receipt)
    expect(pending.state.get()).toMatchObject({ input: undefined, receipt: receipt.data })
    await answer(clientError('offline'))
    pass(retryMilliseconds)
    pass(patienceMilliseconds)
    expect(sent).toHaveLength(2)
    expect(pending.state.get().receipt).toEqual(receipt.data)
  })

  it('is dropped after so long that the server may have forgotten it', () => {
    const first = phone()
    first.pending.start(press)
    const soon = first.restart(60_000)
    soon.pending.resume()
    expect(soon.sent).toEqual([press])
    const late = first.restart(60_001)
    late.pending.resume()
    expect(late.sent).toEqual([])
    expect(late.kept.size).toBe(0)
  })
})
