import Taro from '@tarojs/taro'
import { download } from './download.ts'

interface TextFile {
  /** `志愿者资料.txt` */
  name: string
  text: string
}

/**
 * Gives somebody a text to keep: the browser saves a file, WeChat sends one into a chat of the person's choice (their own
 * 文件传输助手). False when nothing was kept.
 */
export async function keepText({ name, text }: TextFile): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') {
    download(new Blob([`\uFEFF${text}`], { type: 'text/plain;charset=utf-8' }), name)
    return true
  }
  const path = `${Taro.env.USER_DATA_PATH ?? ''}/${name}`
  try {
    Taro.getFileSystemManager().writeFileSync(path, text, 'utf8')
    await Taro.shareFileMessage({ filePath: path, fileName: name })
    return true
  } catch {
    return false
  }
}
