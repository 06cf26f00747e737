import { describe, expect, it } from 'vitest'
import { requestStatuses } from '../../../../shared/volunteering/menu.ts'
import { isTooSoon, moveRequest, type RequestState } from './decide.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const later = new Date('2026-11-26T02:00:00.000Z')
const state = (status: RequestState['status'], over: Partial<RequestState> = {}): RequestState => {
  return { status, version: 2, startsAt: later, lastBy: 'A', ...over }
}
const command = { version: 2, accountId: 'B' }

describe('a request', () => {
  const allowed = { accepted: ['asked'], refused: ['asked'], withdrawn: ['asked', 'accepted'] } as const
  it.each(
    requestStatuses.flatMap((from) => (['accepted', 'refused', 'withdrawn'] as const).map((to) => [from, to] as const)),
  )('that is %s becomes %s only where the table says so', (from, to) => {
    const may = (allowed[to] as readonly string[]).includes(from)
    expect(moveRequest(state(from), to, command, now)).toMatchObject(
      may ? { ok: true, data: 'move' } : { code: 'conflict' },
    )
  })

  it('hears a repeat of the same account as one', () => {
    const after = state('accepted', { version: 3, lastBy: 'B' })
    expect(moveRequest(after, 'accepted', command, now)).toEqual({ ok: true, data: 'repeat' })
    expect(moveRequest({ ...after, lastBy: 'A' }, 'accepted', command, now)).toMatchObject({ code: 'conflict' })
  })

  it('can be refused but not accepted or taken back once its time has come', () => {
    const begun = state('asked', { startsAt: now })
    expect(moveRequest(begun, 'refused', command, now)).toMatchObject({ ok: true })
    expect(moveRequest(begun, 'accepted', command, now)).toMatchObject({ code: 'too_soon' })
    expect(moveRequest(begun, 'withdrawn', command, now)).toMatchObject({ code: 'too_soon' })
  })

  it('leaves two hours to find somebody', () => {
    expect(isTooSoon(new Date('2026-11-24T03:59:59.000Z'), now)).toBe(true)
    expect(isTooSoon(new Date('2026-11-24T04:00:00.000Z'), now)).toBe(false)
  })
})
