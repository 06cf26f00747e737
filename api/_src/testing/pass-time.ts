import { instantOf } from '../../../shared/time.ts'
import { databaseInstant } from '../platform/db/values.ts'
import type { TestDatabase } from './database.ts'
import type { TestServer } from './server.ts'

/** Lets time pass up to a local moment: everybody signs in again, and the clock of the server ticks. */
export async function passTime(
  { raw }: Pick<TestDatabase, 'raw'>,
  { clock, tick }: Pick<TestServer, 'clock' | 'tick'>,
  day: string,
  time: string,
): Promise<void> {
  clock.now = instantOf(day, time)
  const moment = databaseInstant(clock.now)
  await raw('update session set created_at = ?, last_seen_at = ?', [moment, moment])
  await tick()
}
