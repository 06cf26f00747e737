import { call } from './call.ts'

/** Asks for an address to hear or see a voice note or photo of a help call. The server writes down who looked. */
export async function openAttachment(file: {
  communityId: string
  callId: string
  fileId: string
}): Promise<{ ok: true; url: string } | { ok: false; message: string }> {
  const answer = await call('help.attachmentLink', file)
  return answer.ok ? { ok: true, url: answer.data.url } : { ok: false, message: answer.error.message }
}
