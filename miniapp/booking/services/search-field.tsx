import { Input, View } from '@tarojs/components'
import { Icon } from '../../ui/icon.tsx'

/** Looks for a service by a word of its name. */
export function SearchField({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const common = { className: 'input__text', value, placeholder: '搜服务，比如“理发”' }
  return (
    <View className="input input--soft">
      <Icon name="search" className="quiet" />
      {process.env.TARO_ENV === 'h5' ? (
        <input {...common} aria-label="搜服务" maxLength={20} onChange={(event) => onInput(event.target.value)} />
      ) : (
        <Input
          {...common}
          maxlength={20}
          ariaLabel="搜服务"
          ariaRole="textbox"
          onInput={(event: { detail: { value: string } }) => onInput(event.detail.value)}
        />
      )}
    </View>
  )
}
