import { Text, View } from '@tarojs/components'
import { dayOf, dayWord, weekdayWord } from '../../shared/time.ts'
import { pressForHelp } from '../client/help-press.ts'
import { openPage, openTab } from '../client/navigate.ts'
import { otherCalls } from '../client/other-calls.ts'
import { useQuery } from '../client/use-query.ts'
import { noticeKindWords, noticeLine } from '../text/affairs.ts'
import { categoryWords } from '../text/booking.ts'
import { ComeBack } from '../ui/come-back.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { HelpButton } from '../ui/help-button.tsx'
import { Chevron, Glyph } from '../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../ui/layout.tsx'
import { OtherHelp } from '../ui/other-help.tsx'
import { Pill } from '../ui/marks.tsx'
import { Page } from '../ui/page.tsx'
import { Press } from '../ui/press.tsx'
import { OldContent, Skeleton } from '../ui/states.tsx'
import { SignInFirst, isSignedOut } from '../ui/sign-in-first.tsx'
import { TabBar } from '../ui/tab-bar.tsx'
import { dutyLines } from './duty.ts'
import { ElderOffer } from './elder-offer.tsx'
import type { Home } from './use-home.ts'
import { OpenCall } from './open-call.tsx'
import { Well } from './well.tsx'
import { Welcome } from './welcome.tsx'

/** How many notices the home page shows. */
const noticeCount = 3

export function StandardHome({ home }: { home: Home }) {
  const { me, actsForSomebody, communityId, person } = home
  return (
    <Page
      title="首页"
      titleNode={<Place name={home.identity?.communityName ?? me?.identities[0]?.communityName} />}
      back={false}
      help={false}
      bottom={<TabBar current="home" />}
    >
      {isSignedOut(home.problem) ? (
        <SignInFirst />
      ) : home.problem && !home.hasLeft ? (
        <OldContent answeredAt={home.todayAnsweredAt} onRetry={home.retry} />
      ) : null}
      <HelpCard home={home} />
      <OpenCall />
      {home.hasLeft && !isSignedOut(home.problem) ? <ComeBack onBack={home.retry} /> : null}
      {person === undefined ? null : <Well person={person} />}
      <ElderOffer me={me} />
      {me !== undefined && !actsForSomebody ? <Welcome /> : null}
      {actsForSomebody ? <Today home={home} /> : null}
      <QuickServices />
      {communityId === undefined ? null : <Notices communityId={communityId} />}
    </Page>
  )
}

/** Whose community this is; leads to the identities. */
function Place({ name }: { name: string | undefined }) {
  return (
    <View className="grow" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 1 } : {})}>
      <Press
        className="navbar__place"
        label={name === undefined ? '邻里通，绑定社区' : `${name}，换一个社区`}
        onPress={() => openPage(name === undefined ? 'account/bind/index' : 'account/identity/index')}
      >
        <View className="brand" ariaHidden />
        <Text className="one-line">{name ?? '邻里通'}</Text>
        <Chevron down />
      </Press>
    </View>
  )
}

function HelpCard({ home }: { home: Home }) {
  const lines = home.identity === null ? (['社区还不认得您', '按了就能打电话'] as const) : dutyLines(home.duty)
  return (
    <Card className="help-card">
      <View className="flex g4">
        <View className="grow">
          <View className="t-heading">
            <Text>有急事，按求助</Text>
          </View>
          <View className="quiet mt1">
            {lines.map((line) => (
              <View key={line}>
                <Text>{line}</Text>
              </View>
            ))}
          </View>
        </View>
        <HelpButton size="key" line="按一下就有人接" onPress={pressForHelp} />
      </View>
      <View className="help-card__line">
        <Emergency />
      </View>
      <OtherHelp calls={otherCalls()} className="help-card__line" />
    </Card>
  )
}

function Today({ home }: { home: Home }) {
  const today = dayOf(new Date())
  return (
    <Section title="今天" note={`${dayWord(today)} ${weekdayWord(today)}`}>
      <TodayList home={home} />
    </Section>
  )
}

function TodayList({ home }: { home: Home }) {
  if (home.today === undefined) {
    if (home.todayProblem === undefined) return <Skeleton rows={2} />
    return (
      <Rows>
        <Row title="没取到今天的安排" note="点这里再试一次" onPress={home.retry} />
      </Rows>
    )
  }
  if (home.today.length === 0) {
    return (
      <Rows>
        <Row title="今天没有安排" note="量血压、理发、订餐，都能约" onPress={() => openTab('booking/services/index')} />
      </Rows>
    )
  }
  return (
    <Rows>
      {home.today.map(({ key, time, title, note, page, query }) => (
        <Row
          key={key}
          lead={
            <View className="when">
              <Text>{time}</Text>
            </View>
          }
          title={title}
          note={note}
          label={`${time}，${title}，${note}`}
          onPress={() => openPage(page, query)}
        />
      ))}
    </Rows>
  )
}

/** What exists, and nothing else: the six categories, the activities and my bookings. */
function QuickServices() {
  const tiles = [
    ...categoryWords.map(({ category, text, icon }) => ({
      text,
      icon,
      open: () => openTab('booking/services/index', { category }),
    })),
    { text: '志愿活动', icon: 'hand-heart', open: () => openTab('volunteering/activities/index') },
    { text: '我的预约', icon: 'calendar-check', open: () => openPage('booking/mine/index') },
  ]
  return (
    <Section title="约服务" more={{ text: '全部', onPress: () => openTab('booking/services/index') }}>
      <View className="card grid4">
        {tiles.map(({ text, icon, open }) => (
          <Press key={text} className="tile" label={text} onPress={open}>
            <Glyph name={icon} />
            <Text>{text}</Text>
          </Press>
        ))}
      </View>
    </Section>
  )
}

function Notices({ communityId }: { communityId: string }) {
  const notices = useQuery('affairs.notices', { communityId }, { keep: true })
  const newest = notices.data?.notices.slice(0, noticeCount)
  if (newest === undefined) {
    return notices.error === undefined ? (
      <Section title="社区通知">
        <Skeleton rows={2} />
      </Section>
    ) : null
  }
  if (newest.length === 0) return null
  return (
    <Section title="社区通知" more={{ text: '全部', onPress: () => openPage('affairs/notices/index') }}>
      <Rows>
        {newest.map((notice) => (
          <Row
            key={notice.noticeId}
            title={notice.title}
            note={noticeLine(notice, new Date())}
            {...(notice.kind === 'reminder'
              ? { end: <Pill text={noticeKindWords.reminder} kind="warn" icon="bell" /> }
              : {})}
            onPress={() => openPage('affairs/notice/index', { community: communityId, id: notice.noticeId })}
          />
        ))}
      </Rows>
    </Section>
  )
}
