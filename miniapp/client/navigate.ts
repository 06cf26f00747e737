import Taro from '@tarojs/taro'

function withQuery(page: string, query: Record<string, string>): string {
  const text = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return `/${page}${text === '' ? '' : `?${text}`}`
}

/** Opens a page on top of this one. `page` is `booking/detail/index`. */
export function openPage(page: string, query: Record<string, string> = {}): void {
  void Taro.navigateTo({ url: withQuery(page, query) })
}

/** Opens a page in place of this one: going back skips this one. */
export function replacePage(page: string, query: Record<string, string> = {}): void {
  void Taro.redirectTo({ url: withQuery(page, query) })
}

/** Goes to one of the four tabs; nothing stays underneath. */
export function openTab(page: string, query: Record<string, string> = {}): void {
  void Taro.reLaunch({ url: withQuery(page, query) })
}

/** Opens a page by an address the server wrote, `/booking/detail/index?bookingId=…`. */
export function openAddress(address: string): void {
  void Taro.navigateTo({ url: address })
}

/** Back, or home when there is nothing to go back to (a page opened from a message or a shared link). */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else openTab('home/index')
}

/** Opens the dialer. Anything that must reach the server first has to be sent before: the app is suspended meanwhile. */
export function dial(phoneNumber: string): void {
  if (process.env.TARO_ENV === 'h5') window.location.href = `tel:${phoneNumber}`
  else void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
}
