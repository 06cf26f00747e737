import Taro from '@tarojs/taro'
import { download } from './download.ts'

/** A PDF as an answer of the API carries it. */
export interface Pdf {
  fileName: string
  base64: string
}

/**
 * Opens a PDF: in WeChat in its own reader, which can send and print it; in the browser as a download, which no blocker
 * of windows stops. False when the phone could not.
 */
export async function openPdf({ fileName, base64 }: Pdf): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') {
    download(new Blob([bytesOf(base64)], { type: 'application/pdf' }), fileName)
    return true
  }
  const filePath = `${Taro.env.USER_DATA_PATH ?? ''}/${fileName}`
  try {
    Taro.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    await Taro.openDocument({ filePath, fileType: 'pdf', showMenu: true })
    return true
  } catch {
    return false
  }
}

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes.buffer
}
