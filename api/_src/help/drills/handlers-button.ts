import type { ButtonTest, drillsContract } from '../../../../shared/help/drills-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { actsFor } from '../../platform/actor.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { isInArea } from '../duty.ts'
import { afterTestStep, answerTest, newTest, type Test } from './decide-button.ts'
import { findTest, insertTest, listByTest, listTests, supersede, writeTestStep } from './store-button.ts'

type ButtonEndpoints = Pick<typeof drillsContract, 'help.testPress' | 'help.buttonTests' | 'help.answerTest'>

const testsShown = 12
const mostAttempts = 4

/** "测试我的按钮". No row of help calls is read or written here. */
export const buttonHandlers: Handlers<ButtonEndpoints> = {
  async 'help.testPress'({ id, person, waitedMilliseconds }, { actor, db, now }) {
    const identity = actsFor(actor, person, 'help')
    if (!identity) return refuse('not_delegated')
    const { residentName, gridCode, address } = identity
    const fresh = newTest(
      id,
      { ...person, residentName, gridCode, address },
      waitedMilliseconds,
      actor.displayName,
      now,
    )
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      if (await isNew(db, fresh)) {
        await supersede(db, fresh)
        return ok(testView(fresh))
      }
      const known = await listByTest(db, fresh)
      const own = known.find((test) => test.id === id) ?? known[0]
      if (own) return own.residentId === person.residentId ? ok(testView(own)) : refuse('id_taken')
      // The one that waited was answered between the two statements: there is room now.
    }
    throw new Error('a test found no place')
  },

  async 'help.buttonTests'({ person }, { actor, db }) {
    if (!actsFor(actor, person, 'help') && !actsFor(actor, person, 'see')) return refuse('not_delegated')
    const tests = await listTests(db, person, testsShown)
    const next = tests.find(({ status, dueAt }) => status !== 'waiting' && dueAt !== null)?.dueAt
    return ok({ tests: tests.map(testView), nextAt: next?.toISOString() ?? null })
  },

  async 'help.answerTest'({ communityId, testId }, { actor, db, now, announce }) {
    const by = { accountId: actor.accountId, name: actor.displayName }
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const test = await findTest(db, communityId, testId)
      if (!test || !isInArea(actor, test)) return refuse('not_found')
      const decision = answerTest(test, by, now)
      if (!decision.ok) return decision
      if (!decision.step) return ok(testView(test))
      if (!(await writeTestStep(db, test, decision.step))) continue
      announce(test)
      return ok(testView(afterTestStep(test, decision.step)))
    }
    return refuse('conflict')
  },
}

async function isNew(db: Db, fresh: Test): Promise<boolean> {
  try {
    await insertTest(db, fresh)
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export function testView(test: Test): ButtonTest {
  return {
    communityId: test.communityId,
    testId: test.id,
    residentId: test.residentId,
    residentName: test.residentName,
    address: test.address,
    status: test.status,
    pressedAt: test.pressedAt.toISOString(),
    seconds: test.seconds,
    dueAt: test.answerBy.toISOString(),
    answeredAt: test.answeredAt?.toISOString() ?? null,
    answeredBy: test.answeredName,
  }
}
