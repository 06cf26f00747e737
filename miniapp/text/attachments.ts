import { clockOf } from '../../shared/time.ts'

/** `12 秒`, `1 分钟`, `1 分 5 秒`. */
function lengthWords(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`
  const rest = seconds % 60
  return rest === 0 ? `${Math.floor(seconds / 60)} 分钟` : `${Math.floor(seconds / 60)} 分 ${rest} 秒`
}

/** `12 秒的话`, `照片`. */
export function fileWords(kind: 'voice' | 'photo', seconds: number | null | undefined): string {
  return kind === 'photo' ? '照片' : `${lengthWords(seconds ?? 0)}的话`
}

/** The big numbers while somebody speaks: `0:07`. */
export function timerWords(seconds: number): string {
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)}:${rest < 10 ? '0' : ''}${rest}`
}

/** `陈静，9:01`. */
export function fromWords(byName: string, at: string): string {
  return `${byName}，${clockOf(new Date(at)).slice(0, -3)}`
}

/** Why there is no photo or voice note, and what to do instead. */
export const noFileWords = {
  voice: {
    refused: '手机没让用话筒。点“打开设置”，让它用话筒。也可以直接打电话说。',
    unable: '这台手机录不了。直接打电话说。',
  },
  photo: {
    refused: '手机没让用相机。点“打开设置”，让它用相机和相册。',
    unable: '这张照片打不开。换一张试试。',
  },
} as const

export const browserRefusal = '浏览器没让用话筒。点地址栏旁边的小锁，让它用话筒，再试一次。'
export const cannotPlay = '这台手机放不出来。换一台手机或电脑听。'
