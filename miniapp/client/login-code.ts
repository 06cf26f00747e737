import Taro from '@tarojs/taro'

declare global {
  interface Window {
    /** Where a page in the browser gets its sign-in code from; whoever opened the page provides it. */
    linlitongLoginCode?: () => Promise<string>
  }
}

/** A fresh single-use code to sign in with, or undefined when this device cannot give one. */
export async function loginCode(): Promise<string | undefined> {
  if (process.env.TARO_ENV === 'h5') return window.linlitongLoginCode?.()
  const { code } = await Taro.login({ timeout: 8000 })
  return code
}
