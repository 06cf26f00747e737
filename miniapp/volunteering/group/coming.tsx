import { Text, View } from '@tarojs/components'
import type { GroupDetail } from '../../../shared/volunteering/groups-contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { weekday } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Rows, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { hourOf } from '../words.ts'

/** What the group is going to do. */
export function Coming({ group }: { group: GroupDetail }) {
  const { activities, may, groupId, communityId } = group
  if (activities.length === 0 && !may.steer) return null
  return (
    <Section title="近期活动">
      {activities.length === 0 ? (
        <Card pad>
          <Say>还没有定下来的活动。办一次，邻居们就来了。</Say>
        </Card>
      ) : (
        <Rows>
          {activities.map((activity) => (
            <ActivityRow key={activity.activityId} activity={activity} />
          ))}
        </Rows>
      )}
      {may.steer ? (
        <View className="mt3">
          <Btn
            id="plan"
            text="组织一次活动"
            kind="tint"
            icon="plus"
            wide
            onPress={() => openPage('volunteering/plan/index', { group: groupId, community: communityId })}
          />
        </View>
      ) : null}
    </Section>
  )
}

function ActivityRow({ activity }: { activity: GroupDetail['activities'][number] }) {
  const { activityId, title, place, startsAt, endsAt } = activity
  const day = dayOf(new Date(startsAt))
  const lastDay = dayOf(new Date(endsAt))
  const when = lastDay === day ? `${hourOf(startsAt)} 起` : `到 ${dayWord(lastDay)}，有好几次`
  return (
    <Press
      className="row row--top"
      label={`${dayWord(day)} ${weekday(day)}，${title}，${when}，${place}`}
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
          <Say>{`${when}，${place}`}</Say>
        </View>
      </View>
    </Press>
  )
}
