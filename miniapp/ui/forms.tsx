import { Input, Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'
import { Say } from './say.tsx'

/** One line to fill in. What is wrong stands under it, and nothing typed is lost. */
export function Field({
  label,
  value,
  onInput,
  placeholder = '',
  wrong,
  type = 'text',
  maxLength = 140,
  id,
}: {
  label: string
  value: string
  onInput: (value: string) => void
  placeholder?: string
  wrong?: string | undefined
  type?: 'text' | 'number'
  maxLength?: number
  id?: string
}) {
  const [isFocused, setFocused] = useState(false)
  const names = ['input', isFocused ? 'is-focus' : '', wrong === undefined ? '' : 'is-wrong']
  const common = {
    className: 'input__text',
    value,
    placeholder,
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
  return (
    <View className="field">
      <View className="field__label">
        <Text>{label}</Text>
      </View>
      <View className={names.filter(Boolean).join(' ')}>
        {process.env.TARO_ENV === 'h5' ? (
          <input
            {...common}
            {...(id === undefined ? {} : { id })}
            aria-label={label}
            aria-invalid={wrong !== undefined}
            inputMode={type === 'number' ? 'numeric' : 'text'}
            maxLength={maxLength}
            onChange={(event) => onInput(event.target.value)}
          />
        ) : (
          <Input
            {...common}
            {...(id === undefined ? {} : { id })}
            type={type}
            maxlength={maxLength}
            ariaLabel={label}
            ariaRole="textbox"
            onInput={(event: { detail: { value: string } }) => onInput(event.detail.value)}
          />
        )}
      </View>
      {wrong === undefined ? null : (
        <View className="field__wrong">
          <Icon name="triangle-alert" size="s" />
          <Text>{wrong}</Text>
        </View>
      )}
    </View>
  )
}

export function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Press className="switch-place" role="switch" label={label} isOn={isOn} onPress={() => onChange(!isOn)}>
      <View className={`switch ${isOn ? 'is-on' : ''}`} />
    </Press>
  )
}

/** A few exclusive choices side by side. */
export function Segmented<Value extends string | number>({
  options,
  value,
  onChange,
  label,
}: {
  options: readonly { value: Value; text: string; className?: string }[]
  value: Value
  onChange: (value: Value) => void
  label: string
}) {
  return (
    <View className="segmented" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': label } : {})}>
      {options.map((option) => (
        <Press
          key={option.value}
          className={`segmented__item ${option.className ?? ''} ${option.value === value ? 'is-on' : ''}`}
          role="radio"
          label={option.text}
          contentSpeaks
          isOn={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.text}</Text>
        </Press>
      ))}
    </View>
  )
}

/** A large choice; what cannot be chosen stays visible with its reason. */
export function Choice({
  title,
  note,
  isOn,
  onPress,
  lead,
  offReason,
  many = false,
}: {
  title: string
  note?: string
  isOn: boolean
  onPress: () => void
  lead?: ReactNode
  offReason?: string | undefined
  many?: boolean
}) {
  const isOff = offReason !== undefined
  const small = offReason ?? note
  return (
    <Press
      className={`choice ${isOn ? 'is-on' : ''} ${isOff ? 'is-off' : ''}`}
      role={many ? 'checkbox' : 'radio'}
      label={small === undefined ? title : `${title}，${small}`}
      contentSpeaks
      isOn={isOn}
      disabled={isOff}
      onPress={onPress}
    >
      {lead}
      <View className="grow">
        <View className="strong">
          <Text>{title}</Text>
        </View>
        {small === undefined ? null : (
          <View className="t-small">
            <Say>{small}</Say>
          </View>
        )}
      </View>
      {isOn ? <Icon name="check" className="green" /> : null}
    </Press>
  )
}

/** Chips in one line that can be swiped: categories, filters. */
export function Chips<Value extends string>({
  options,
  value,
  onChange,
  label,
}: {
  options: readonly { value: Value; text: string }[]
  value: Value
  onChange: (value: Value) => void
  label: string
}) {
  return (
    <View className="chips" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': label } : {})}>
      {options.map((option) => (
        <Press
          key={option.value}
          className={`chip ${option.value === value ? 'is-on' : ''}`}
          role="radio"
          label={option.text}
          contentSpeaks
          isOn={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.text}</Text>
        </Press>
      ))}
    </View>
  )
}
