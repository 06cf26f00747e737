import { Button, Text } from '@tarojs/components'
import { phoneCode } from '../../client/phone-code.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'

const words = '用微信手机号绑定'

/**
 * Asks WeChat for a code that stands for the person's phone number. WeChat gives one only to its own button; refusing
 * gives undefined.
 */
export function PhoneButton({ isBusy, onCode }: { isBusy: boolean; onCode: (code: string | undefined) => void }) {
  if (process.env.TARO_ENV === 'h5') {
    return (
      <Btn
        text={words}
        kind="primary"
        size="l"
        wide
        icon="phone"
        isBusy={isBusy}
        busyText="正在绑定"
        onPress={() => void phoneCode().then(onCode)}
      />
    )
  }
  return (
    <Button
      className={`btn btn--primary btn--l btn--wide btn--native ${isBusy ? 'is-off' : ''}`}
      openType="getPhoneNumber"
      ariaRole="button"
      ariaLabel={isBusy ? '正在绑定' : words}
      disabled={isBusy}
      hoverClass="is-pressed"
      onGetPhoneNumber={({ detail }) => onCode(detail.code)}
    >
      <Icon name="phone" />
      <Text>{isBusy ? '正在绑定' : words}</Text>
    </Button>
  )
}
