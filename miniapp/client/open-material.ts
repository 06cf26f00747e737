import { call } from './call.ts'

/** Asks for an address to see a photo of something to bring. The server writes down who looked. */
export async function openMaterial(file: {
  communityId: string
  bookingId: string
  fileId: string
}): Promise<{ ok: true; url: string } | { ok: false; message: string }> {
  const answer = await call('booking.materialLink', file)
  return answer.ok ? { ok: true, url: answer.data.url } : { ok: false, message: answer.error.message }
}
