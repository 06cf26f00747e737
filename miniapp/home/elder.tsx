import { Text, View } from '@tarojs/components'
import { pressForHelp } from '../client/help-press.ts'
import { openPage, openTab } from '../client/navigate.ts'
import { otherCalls } from '../client/other-calls.ts'
import { Avatar } from '../ui/marks.tsx'
import { CallCommunity } from '../ui/call-community.tsx'
import { ComeBack } from '../ui/come-back.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { HelpButton } from '../ui/help-button.tsx'
import { Chevron, Glyph } from '../ui/icon.tsx'
import { OtherHelp } from '../ui/other-help.tsx'
import { Page } from '../ui/page.tsx'
import { Press } from '../ui/press.tsx'
import { ReadAloud } from '../ui/read-aloud.tsx'
import { Row } from '../ui/layout.tsx'
import { SignInFirst, isSignedOut } from '../ui/sign-in-first.tsx'
import { OpenCall } from './open-call.tsx'
import { dutyPromise } from './duty.ts'
import { todayAloud } from './today.ts'
import type { Home } from './use-home.ts'
import { Well } from './well.tsx'

/** Five things, and the largest of them is help. */
export function ElderHome({ home }: { home: Home }) {
  const { identity, actsForSomebody } = home
  const promise = identity === null ? '按一下，就能打电话' : dutyPromise(home.duty)
  const tiles = [
    { text: '订餐', icon: 'soup', open: () => openTab('booking/services/index', { category: 'meals' }) },
    { text: '我的预约', icon: 'calendar-check', open: () => openPage('booking/mine/index') },
  ]
  return (
    <Page title="首页" titleNode={<Who home={home} />} back={false} help={false}>
      <HelpButton size="block" line={promise} onPress={pressForHelp} />
      <OpenCall />
      <Emergency />
      {home.person === undefined ? null : <Well person={home.person} />}
      <OtherHelp calls={otherCalls()} />
      <CallCommunity />
      {isSignedOut(home.problem) ? <SignInFirst /> : null}
      {home.hasLeft && !isSignedOut(home.problem) ? <ComeBack onBack={home.retry} /> : null}
      {home.me !== undefined && !actsForSomebody ? (
        <Row
          className="card"
          title="绑定我的社区"
          note="认个门，才好上门帮您"
          onPress={() => openPage('account/bind/index')}
        />
      ) : (
        <View className="flex g4">
          {tiles.map(({ text, icon, open }) => (
            <Press key={text} className="card tile tile--l grow" label={text} onPress={open}>
              <Glyph name={icon} />
              <Text>{text}</Text>
            </Press>
          ))}
        </View>
      )}
      <ReadAloud sentences={homeAloud(home, promise)} />
    </Page>
  )
}

/** Whose phone this is; leads to everything else. */
function Who({ home }: { home: Home }) {
  const name = home.identity?.name ?? home.me?.displayName ?? ''
  return (
    <View className="grow" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 1 } : {})}>
      <Press
        className="navbar__place"
        label={name === '' ? '我的' : `${name}，打开“我的”`}
        contentSpeaks={name !== ''}
        onPress={() => openTab('me/index')}
      >
        {name === '' ? <View className="brand" ariaHidden /> : <Avatar name={name} size="s" />}
        <Text className="one-line">{name === '' ? '邻里通' : name}</Text>
        <Chevron down />
      </Press>
    </View>
  )
}

function homeAloud({ identity, today }: Home, promise: string): string[] {
  return [
    identity === null ? '您好。' : `${identity.name}，您好。`,
    `最大的红色按钮是求助，${promise}。`,
    '有生命危险，请直接打 120。',
    ...(today === undefined ? [] : todayAloud(today)),
  ]
}
