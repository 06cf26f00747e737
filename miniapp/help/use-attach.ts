import { useEffect, useRef, useState } from 'react'
import type { Attachment } from '../../shared/help/attachments-contract.ts'
import { call } from '../client/call.ts'
import { deliverFile } from '../client/deliver-file.ts'
import { forgetFile, type LocalFile } from '../client/local-file.ts'
import { newId } from '../client/new-id.ts'

export interface CallRef {
  communityId: string
  callId: string
}

/** A file on its way. While `part` is undefined it has not left the phone, or has arrived and is being looked at. */
export interface Sending {
  file: LocalFile
  fileId: string
  part: number | undefined
  /** Why it did not arrive, and whether sending it once more can help. */
  failed: { message: string; mayRetry: boolean } | undefined
}

/** Refusals that a second try of the same file cannot change. */
const final: readonly string[] = [
  'file_type_wrong',
  'file_too_large',
  'file_limit',
  'call_closed',
  'files_not_set_up',
  'not_found',
]

/**
 * Sends one file at a time for a call: asks, sends, says that it is sent. A try again is the same file with the same id,
 * so that it arrives once. `onSent` gets what the call has then.
 */
export function useAttach(ref: CallRef, onSent: (attachments: readonly Attachment[]) => void) {
  const [sending, setSending] = useState<Sending | undefined>(undefined)
  const isGone = useRef(false)
  useEffect(
    () => () => {
      isGone.current = true
    },
    [],
  )

  async function attempt(file: LocalFile, fileId: string): Promise<void> {
    const show = (part: number | undefined) => {
      if (!isGone.current) setSending({ file, fileId, part, failed: undefined })
    }
    show(undefined)
    const answer = await deliver(ref, file, fileId, show)
    if (isGone.current) return
    if (answer.ok) {
      forgetFile(file)
      setSending(undefined)
      onSent(answer.data.attachments)
      return
    }
    const { code, message } = answer.error
    setSending({ file, fileId, part: undefined, failed: { message, mayRetry: final.indexOf(code) < 0 } })
  }

  return {
    sending,
    send: (file: LocalFile) => void attempt(file, newId()),
    retry: () => {
      if (sending?.failed) void attempt(sending.file, sending.fileId)
    },
    giveUp: () => {
      if (sending) forgetFile(sending.file)
      setSending(undefined)
    },
  }
}

function deliver(ref: CallRef, file: LocalFile, fileId: string, onPart: (part: number | undefined) => void) {
  const { kind, contentType, bytes, seconds } = file
  const wanted = { ...ref, fileId, kind, contentType, bytes, ...(seconds === undefined ? {} : { seconds }) }
  return deliverFile(
    file,
    {
      ask: () => call('help.attach', wanted),
      finish: (options) => call('help.attached', { ...ref, fileId }, options),
    },
    onPart,
  )
}
