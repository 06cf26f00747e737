import { Text, View } from '@tarojs/components'
import type { Me } from '../../shared/people/contract.ts'
import { changeSettings, useSettings } from '../client/settings.ts'
import { Btn } from '../ui/btn.tsx'
import { Card } from '../ui/layout.tsx'
import { Say } from '../ui/say.tsx'

/** From the 60th birthday on the elder version is offered once; whatever is answered, it is not asked again. */
export function ElderOffer({ me }: { me: Me | undefined }) {
  const { elder, elderOfferAnswered } = useSettings()
  if (me?.elderVersionOffered !== true || elder || elderOfferAnswered) return null
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>字太小？换成长辈版</Text>
      </View>
      <View className="quiet">
        <Say>字大，按钮大，东西少。随时能在“我的”里换回来。</Say>
      </View>
      <View className="flex g3">
        <View className="grow">
          <Btn
            text="换成长辈版"
            wide
            icon="glasses"
            onPress={() => changeSettings({ elder: true, elderOfferAnswered: true })}
          />
        </View>
        <Btn text="不用了" kind="plain" onPress={() => changeSettings({ elderOfferAnswered: true })} />
      </View>
    </Card>
  )
}
