import '@tarojs/components/types/common'

// Taro passes these through to both builds (config/taro/aria.cjs) but does not declare them.
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string
    ariaLabel?: string
    ariaHidden?: boolean
    ariaChecked?: boolean
    ariaSelected?: boolean
    ariaDisabled?: boolean
  }
}
