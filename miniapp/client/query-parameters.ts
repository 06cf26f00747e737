import { useRouter } from '@tarojs/taro'

/** A parameter of this page's address, decoded; empty when it is missing. */
export function useParameter(name: string): string {
  const value = useRouter().params[name]
  return value === undefined ? '' : decodeURIComponent(value)
}
