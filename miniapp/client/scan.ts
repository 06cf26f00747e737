import Taro from '@tarojs/taro'

/** What the camera read; undefined when nobody scanned anything (closed, or not allowed). */
export async function scan(): Promise<string | undefined> {
  if (process.env.TARO_ENV === 'h5') return undefined
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
    return result
  } catch {
    return undefined
  }
}
