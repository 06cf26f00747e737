import { addSeconds } from '../../../../shared/time.ts'
import type { AdvanceContext } from '../../platform/slice.ts'
import { refreshFigures } from './refresh.ts'

const secondsBack = 2 * 24 * 3600

/** Counts the calls of the last two days. */
export async function advanceReport(
  context: Pick<AdvanceContext, 'db' | 'communityIds' | 'now' | 'newId'>,
): Promise<void> {
  const { communityIds, now } = context
  await refreshFigures(context, { communityIds, since: addSeconds(now, -secondsBack), until: now })
}
