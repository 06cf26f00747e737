import { describe, expect, it } from 'vitest'
import type { AgreementSummary } from '../../../../shared/homecare/schemas.ts'
import { saveSurvey, type KeptSurvey } from '../survey/decide.ts'
import { apply, caseRank, decideCase, moveOpen } from './decide.ts'

const me = 'account of me'
const content = { answers: {}, carer: null, wanted: [], note: '' }
const whole = {
  answers: {
    ...{ eating: 'well', dressing: 'well', bed: 'well', toilet: 'well', walking: 'helped', bathing: 'not' },
    ...{ memory: 'well', sight: 'helped', hearing: 'well' },
  },
  carer: 'nobody',
  wanted: ['meals'],
  note: '',
} as const
const kept: KeptSurvey = { residentId: 'r', status: 'draft', version: 2, byAccountId: me, content }
const saving = { residentId: 'r', accountId: me, version: 2, submit: false, content: { ...content, note: '多了一句' } }

describe('keeping a survey', () => {
  it.each([
    ['a new one', undefined, { ...saving, version: 0 }, { do: 'insert', status: 'draft', ability: null }],
    ['the next version', kept, saving, { do: 'update', status: 'draft', ability: null }],
    ['the same again', { ...kept, version: 3, content: saving.content }, saving, { do: 'nothing', status: 'draft' }],
    [
      'handed in',
      kept,
      { ...saving, submit: true, content: { ...whole, wanted: [...whole.wanted] } },
      { do: 'update', status: 'submitted', ability: 'partly' },
    ],
  ] as const)('%s', (_, before, now, expected) => {
    expect(saveSurvey(before, now as never)).toMatchObject({ ok: true, data: expected })
  })

  it.each([
    ['of another person', { ...kept, residentId: 'x' }, saving, 'id_taken'],
    ['an older version', { ...kept, version: 3 }, saving, 'conflict'],
    ['one handed in', { ...kept, status: 'submitted' }, saving, 'conflict'],
    ['with answers missing', kept, { ...saving, submit: true }, 'survey_incomplete'],
    ['the next version, by somebody else', { ...kept, version: 3, byAccountId: 'other' }, saving, 'conflict'],
  ] as const)('refuses %s', (_, before, now, code) => {
    expect(saveSurvey(before, now)).toMatchObject({ ok: false, code })
  })
})

describe('applying', () => {
  const command = { id: 'a', accountId: me }
  it('needs a survey that was handed in, and happens once', () => {
    expect(apply({ status: 'draft' }, undefined, command)).toMatchObject({ code: 'survey_incomplete' })
    expect(apply({ status: 'submitted' }, undefined, command)).toEqual({ ok: true, data: 'insert' })
    expect(apply({ status: 'submitted' }, { id: 'a', byAccountId: me }, command)).toEqual({ ok: true, data: 'repeat' })
    expect(apply({ status: 'submitted' }, { id: 'b', byAccountId: me }, command)).toMatchObject({
      code: 'care_applied',
    })
  })
})

describe('every step from every status', () => {
  const command = { version: 3, accountId: me }
  const at = (status: string, version = 3) => ({ status, version, lastBy: 'other' }) as never
  it.each([
    ['applied', 'withdrawn', 'ok'],
    ['applied', 'assessed', 'ok'],
    ['applied', 'approved', 'not_assessed'],
    ['applied', 'refused', 'not_assessed'],
    ['assessed', 'withdrawn', 'ok'],
    ['assessed', 'assessed', 'ok'],
    ['assessed', 'approved', 'ok'],
    ['assessed', 'refused', 'ok'],
    ...['approved', 'refused', 'withdrawn'].flatMap((from) =>
      ['withdrawn', 'assessed', 'approved', 'refused'].map((to) => [from, to, 'conflict']),
    ),
  ])('%s → %s: %s', (from, to, outcome) => {
    const state = at(from)
    const result =
      to === 'withdrawn' || to === 'assessed'
        ? moveOpen(state, to, command)
        : decideCase(state, to === 'approved', command)
    expect(result.ok ? 'ok' : result.code).toBe(outcome)
  })

  it('an older version is refused, the own last step is repeated', () => {
    expect(moveOpen(at('applied', 4), 'withdrawn', command)).toMatchObject({ code: 'conflict' })
    const mine = { status: 'approved', version: 4, lastBy: me } as const
    expect(decideCase(mine, true, command)).toMatchObject({ ok: true, data: { isRepeat: true } })
    expect(decideCase({ ...mine, lastBy: 'other' }, true, command)).toMatchObject({ code: 'conflict' })
    expect(decideCase(mine, false, command)).toMatchObject({ code: 'conflict' })
  })
})

describe('the order of the list', () => {
  const today = '2026-11-24'
  const agreement = (status: AgreementSummary['status'], endDay = '2027-11-01') =>
    ({ status, endDay, agreementId: 'g' }) as AgreementSummary
  it.each([
    ['overdue', 'applied', '2026-11-23', [], 0],
    ['due today', 'assessed', '2026-11-24', [], 1],
    ['without agreement', 'approved', '2026-11-01', [], 2],
    ['to be confirmed', 'approved', '2026-11-01', [agreement('proposed'), agreement('in_force')], 3],
    ['ended, not renewed', 'approved', '2026-11-01', [agreement('ended')], 4],
    ['ends soon', 'approved', '2026-11-01', [agreement('in_force', '2026-12-24')], 5],
    ['runs', 'approved', '2026-11-01', [agreement('in_force', '2026-12-25')], 6],
  ] as const)('%s', (_, status, dueDay, agreements, rank) => {
    expect(caseRank({ status, dueDay, agreements }, today)).toBe(rank)
  })
})
