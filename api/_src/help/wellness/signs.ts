import type { SignKind } from '../../../../shared/help/wellness.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import { endTasksOf } from '../tasks/store.ts'
import { keepSign } from './store-signs.ts'

/** Seconds for which a sign that only says "the app was opened" is not written again. */
export const secondsBetweenOpenings = 3600

const words: Readonly<Record<SignKind, string>> = {
  said_well: '自己报了平安',
  app_opened: '开过小程序',
  family_saw: '家人说看到了，平安',
  talked: '电话里说过话',
  visited: '上门见到了',
  help_answered: '求助有人接了',
  meal_picked_up: '取了餐',
  came_by: '来社区办了事',
  visit_done: '上门服务做完了',
}

/**
 * A person showed that all is well. Costs one conditional statement for people whom nobody follows; where silence had
 * risen its tasks are taken off the list, too. True when somebody follows this person and the sign was news.
 */
export async function noteSignOfLife(db: Db, person: PersonRef, kind: SignKind, now: Date): Promise<boolean> {
  const isNews = await keepSign(db, person, kind, now, kind === 'app_opened' ? secondsBetweenOpenings : 0)
  if (!isNews) return false
  await dropSilenceTasks(db, person, words[kind], now)
  return true
}

/** Nobody needs to ring or knock any more; `reason` is a short Chinese line. */
export async function dropSilenceTasks(db: Db, person: PersonRef, reason: string, now: Date): Promise<void> {
  const end = { status: 'dropped', byAccountId: null, byName: '', text: reason, at: now } as const
  await endTasksOf(db, person, ['wellness_call', 'wellness_visit'], end)
}
