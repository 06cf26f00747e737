import { Text, View } from '@tarojs/components'
import { changeSettings, useSettings, type FontStep } from '../client/settings.ts'
import { Segmented } from './forms.tsx'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'
import { Say } from './say.tsx'

const steps = [
  { value: 1, text: '标准' },
  { value: 2, text: '大', className: 'segmented__item--m' },
  { value: 3, text: '特大', className: 'segmented__item--l' },
] as const satisfies readonly { value: FontStep; text: string; className?: string }[]

/** 长辈版 and 字号, as rows of a card. Whoever decides here needs no offer any more. */
export function VersionSettings() {
  const { elder, fontStep } = useSettings()
  return (
    <>
      <Press
        className="row"
        role="switch"
        label="长辈版，字大，按钮大，东西少"
        isOn={elder}
        onPress={() => changeSettings({ elder: !elder, elderOfferAnswered: true })}
      >
        <View className="lead lead--icon">
          <Icon name="glasses" />
        </View>
        <View className="row__main">
          <View className="row__title regular">
            <Text>长辈版</Text>
          </View>
          <View className="row__note">
            <Say>字大，按钮大，东西少</Say>
          </View>
        </View>
        <View className={`switch ${elder ? 'is-on' : ''}`} />
      </Press>
      <View className="row row--block">
        <View className="flex g3">
          <View className="lead lead--icon">
            <Icon name="a-large-small" />
          </View>
          <View className="row__title regular">
            <Text>字号</Text>
          </View>
        </View>
        <View className="mt2">
          <Segmented
            label="字号"
            options={steps}
            value={fontStep}
            onChange={(step) => changeSettings({ fontStep: step })}
          />
        </View>
      </View>
    </>
  )
}
