import { describe, expect, it } from 'vitest'
import { intents, levels, type Intent, type Level } from '../../../shared/help/lifecycle.ts'
import { defaultSettings, type HelpSettings } from '../../../shared/help/settings.ts'
import { at, daughter, later, limin, start } from '../testing/help-calls.ts'
import type { Call, Named } from './call.ts'
import { reopen } from './decide-after.ts'
import { acknowledge } from './decide.ts'
import { firstRing, isOutOfReach, peopleRung, ringsFor, rise, rungFirst, type Reach } from './decide-ladder.ts'
import { afterStep } from './decide-step.ts'

/** `there`: can be reached; `away`: on duty, no desk and no message left; `empty`: nobody is on duty. */
type State = 'there' | 'away' | 'empty'
type World = Partial<Record<Level, State>>

const person = (level: Level): Named => ({ accountId: `A-${level}`, name: level, post: level })
const everybody = { grid: 'there', community: 'there', street: 'there', district: 'there' } as const
const away = { grid: 'away', community: 'away', street: 'away', district: 'away' } as const
const empty = { grid: 'empty', community: 'empty', street: 'empty', district: 'empty' } as const

const reachIn =
  (world: World): Reach =>
  (level) => {
    const state = world[level] ?? 'there'
    return { people: state === 'empty' ? [] : [person(level)], isReachable: state === 'there' }
  }

const ringing = () => at('ringing')
const rung = (world: World, now = start, call = ringing(), settings: HelpSettings = defaultSettings) =>
  afterStep(call, firstRing(call, settings, reachIn(world), now))

/** `rang grid raised [grid community]`, `risen grid→community nobody_there [community]`. */
const story = ({ history }: Pick<Call, 'history'>) =>
  history
    .filter(({ kind }) => kind === 'rang' || kind === 'risen')
    .map(({ kind, level, toLevel, reason, people = [] }) => {
      const where = toLevel === undefined ? level : `${level}→${toLevel}`
      return `${kind} ${where} ${reason} [${people.map(({ name }) => name).join(' ')}]`
    })

