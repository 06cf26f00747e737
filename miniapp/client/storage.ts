import Taro from '@tarojs/taro'

/** The phone's own storage. Reading a missing or damaged entry gives undefined; a full phone loses the entry, not the act. */
export const storage = {
  read(key: string): unknown {
    const value: unknown = Taro.getStorageSync(key)
    return value === '' || value === null ? undefined : value
  },
  write(key: string, value: unknown): void {
    try {
      Taro.setStorageSync(key, value)
    } catch {
      // 10 MB are used up: what is on the screen still works, it is only not kept.
    }
  },
  remove(key: string): void {
    Taro.removeStorageSync(key)
  },
}

export type PhoneStorage = typeof storage
