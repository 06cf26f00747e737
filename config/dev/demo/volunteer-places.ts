import { sql } from 'kysely'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { agreesTo } from '../../../shared/volunteers/consents.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

const shiftIdOf = (title: string, index: number) => idOf(`demo shift ${title} ${index}`)
/** Where somebody is missing, and 陈静 is free and called. */
const lacking = shiftIdOf('给独居老人送晚饭', 3)

/** Places kept for who comes for the first time, some beside free ones and some that are all there is; and a call. */
export async function loadPlaces(db: Db, world: World, now: Date): Promise<void> {
  const until = instantOf(addDays(world.today, 1), '10:00')
  for (const [shiftId, others] of [
    [shiftIdOf('教老人用手机', 0), 1],
    [shiftIdOf('教老人用手机', 1), 0],
  ] as const) {
    await db
      .updateTable('shift')
      .set({ first_timer_places: sql`greatest(capacity - taken - ${others}, 0)`, first_timers_until: until })
      .where('community_id', '=', meiyuan)
      .where('id', '=', shiftId)
      .where('first_timers_until', 'is', null)
      .execute()
  }
  await callForDinner(db, world, now)
}

/** 周建国 lacks people for the dinners: one came already, the next portion is on its way. */
async function callForDinner(db: Db, world: World, now: Date): Promise<void> {
  const [caller, daughter] = [world.character('zhouJianguo'), world.character('chenJing')]
  const placed = await db
    .selectFrom('signup')
    .select('resident_id')
    .where('community_id', '=', meiyuan)
    .where('shift_id', '=', lacking)
    .where('status', '=', 'confirmed')
    .orderBy('resident_id')
    .execute()
  const volunteers = await db
    .selectFrom('volunteer')
    .select(['resident_id', 'consents'])
    .where('community_id', '=', meiyuan)
    .where('status', '=', 'active')
    .orderBy('resident_id')
    .execute()
  const willing = volunteers
    .filter(({ resident_id: id, consents }) => id !== caller.residentId && agreesTo(consents, 'calls'))
    .map(({ resident_id: id }) => id)
  const people = new Set([...placed.map(({ resident_id: id }) => id), daughter.residentId, ...willing.slice(0, 12)])
  const calledAt = addSeconds(now, -20 * 60)
  const id = idOf('demo call dinner')
  await db
    .insertInto('shift_call')
    .values({
      community_id: meiyuan,
      shift_id: lacking,
      id,
      command_id: id,
      status: 'sending',
      words: '小赵这两天发烧，缺两个人手',
      called_by: caller.account?.accountId ?? id,
      called_by_name: caller.name,
      first_called_at: calledAt,
      called_at: calledAt,
      people: json([...people]),
      told: placed.length,
      ended_at: null,
      version: 1,
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}
