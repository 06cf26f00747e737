import type { LocalFile } from './local-file.ts'
import type { CallResult } from './request.ts'
import { sendFile, type UploadForm } from './upload.ts'

/** The server looks at the file before it answers: longer than for anything else. */
const finishMilliseconds = 20_000

/**
 * Brings a file to the server: asks for a form, sends the bytes, says that they are sent. `onPart` is told how much has
 * gone, undefined before and after. Done again with the same id it arrives once.
 */
export async function deliverFile<Done>(
  file: LocalFile,
  steps: {
    ask: () => Promise<CallResult<UploadForm>>
    finish: (options: { timeoutMilliseconds: number }) => Promise<CallResult<Done>>
  },
  onPart: (part: number | undefined) => void,
): Promise<CallResult<Done>> {
  const form = await steps.ask()
  // "Taken" is the answer when the last try had arrived and only its receipt was lost.
  if (!form.ok && form.error.code !== 'id_taken') return form
  if (form.ok) {
    const sent = await sendFile(form.data, file, onPart)
    if (!sent.ok) return sent
    onPart(undefined)
  }
  return steps.finish({ timeoutMilliseconds: finishMilliseconds })
}
