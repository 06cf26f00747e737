import Taro from '@tarojs/taro'

/** A short shake in the hand: the press has arrived. Nothing happens on devices that cannot. */
export function shake(): void {
  if (process.env.TARO_ENV === 'h5') navigator.vibrate?.(400)
  else void Taro.vibrateLong().catch(() => undefined)
}