describe('the first ring', () => {
  it('freezes the plan, names who is rung and keeps the clock of the press', () => {
    const call = rung(everybody, later(2))
    expect(call).toMatchObject({ level: 'grid', rises: 0, version: 2, dueAt: later(60), stalledAt: null })
    expect(call.plan).toMatchObject({ ringsFamily: true, ringsNeighbours: true, heartbeatSeconds: 30 })
    expect(story(call)).toEqual(['rang grid raised [grid community]'])
    expect(call.history.at(-1)?.version).toBe(call.version)
  })

  it.each<[string, World, string[], Level, number]>([
    ['everybody', everybody, ['rang grid raised [grid community]'], 'grid', 0],
    [
      'no grid worker',
      { grid: 'away' },
      ['rang grid raised [grid community]', 'risen grid→community nobody_there [community]'],
      'community',
      1,
    ],
    [
      'an empty grid',
      { grid: 'empty' },
      ['rang grid raised [community]', 'risen grid→community nobody_there [community]'],
      'community',
      1,
    ],
    [
      'nobody below the street',
      { grid: 'away', community: 'empty' },
      [
        'rang grid raised [grid]',
        'risen grid→community nobody_there []',
        'risen community→street nobody_there [street]',
      ],
      'street',
      2,
    ],
    [
      'the district alone',
      { ...away, district: 'there' },
      [
        'rang grid raised [grid community]',
        'risen grid→community nobody_there [community]',
        'risen community→street nobody_there [street]',
        'risen street→district nobody_there [district]',
      ],
      'district',
      3,
    ],
    [
      'nobody who can be reached',
      away,
      ['rang grid raised [grid community]', 'rang grid nobody_there [street district]'],
      'grid',
      0,
    ],
    [
      'nobody who can be reached, and nobody at all in the grid',
      { ...away, grid: 'empty' },
      [
        'rang grid raised [community]',
        'rang grid nobody_there [street district]',
        'risen grid→community nobody_there [community]',
      ],
      'community',
      1,
    ],
    ['nobody at all', empty, ['rang grid raised []', 'rang grid nobody_there []'], 'grid', 0],
  ])('with %s', (_, world, expected, level, rises) => {
    const call = rung(world)
    expect(story(call)).toEqual(expected)
    expect(call).toMatchObject({ level, rises, dueAt: later(60), version: 2 })
    expect(isOutOfReach(call)).toBe(expected.some((line) => line.startsWith('rang grid nobody_there')))
    expect(ringsFor(call, level)).toBe(true)
  })

  it.each([
    [59.999, 0, 60],
    [60, 1, 120],
    [185, 3, 245],
    [8 * 3600, 4, 8 * 3600 + 60],
  ])('%d s late has risen by as much', (seconds, rises, due) => {
    expect(rung(everybody, later(seconds))).toMatchObject({ rises, dueAt: later(due), version: 2 })
  })

  it('takes no time for a level where nobody is, also when it comes late', () => {
    // The grid's seconds do not count: after 61 the community has had its minute, and the street is next.
    const call = rung({ grid: 'away' }, later(61))
    expect(call).toMatchObject({ level: 'street', rises: 2, dueAt: later(121) })
    expect(story(call).at(-1)).toBe('risen community→street no_answer [street]')
  })

  it('rings nobody anew and leaves the deadline alone when somebody was quicker than the bell', () => {
    const decision = acknowledge(ringing(), limin, later(1))
    if (!decision.ok || !decision.step) throw new Error('not taken')
    const taken = afterStep(ringing(), decision.step)
    const call = rung(away, later(2), taken)
    expect(call).toMatchObject({ status: 'acknowledged', dueAt: taken.dueAt, rises: 0, responderName: '李敏' })
    expect(call.plan).not.toBeNull()
    expect(levels.filter((level) => ringsFor(call, level))).toEqual([])
  })

  it('takes the rule of the community for this intent and hour, as it stood when the button was pressed', () => {
    const rule = {
      intents: ['emergency'] as const,
      fromHour: 8,
      toHour: 9,
      levels: [
        { level: 'street' as const, seconds: 15, fromStart: true },
        { level: 'district' as const, seconds: 20, fromStart: true },
      ],
      ringsFamily: false,
      ringsNeighbours: false,
    }
    const settings = { ...defaultSettings, rules: [rule] }
    // Pressed at 08:21 local time, rung at 09:01: the rule of eight o'clock holds.
    const call = rung(everybody, later(40 * 60), ringing(), settings)
    expect(call.plan).toMatchObject({ levels: rule.levels, ringsFamily: false })
    expect(story(call)[0]).toBe('rang street raised [street district]')
    const late = { ...ringing(), raisedAt: later(40 * 60) }
    expect(rung(everybody, later(40 * 60), late, settings).plan).toMatchObject({ ringsFamily: true })
  })

  it.each(intents)('of %s gives it the time and the circle its urgency asks for', (intent: Intent) => {
    const call = rung(everybody, start, { ...ringing(), intent })
    const isUrgent = intent === 'emergency' || intent === 'unwell'
    expect(call.dueAt).toEqual(later(isUrgent ? 60 : 300))
    expect(call.plan?.ringsNeighbours).toBe(isUrgent)
    expect(call.plan?.ringsFamily).toBe(isUrgent || intent === 'call_family')
  })

  it('of a call that is opened again begins anew, and says why', () => {
    const decision = reopen(at('closed'), daughter, later(3600))
    if (!decision.ok || !decision.step) throw new Error('not opened again')
    const again = afterStep(at('closed'), decision.step)
    const call = rung({ community: 'away' }, later(3601), again)
    expect(call).toMatchObject({ status: 'ringing', level: 'grid', rises: 0, dueAt: later(3660) })
    expect(story(call).at(-1)).toBe('rang grid reopened [grid community]')
    expect(peopleRung(call).map(({ name }) => name)).toEqual(['grid', 'community'])
  })
})

