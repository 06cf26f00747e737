import Taro from '@tarojs/taro'
import type { LocalFile } from './local-file.ts'
import { clientError, type CallResult } from './request.ts'

export interface UploadForm {
  url: string
  fields: Record<string, string>
}

/** A photo over a slow line takes its time; without any progress for this long it is lost. */
const timeoutMilliseconds = 60_000

/**
 * Sends a file to the bucket: a multipart POST of the form's fields, then the file. `onPart` is told how much has gone,
 * from 0 to 1. Never rejects. Whether the bucket took it only the server can say.
 */
export function sendFile(
  form: UploadForm,
  file: LocalFile,
  onPart: (part: number) => void,
): Promise<CallResult<undefined>> {
  return process.env.TARO_ENV === 'h5' ? sendFromBrowser(form, file, onPart) : sendFromWechat(form, file, onPart)
}

const done: CallResult<undefined> = { ok: true, data: undefined }

async function sendFromWechat(form: UploadForm, file: LocalFile, onPart: (part: number) => void) {
  try {
    const task = Taro.uploadFile({
      url: form.url,
      filePath: file.path,
      name: 'file',
      formData: form.fields,
      timeout: timeoutMilliseconds,
    })
    task.progress?.(({ progress }) => onPart(progress / 100))
    const { statusCode } = await task
    return statusCode < 300 ? done : clientError('not_sent')
  } catch {
    return clientError('offline')
  }
}

function sendFromBrowser(form: UploadForm, file: LocalFile, onPart: (part: number) => void) {
  return new Promise<CallResult<undefined>>((resolve) => {
    const body = new FormData()
    Object.keys(form.fields).forEach((name) => body.append(name, form.fields[name] ?? ''))
    if (file.blob) body.append('file', file.blob, file.kind)
    // The browser's fetch does not tell how far it is.
    const request = new XMLHttpRequest()
    request.open('POST', form.url)
    request.timeout = timeoutMilliseconds
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total)
    request.onload = () => resolve(request.status < 300 ? done : clientError('not_sent'))
    request.onerror = () => resolve(clientError('offline'))
    request.ontimeout = () => resolve(clientError('timeout'))
    request.send(body)
  })
}
