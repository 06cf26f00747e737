import { Text, View } from '@tarojs/components'
import { hasDesk } from '../../../shared/people/rights.ts'
import { openTab } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { session } from '../../client/session.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Qr } from '../../ui/qr.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { useBrowserSignIn, type SignInState } from './use-browser-sign-in.ts'

/** Only pages of this app are gone back to. */
const ownPage = /^\/?([a-z]+(?:\/[a-z-]+)*\/index)$/

/** On a computer: a picture for the phone of somebody who is signed in there. In the browser build alone. */
export default function SignInPage() {
  const next = ownPage.exec(useParameter('next'))?.[1]
  const signIn = useBrowserSignIn(() => {
    const fallback = hasDesk(session.me()?.staff ?? []) ? 'desk/index/index' : 'home/index'
    openTab(next === undefined || next === 'desk/sign-in/index' ? fallback : next)
  })
  const { state } = signIn
  return (
    <Page title="登录这台电脑" help={false}>
      {state.kind === 'asking' || state.kind === 'done' ? <Skeleton rows={4} /> : null}
      {state.kind === 'shown' ? <Shown {...state} /> : null}
      {state.kind === 'paused' ? (
        <>
          <Notice kind="warn" text={state.message} />
          <Btn text="换一个新码" kind="primary" size="l" wide icon="refresh-cw" onPress={signIn.again} />
        </>
      ) : null}
    </Page>
  )
}

function Shown({ asked, seen }: Extract<SignInState, { kind: 'shown' }>) {
  return (
    <>
      <Card pad className="col g4">
        <View className="center">
          <View className="t-title">
            <Text>用手机扫一扫</Text>
          </View>
          <View className="quiet">
            <Say>微信里打开邻里通，点“我的”，再点“扫码登录电脑”。</Say>
          </View>
        </View>
        <Qr large text={asked.picture} label="登录码，用手机扫" />
        {seen ? (
          <Notice kind="ok" text="手机扫到了。请在手机上点同意。" />
        ) : (
          <View className="center quiet">
            <Text>2 分钟内有效，过了自动换新的</Text>
          </View>
        )}
      </Card>
      <Card pad className="flex g4">
        <View className="grow">
          <View className="strong">
            <Text>对一对数字</Text>
          </View>
          <View className="quiet">
            <Say>手机上也是这两个数字，才点同意。</Say>
          </View>
        </View>
        <Text className="spoken" id="matching">
          {asked.matching}
        </Text>
      </Card>
      <Card pad className="col g2">
        <View className="strong">
          <Text>扫不了？在手机上输这 8 个数字</Text>
        </View>
        <View className="code spoken" id="code" ariaLabel={`登录码是 ${asked.code.split('').join(' ')}`}>
          <Text ariaHidden>{asked.code.slice(0, 4)}</Text>
          <Text ariaHidden>{asked.code.slice(4)}</Text>
        </View>
      </Card>
    </>
  )
}
