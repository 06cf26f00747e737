/** A photo or voice note on this phone, not yet sent: in WeChat a temporary file, in the browser bytes. */
export interface LocalFile {
  kind: 'voice' | 'photo'
  contentType: string
  bytes: number
  /** Of a voice note. */
  seconds: number | undefined
  /** In WeChat: the path. In the browser: an address of this page alone. Can be shown and played. */
  path: string
  /** In the browser: the bytes. */
  blob: Blob | undefined
}

/** Why there is no file: the person said no to the microphone or camera, changed their mind, or the phone cannot. */
export type NoFile = 'refused' | 'cancelled' | 'unable'

/** The browser's own file for these bytes. */
export function fileOfBlob(blob: Blob, kind: LocalFile['kind'], contentType: string, seconds?: number): LocalFile {
  return { kind, contentType, bytes: blob.size, seconds, path: URL.createObjectURL(blob), blob }
}

/** Forgets a file that is not shown any more. */
export function forgetFile(file: LocalFile): void {
  if (file.blob) URL.revokeObjectURL(file.path)
}

/** True when WeChat's or the browser's own words for a failure mean that the person (or the phone) said no. */
export function saidNo(error: unknown): boolean {
  const { errMsg, name } = (error ?? {}) as { errMsg?: unknown; name?: unknown }
  return name === 'NotAllowedError' || (typeof errMsg === 'string' && /auth|deny|denied|permission/i.test(errMsg))
}