describe('rising', () => {
  const next = (call: Call, world: World, now: Date) => {
    const step = rise(call, now, reachIn(world))
    return step ? afterStep(call, step) : undefined
  }

  it('passes over levels where nobody is, at once', () => {
    const call = next(rung(everybody), { community: 'away', street: 'empty' }, later(60))
    expect(story(call ?? ringing()).slice(1)).toEqual([
      'risen grid→community no_answer [community]',
      'risen community→street nobody_there []',
      'risen street→district nobody_there [district]',
    ])
    expect(call).toMatchObject({ level: 'district', rises: 3, dueAt: later(120) })
  })

  it('counts no seconds for them when it is late', () => {
    // 65 s late: the street's minute is over too, and the community never had one.
    expect(next(rung(everybody), { community: 'away' }, later(125))).toMatchObject({ level: 'district', rises: 3 })
    expect(next(rung(everybody), everybody, later(125))).toMatchObject({ level: 'street', rises: 2 })
  })

  it('comes back to the only level that is there, for ever', () => {
    let call: Call | undefined = rung({ ...away, grid: 'there' })
    for (let minute = 1; minute <= 5; minute += 1) {
      call = call && next(call, { ...away, grid: 'there' }, later(minute * 60))
      expect(call).toMatchObject({ level: 'grid', rises: 4 * minute, dueAt: later(minute * 60 + 60) })
    }
  })

  it('says once that nobody can be reached any more, to everybody who is not rung anyway', () => {
    const one = next(rung(everybody), away, later(60))
    expect(story(one ?? ringing()).slice(1)).toEqual([
      'risen grid→community no_answer [community]',
      'rang grid nobody_there [grid street district]',
    ])
    const two = one && next(one, away, later(120))
    expect(story(two ?? ringing()).slice(3)).toEqual(['risen community→street no_answer [street]'])
  })

  it('rings one level up when whoever has it shows no progress, and passes over empty desks there too', () => {
    const planned = rung(everybody)
    const decision = acknowledge(planned, limin, later(10))
    if (!decision.ok || !decision.step) throw new Error('not taken')
    const call = next(afterStep(planned, decision.step), { community: 'away' }, later(310))
    expect(call).toMatchObject({ status: 'acknowledged', stalledAt: later(310), level: 'street' })
    expect(story(call ?? planned).slice(1)).toEqual([
      'risen grid→community no_progress [community]',
      'risen community→street nobody_there [street]',
    ])
  })

  it('ends with a deadline in the future and a level worth its time, whoever is there', () => {
    const states = ['there', 'away', 'empty'] as const
    for (const grid of states)
      for (const community of states)
        for (const street of states)
          for (const district of states)
            for (const seconds of [60, 61, 200, 5000]) {
              const world = { grid, community, street, district }
              const call = next(rung(world), world, later(seconds))
              if (!call) throw new Error('not due')
              expect(call.dueAt).toEqual(later(seconds + 60))
              if (Object.values(world).includes('there')) expect(world[call.level]).toBe('there')
              else if (Object.values(world).includes('away')) expect(world[call.level]).toBe('away')
              expect(call.rises).toBe(call.history.filter(({ kind }) => kind === 'risen').length)
            }
  })
})

it('says who would be rung first: the first level worth its time', () => {
  const plan = rung(everybody).plan
  if (!plan) throw new Error('no plan')
  const names = (world: World) => rungFirst(plan, reachIn(world)).map(({ name }) => name)
  expect([names(everybody), names({ grid: 'away' }), names(away), names(empty)]).toEqual([
    ['grid'],
    ['community'],
    ['grid'],
    [],
  ])
})
