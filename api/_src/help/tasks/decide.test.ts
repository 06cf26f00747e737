import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { finishTask, firstStep, riseTask, type TaskState } from './decide.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const open: TaskState = {
  kind: 'device_silent',
  status: 'open',
  step: 0,
  version: 1,
  risesAt: now,
  doneBy: null,
  doneByName: null,
}

describe('the clock on a task', () => {
  it.each([
    ['before its time', { risesAt: addSeconds(now, 1) }, undefined],
    ['done', { status: 'done' as const, risesAt: null }, undefined],
    ['at its grid', {}, { step: 1, risesAt: addSeconds(now, 3600) }],
    ['at its community', { step: 1 }, { step: 2, risesAt: addSeconds(now, 86_400) }],
    ['at its street', { step: 2 }, { step: 2, risesAt: addSeconds(now, 86_400) }],
  ])('%s', (_what, over, expected) => {
    expect(riseTask({ ...open, ...over }, now)).toEqual(expected)
  })

  it('begins at the desk the area belongs to', () => {
    expect([firstStep('320102001001003'), firstStep('320102001001')]).toEqual([0, 1])
  })
})

describe('finishing a task', () => {
  const me = { accountId: 'ME' }
  it.each([
    ['an open one', {}, '', { ok: true, data: 'finish' }],
    ['my own once more', { status: 'done' as const, doneBy: 'ME' }, '', { ok: true, data: 'repeat' }],
    [
      "somebody else's",
      { status: 'done' as const, doneBy: 'YOU', doneByName: '李敏' },
      '',
      { ok: false, code: 'conflict', details: { doneByName: '李敏' } },
    ],
    [
      'a dropped one',
      { status: 'dropped' as const },
      '',
      { ok: false, code: 'conflict', details: { doneByName: null } },
    ],
    ['a wellness call', { kind: 'wellness_call' as const }, '好', { ok: false, code: 'record_needed' }],
    ['a knock', { kind: 'wellness_visit' as const }, '好', { ok: false, code: 'record_needed' }],
    ['a need without words', { kind: 'need' as const }, '', { ok: false, code: 'result_needed' }],
    ['a need with words', { kind: 'need' as const }, '换好了', { ok: true, data: 'finish' }],
  ])('%s', (_what, over, note, expected) => {
    expect(finishTask({ ...open, ...over }, me, note)).toEqual(expected)
  })
})
