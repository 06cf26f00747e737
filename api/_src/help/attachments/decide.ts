import type { AttachmentKind } from '../../../../shared/help/attachments.ts'
import type { Call, Doer } from '../call.ts'
import { already, isWritten, step, type Decision } from '../decide-entry.ts'

/** A line in the history, once for each file. Changes nothing else: a call never waits for a file. */
export function attached(call: Call, by: Doer, file: { id: string; kind: AttachmentKind }, now: Date): Decision<never> {
  if (isWritten(call, file.id)) return already
  return step(call, 'attached', by, now, {}, { id: file.id, text: file.kind })
}
