import { Text, View } from '@tarojs/components'
import type { ActivitySummary } from '../../../shared/volunteering/places-contract.ts'
import type { VolunteerProfile } from '../../../shared/volunteers/registration-contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill, Places } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'
import { WhenBound } from '../when-bound.tsx'
import { byTime, hourOf, hoursOf, placesWords, spokenNumber, weekday } from '../words.ts'

export default function VolunteeringActivitiesPage() {
  return (
    <Page title="志愿" back={false} bottom={<TabBar current="volunteering" />}>
      <WhenBound rows={5}>{() => <Activities />}</WhenBound>
    </Page>
  )
}

function Activities() {
  const query = useQuery('volunteering.activities', {}, { keep: true })
  return (
    <QueryView query={query} rows={5}>
      {({ activities, volunteer }) => (
        <>
          {volunteer ? <Mine volunteer={volunteer} activities={activities} /> : <Invitation />}
          {activities.length === 0 ? <NoneYet /> : <Groups activities={activities} />}
        </>
      )}
    </QueryView>
  )
}

function Invitation() {
  return (
    <Card pad>
      <View className="t-title">
        <Say>搭把手，从这里开始</Say>
      </View>
      <View className="quiet mt1">
        <Say>送饭、陪诊、教手机，会什么就帮什么。登记只要一分钟。</Say>
      </View>
      <View className="mt4">
        <Btn
          id="join"
          text="登记成志愿者"
          kind="primary"
          size="l"
          wide
          onPress={() => openPage('volunteers/register/index')}
        />
      </View>
    </Card>
  )
}

function Mine({ volunteer, activities }: { volunteer: VolunteerProfile; activities: readonly ActivitySummary[] }) {
  const me = useMe()
  const count = activities.filter((activity) => activity.mine).length
  const number = spokenNumber(volunteer.volunteerNumber)
  return (
    <Rows>
      <Row
        title="我的班次"
        note={count === 0 ? '还没有报名，看看下面缺人的' : `报了 ${count} 个活动，看时间和候补`}
        lead={<Lead icon="calendar-check" />}
        onPress={() => openPage('volunteering/mine/index')}
      />
      <Row
        title={me?.identity?.name ?? '志愿者资料'}
        note={`志愿者编号 ${number}，手艺和时间`}
        lead={<Lead icon="badge-check" />}
        onPress={() => openPage('volunteers/profile/index')}
      />
    </Rows>
  )
}

function Lead({ icon }: { icon: string }) {
  return (
    <View className="lead lead--icon">
      <Icon name={icon} />
    </View>
  )
}

function Groups({ activities }: { activities: readonly ActivitySummary[] }) {
  return (
    <>
      {byTime(activities, dayOf(new Date())).map(({ title, items }, index) => {
        const wanting = items.filter((activity) => activity.placesLeft > 0).length
        return (
          <Section
            key={title}
            title={title}
            first={index === 0}
            {...(wanting === 0 ? {} : { note: `${wanting} 个还缺人` })}
          >
            <Rows>
              {items.map((activity) => (
                <ActivityRow key={activity.activityId} activity={activity} />
              ))}
            </Rows>
          </Section>
        )
      })}
    </>
  )
}

function ActivityRow({ activity }: { activity: ActivitySummary }) {
  const { activityId, title, place, firstStartsAt, firstEndsAt, capacity, placesLeft, shiftCount, myStatus } = activity
  const day = dayOf(new Date(firstStartsAt))
  const note =
    shiftCount > 1
      ? `${hourOf(firstStartsAt)} 起，共 ${shiftCount} 班，${place}`
      : `${hoursOf({ startsAt: firstStartsAt, endsAt: firstEndsAt })}，${place}`
  const words = placesWords(activity)
  return (
    <Press
      className="row row--top"
      label={`${dayWord(day)} ${weekday(day)}，${title}，${note}，${words}${mineWords(myStatus)}`}
      contentSpeaks
      onPress={() => openPage('volunteering/activity/index', { id: activityId })}
    >
      <View className="datebox">
        <Text className="datebox__day">{String(Number(day.slice(8)))}</Text>
        <Text>{weekday(day)}</Text>
      </View>
      <View className="row__main">
        <View className="row__title">
          <Text>{title}</Text>
        </View>
        <View className="row__note">
          <Say>{note}</Say>
        </View>
        <View className="act__foot">
          {capacity <= 12 ? <Places taken={capacity - placesLeft} capacity={capacity} /> : null}
          <Say>{words}</Say>
          {myStatus === 'confirmed' ? <Pill text="我报上了" kind="ok" icon="check" /> : null}
          {myStatus === 'waiting' ? <Pill text="我在候补" kind="warn" icon="hourglass" /> : null}
        </View>
      </View>
    </Press>
  )
}

function mineWords(status: ActivitySummary['myStatus']): string {
  if (status === 'confirmed') return '，我报上了'
  return status === 'waiting' ? '，我在候补' : ''
}

function NoneYet() {
  const phone = useMe()?.hotline?.phone
  return (
    <Empty
      title="最近没有活动"
      line="想帮忙，或者想办一个，打电话跟社区说。"
      act={phone === undefined ? null : <Btn text="打电话问社区" kind="text" onPress={() => dial(phone)} />}
    />
  )
}
