declare global {
  interface Window {
    /** Where a page in the browser gets a WeChat phone code from; only whoever opened the page can provide it. */
    linlitongPhoneCode?: () => Promise<string>
  }
}

/** True where this device can vouch for a phone number: always in WeChat, in a browser only with the simulator. */
export function canGivePhoneCode(): boolean {
  return process.env.TARO_ENV !== 'h5' || window.linlitongPhoneCode !== undefined
}

/** In the browser: a single-use code for the person's phone number; undefined when there is none or it was refused. */
export async function phoneCode(): Promise<string | undefined> {
  try {
    return await window.linlitongPhoneCode?.()
  } catch {
    return undefined
  }
}
