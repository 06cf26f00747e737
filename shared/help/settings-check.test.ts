import { expect, it } from 'vitest'
import { defaultSettings, type HelpSettings, type PlanRule } from './settings.ts'
import { wrongField } from './settings-check.ts'

const [rule] = defaultSettings.rules
if (!rule) throw new Error('no rule')
const withRule = (changes: Partial<PlanRule>): HelpSettings => ({
  ...defaultSettings,
  rules: [rule, { ...rule, ...changes }],
})
const grid = { level: 'grid', seconds: 60, fromStart: true } as const

it('finds nothing wrong with the defaults', () => {
  expect(wrongField(defaultSettings)).toBeUndefined()
  expect(wrongField({ ...defaultSettings, rules: [] })).toBeUndefined()
})

it.each([
  ['rules.1.intents', withRule({ intents: [] })],
  ['rules.1.intents', withRule({ intents: ['unwell', 'unwell'] })],
  ['rules.1.fromHour', withRule({ fromHour: -1 })],
  ['rules.1.toHour', withRule({ toHour: 25 })],
  ['rules.1.toHour', withRule({ toHour: 6.5 })],
  ['rules.1.levels', withRule({ levels: [] })],
  ['rules.1.levels', withRule({ levels: [grid, grid] })],
  ['rules.1.levels.0.fromStart', withRule({ levels: [{ ...grid, fromStart: false }] })],
  ['rules.1.levels.0.seconds', withRule({ levels: [{ ...grid, seconds: 14 }] })],
  ['rules.1.levels.1.seconds', withRule({ levels: [grid, { level: 'street', seconds: 3601, fromStart: false }] })],
  [
    'secondsToProgress.on_site',
    { ...defaultSettings, secondsToProgress: { ...defaultSettings.secondsToProgress, on_site: 0 } },
  ],
  ['takeOverGraceSeconds', { ...defaultSettings, takeOverGraceSeconds: 5 }],
  ['takeOverGraceSeconds', { ...defaultSettings, takeOverGraceSeconds: 301 }],
  ['handOverSeconds', { ...defaultSettings, handOverSeconds: 0 }],
  ['heartbeatSeconds', { ...defaultSettings, heartbeatSeconds: 7200 }],
  ['reviewAfterSeconds', { ...defaultSettings, reviewAfterSeconds: Number.NaN }],
  ['callBackBy', { ...defaultSettings, callBackBy: '24:00' }],
] as const)('names %s', (field, settings) => {
  expect(wrongField(settings)).toBe(field)
})
