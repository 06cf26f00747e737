import { daysBetweenTests, type TestStatus } from '../../../../shared/help/drills.ts'
import { refuse, type Refusal } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf, timeOf } from '../../../../shared/time.ts'

/**
 * The rules of "测试我的按钮", pure. A test rings nobody: it lies on the desk until somebody taps once, and is over by
 * itself when nobody did. A month later the resident is asked to test again. Nothing here knows of help calls, and no
 * help call knows of tests: a real press beside a test is a real press.
 */

export interface TestEntry {
  version: number
  at: string
  kind: 'pressed' | 'answered' | 'lapsed' | 'reminded'
  byName?: string
}

export interface Test {
  communityId: string
  id: string
  residentId: string
  residentName: string
  gridCode: string
  address: string
  status: TestStatus
  version: number
  pressedAt: Date
  seconds: number
  answerBy: Date
  dueAt: Date | null
  answeredAt: Date | null
  answeredBy: string | null
  answeredName: string | null
  history: readonly TestEntry[]
}

export interface TestStep {
  change: Partial<Pick<Test, 'status' | 'dueAt' | 'answeredAt' | 'answeredBy' | 'answeredName'>>
  entry: TestEntry
}

const lastPressForToday = '16:00'

/** By when somebody should have tapped: before the evening, or by noon of the next day. */
export function answerBy(pressedAt: Date): Date {
  const today = dayOf(pressedAt)
  return timeOf(pressedAt) < lastPressForToday ? instantOf(today, '20:00') : instantOf(addDays(today, 1), '12:00')
}

/** A month later at nine in the morning. */
export function nextTestAt(pressedAt: Date): Date {
  return instantOf(addDays(dayOf(pressedAt), daysBetweenTests), '09:00')
}

export function newTest(
  id: string,
  person: Pick<Test, 'communityId' | 'residentId' | 'residentName' | 'gridCode' | 'address'>,
  waitedMilliseconds: number,
  byName: string,
  now: Date,
): Test {
  return {
    ...person,
    id,
    status: 'waiting',
    version: 1,
    pressedAt: now,
    seconds: Math.max(1, Math.ceil(waitedMilliseconds / 1000)),
    answerBy: answerBy(now),
    dueAt: answerBy(now),
    answeredAt: null,
    answeredBy: null,
    answeredName: null,
    history: [{ version: 1, at: now.toISOString(), kind: 'pressed', byName }],
  }
}

/** One tap is enough; the first one is the name the resident reads. Late is better than never. */
export function answerTest(
  test: Test,
  by: { accountId: string; name: string },
  now: Date,
): { ok: true; step?: TestStep } | Refusal<'conflict'> {
  if (test.answeredBy === by.accountId) return { ok: true }
  if (test.answeredAt !== null) return refuse('conflict', { answeredBy: test.answeredName })
  return {
    ok: true,
    step: {
      change: {
        status: 'answered',
        answeredAt: now,
        answeredBy: by.accountId,
        answeredName: by.name,
        dueAt: test.dueAt === null ? null : nextTestAt(test.pressedAt),
      },
      entry: { version: test.version + 1, at: now.toISOString(), kind: 'answered', byName: by.name },
    },
  }
}

/** What the clock does: a test that nobody answered is over, and a month after a test the next one is asked for. */
export function testTurn(test: Test, now: Date): TestStep | undefined {
  if (test.dueAt === null || test.dueAt > now) return undefined
  const base = { version: test.version + 1, at: now.toISOString() }
  if (test.status === 'waiting') {
    return { change: { status: 'lapsed', dueAt: nextTestAt(test.pressedAt) }, entry: { ...base, kind: 'lapsed' } }
  }
  return { change: { dueAt: nextTestAt(now) }, entry: { ...base, kind: 'reminded' } }
}

export function afterTestStep(test: Test, { change, entry }: TestStep): Test {
  return { ...test, ...change, version: test.version + 1, history: [...test.history, entry] }
}
