import type { Connection } from 'mysql2/promise'
import { places } from '../../../api/_src/testing/actors.ts'
import type { openShift } from '../../../api/_src/testing/volunteering.ts'

type ShiftId = Awaited<ReturnType<typeof openShift>>

const idSql = (letter: string, number: string) => `concat('${letter}', lpad(${number}, 25, '0'))`

/** Sign-ups of a crowd in a shift, `from` to `to` counted over all shifts; written by the server itself. */
export async function writeSignups(
  connection: Connection,
  { shiftId, activityId }: ShiftId,
  { from, to, status, startsAt }: { from: number; to: number; status: 'attended' | 'waiting'; startsAt: Date },
): Promise<void> {
  if (to < from) return
  await connection.query(
    `insert into signup (community_id, shift_id, resident_id, id, command_id, activity_id, starts_at, ends_at, status,
       seq, turn, version, notified_version, signed_up_at, history)
     select ?, ?, ${idSql('P', 'seq mod 29989')}, ${idSql('S', 'seq')}, ${idSql('S', 'seq')}, ?, ?,
       timestampadd(hour, 2, ?), ?, ${idSql('0', 'seq')}, seq, 1, 1, timestampadd(day, -2, ?),
       '[{"at":"2026-11-01T00:00:00.000Z","step":"waiting"}]' from seq_${from}_to_${to}`,
    [places.community, shiftId, activityId, startsAt, startsAt, status, startsAt],
  )
  if (status === 'attended') {
    await connection.query('update shift set taken = ? where id = ?', [to - from + 1, shiftId])
  }
}
