import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { openTask } from '../tasks/open.ts'
import { testTurn } from './decide-button.ts'
import { listDueTests, writeTestStep } from './store-button.ts'

const perPass = 200
const secondsToLook = 86_400

/**
 * Ends the tests nobody answered, with a task, and asks for the next test a month later. The task comes first: a crash
 * after it repeats it under the same key. One indexed query when nothing is due.
 */
export async function advanceButtonTests(
  { db, now, newId }: { db: Db; now: Date; newId: () => string },
  communityIds: readonly string[],
): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDueTests(db, communityIds, now, perPass)
    for (const test of due) {
      const step = testTurn(test, now)
      if (!step) continue
      if (step.entry.kind === 'lapsed') {
        await openTask(
          db,
          {
            communityId: test.communityId,
            id: newId(),
            dedupeKey: `button test ${test.id}`,
            kind: 'drill_failed',
            person: { residentId: test.residentId, residentName: test.residentName, address: test.address },
            gridCode: test.gridCode,
            title: `${test.residentName}测了求助按钮，没有人回：打个电话，再查查为什么`,
            dueAt: addSeconds(now, secondsToLook),
            details: { testId: test.id },
          },
          now,
        )
      }
      await writeTestStep(db, test, step)
    }
    if (due.length < perPass) return
  }
}
