import Taro from '@tarojs/taro'
import { fileOfBlob, saidNo, type LocalFile, type NoFile } from './local-file.ts'

/** Enough to read the label on a bottle. */
const longestSide = 2048
const quality = 0.85

/** Lets the person take or choose one photo, and makes it small enough to send. */
export function choosePhoto(): Promise<LocalFile | NoFile> {
  return process.env.TARO_ENV === 'h5' ? chooseInBrowser() : chooseInWechat()
}

const wechatTypes: Record<string, string> = {
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

async function chooseInWechat(): Promise<LocalFile | NoFile> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
    })
    const [chosen] = tempFiles
    if (!chosen) return 'cancelled'
    const { type } = await Taro.getImageInfo({ src: chosen.tempFilePath })
    const contentType = wechatTypes[type ?? ''] ?? `image/${type ?? 'unknown'}`
    const path = chosen.tempFilePath
    return { kind: 'photo', contentType, bytes: chosen.size, seconds: undefined, path, blob: undefined }
  } catch (error) {
    if (/cancel/.test((error as { errMsg?: string } | null)?.errMsg ?? '')) return 'cancelled'
    return saidNo(error) ? 'refused' : 'unable'
  }
}

function chooseInBrowser(): Promise<LocalFile | NoFile> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.onchange = () => {
      const [file] = Array.from(input.files ?? [])
      if (file) void smallerPhoto(file).then(resolve)
      else resolve('cancelled')
    }
    input.addEventListener('cancel', () => resolve('cancelled'))
    input.click()
  })
}

/** Drawn anew: small, the right way up, of a type that every phone shows, and without what the camera wrote beside it. */
async function smallerPhoto(file: File): Promise<LocalFile | NoFile> {
  const address = URL.createObjectURL(file)
  try {
    const picture = await loaded(address)
    const scale = Math.min(1, longestSide / Math.max(picture.naturalWidth, picture.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.naturalWidth * scale)
    canvas.height = Math.round(picture.naturalHeight * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    return blob ? fileOfBlob(blob, 'photo', 'image/jpeg') : 'unable'
  } catch {
    return 'unable'
  } finally {
    URL.revokeObjectURL(address)
  }
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('this browser cannot show the picture'))
    picture.src = address
  })
}
