import { createHash } from 'node:crypto'
import type { Input, Output } from '../../../shared/contract.ts'
import type { deskContract, DeskPicture } from '../../../shared/help/desk-contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { hasStopped, isLate } from './audit/decide.ts'
import type { Call } from './call.ts'
import { wakeAt } from './decide-step.ts'

type Answer = Output<(typeof deskContract)['help.desk']>
type Cursor = Input<(typeof deskContract)['help.desk']>['cursor']

const cursorCharacters = 22

/** The picture, or only that it is the one which `cursor` stands for: an idle desk asks every two seconds. */
export function sinceCursor(
  picture: Omit<DeskPicture, 'cursor' | 'now' | 'audit'>,
  cursor: Cursor,
  now: Date,
  audit: DeskPicture['audit'],
): Answer {
  const current = createHash('sha256').update(JSON.stringify(picture)).digest('base64url').slice(0, cursorCharacters)
  const always = { cursor: current, now: now.toISOString(), audit }
  return cursor === current ? { unchanged: true, ...always } : { ...picture, ...always }
}

/** What the desk says of the clock: the auditor's last success, and calls this very poll could not move. */
export function auditOf(checkedAt: Date | null, calls: readonly Call[], now: Date): DeskPicture['audit'] {
  const late = calls.filter((call) => isOpen(call.status) && isLate({ dueAt: wakeAt(call) }, now))
  return {
    checkedAt: checkedAt?.toISOString() ?? null,
    stopped: hasStopped(checkedAt, now),
    late: late.map((call) => ({
      callId: call.id,
      residentName: call.residentName,
      since: (wakeAt(call) ?? call.raisedAt).toISOString(),
    })),
  }
}
