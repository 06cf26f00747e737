import { View } from '@tarojs/components'
import type { CSSProperties, ReactNode } from 'react'

export interface PressProps {
  className?: string
  /** What a screen reader says: on WeChat in place of everything inside. */
  label: string
  /** In the browser the text inside is the name, because it says all that the label says. */
  contentSpeaks?: boolean
  /** `button` unless it behaves as something else. */
  role?: 'button' | 'tab' | 'radio' | 'checkbox' | 'switch' | 'link'
  onPress: () => void
  disabled?: boolean
  /** For tabs: chosen. For radios, checkboxes and switches: on. */
  isOn?: boolean
  id?: string
  style?: CSSProperties
  children?: ReactNode
}

/**
 * Everything that can be pressed is one of these: it has a role, a label and, in the browser, a tab stop and the keys
 * Enter and Space. The browser gets a real `<button>`, because Taro's own has neither role nor tab stop there.
 */
export function Press({
  className = '',
  label,
  contentSpeaks = false,
  role = 'button',
  onPress,
  disabled = false,
  isOn,
  id,
  style,
  children,
}: PressProps) {
  const press = disabled ? undefined : onPress
  const names = `press ${className}`
  if (process.env.TARO_ENV === 'h5') {
    const state =
      role === 'tab' ? { 'aria-selected': isOn } : role === 'button' || role === 'link' ? {} : { 'aria-checked': isOn }
    return (
      <button
        type="button"
        id={id}
        className={names}
        style={style}
        aria-label={contentSpeaks ? undefined : label}
        aria-disabled={disabled || undefined}
        role={role === 'button' ? undefined : role}
        onClick={press}
        {...state}
      >
        {children}
      </button>
    )
  }
  const state =
    role === 'tab'
      ? { ariaSelected: isOn ?? false }
      : role === 'button' || role === 'link'
        ? {}
        : { ariaChecked: isOn ?? false }
  return (
    <View
      {...(id === undefined ? {} : { id })}
      className={names}
      {...(style === undefined ? {} : { style })}
      ariaRole={role}
      ariaLabel={label}
      {...(disabled ? { ariaDisabled: true } : { hoverClass: 'is-pressed' })}
      {...(press ? { onClick: press } : {})}
      {...state}
    >
      {children}
    </View>
  )
}
