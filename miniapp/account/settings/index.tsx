import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { askToSubscribe, prepareToSubscribe } from '../../client/subscribe.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { VersionSettings } from '../../ui/version-settings.tsx'

/** How everything looks, with a sample that changes at once, and whether WeChat may ring. */
export default function SettingsPage() {
  return (
    <Page title="显示和提醒">
      <Rows>
        <VersionSettings />
      </Rows>
      <Section title="看起来是这样">
        <Rows>
          <Row
            lead={
              <View className="when">
                <Text>10:30</Text>
              </View>
            }
            title="上门量血压"
            note="林芳医生上门，不收费"
          />
        </Rows>
        <Card pad>
          <Say>字看得清，才好放心用。太小就往右选，随时能改回来。</Say>
        </Card>
      </Section>
      <Reminders />
    </Page>
  )
}

function Reminders() {
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  useEffect(() => void prepareToSubscribe(), [])

  async function ask() {
    setBusy(true)
    const isOn = await askToSubscribe(['booking', 'volunteering', 'help'])
    setBusy(false)
    setRefused(!isOn)
    if (isOn) say('好，下一条会发到微信')
  }

  return (
    <Section title="微信提醒">
      <Card pad className="col g3">
        <View className="quiet">
          <Say>约好的事有变化，微信发一条给您。点一次，多发一条。不点也行，“我的”里都有。</Say>
        </View>
        {isRefused ? <Notice kind="warn" text="微信没有答应发。消息照样在“我的”里能看到。" /> : null}
        <Btn
          text="下一条发到微信"
          wide
          icon="message-circle"
          isBusy={isBusy}
          busyText="正在问微信"
          onPress={() => void ask()}
        />
      </Card>
    </Section>
  )
}
