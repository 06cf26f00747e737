import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { privacyAgreementVersion } from '../../../shared/people/agreement.ts'
import { goBack } from '../../client/navigate.ts'
import { session } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { privacyAgreement, privacyAloud } from '../../text/privacy.ts'
import { Btn } from '../../ui/btn.tsx'
import { CallCommunity } from '../../ui/call-community.tsx'
import { Card } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { ReadAloud } from '../../ui/read-aloud.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What is used of whom, by whom and why. It can be read without agreeing, and agreeing can be taken back here. */
export default function PrivacyPage() {
  const { data: me } = useFreshMe()
  const [isAsking, setAsking] = useState(false)
  const consent = useCommand('people.consent')

  async function answer(agreed: boolean) {
    const reply = await consent.run({ id: consent.id(), version: privacyAgreementVersion, agreed })
    if (reply?.ok !== true || me === undefined) return
    session.update({ ...me, consentNeeded: !agreed })
    setAsking(false)
    say(agreed ? '好，记下了' : '撤回了')
    if (agreed) goBack()
  }

  const isAgreed = me !== undefined && !me.consentNeeded
  const act = (
    <View className="actionbar">
      <Btn text="先不同意" kind="plain" onPress={goBack} />
      <View className="grow">
        <Btn
          text="看过了，同意"
          kind="primary"
          size="l"
          wide
          isBusy={consent.isBusy}
          busyText="正在记下"
          onPress={() => void answer(true)}
        />
      </View>
    </View>
  )
  return (
    <Page title="隐私说明" {...(me?.consentNeeded === true ? { bottom: act } : {})}>
      <ReadAloud sentences={privacyAloud} />
      {consent.error === undefined ? null : <Notice kind="warn" text={consent.error.message} />}
      {isAgreed ? <Notice kind="ok" text="您同意过了。想撤回，在最下面。" /> : null}
      {privacyAgreement.map(({ title, lines }) => (
        <Card key={title} pad className="col g2">
          <View className="t-title" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}>
            <Text>{title}</Text>
          </View>
          {lines.map((line) => (
            <View key={line} className="flex g2 top-align">
              <View className="line-mark" />
              <View className="grow">
                <Text>{line}</Text>
              </View>
            </View>
          ))}
        </Card>
      ))}
      <CallCommunity />
      {isAgreed ? <Btn text="撤回同意" kind="plain" wide onPress={() => setAsking(true)} /> : null}
      {isAsking ? (
        <Sheet
          title="撤回同意？"
          line="撤回后，不再绑新身份，不再接新的代办。求助和打电话照常能用。"
          onClose={() => setAsking(false)}
        >
          {consent.error === undefined ? null : <Notice kind="warn" text={consent.error.message} />}
          <Btn
            text="撤回同意"
            kind="danger"
            size="l"
            wide
            isBusy={consent.isBusy}
            busyText="正在撤回"
            onPress={() => void answer(false)}
          />
          <Btn text="先不撤回" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </Page>
  )
}
