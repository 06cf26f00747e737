import { Text, View } from '@tarojs/components'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { goBack, replacePage } from '../../client/navigate.ts'
import { guardianRelationWords, numberInTwo } from '../../text/volunteers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'

export function Done({ volunteer }: { volunteer: VolunteerFile }) {
  const { guardian } = volunteer
  const waits = volunteer.status === 'awaiting_guardian' && guardian !== null
  return (
    <View className="col g3">
      <Card pad>
        <View className="t-heading">
          <Text>登记好了</Text>
        </View>
        <View className="quiet mt1">
          <Say>这是您的志愿者编号，不用记，手机里随时能看。</Say>
        </View>
        <View className="t-display mt3 num">
          <Text>{numberInTwo(volunteer.volunteerNumber)}</Text>
        </View>
      </Card>
      {waits ? (
        <Notice
          kind="warn"
          text={`还差一步：请${guardian.relation === 'other' ? '家长' : guardianRelationWords[guardian.relation]}${guardian.name}点头。家长也在这个社区用邻里通，就会收到消息，点开就行。没收到，用自己的微信打开邻里通，点“志愿”，进志愿者登记，点“我是家长，替孩子点头”。没有微信，拿签了字的纸到社区服务台也行。`}
        />
      ) : null}
      <Btn text={waits ? '看看有什么活动' : '去报一班'} kind="primary" size="l" wide onPress={goBack} />
      <Btn text="看看我的资料" kind="plain" wide onPress={() => replacePage('volunteers/profile/index')} />
    </View>
  )
}
