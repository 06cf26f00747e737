import { Text, View } from '@tarojs/components'
import { dayOf, dayWord } from '../../../shared/time.ts'
import type { ActivitySummary } from '../../../shared/volunteering/places-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { weekday } from '../../text/days.ts'
import { Rows, Section } from '../../ui/layout.tsx'
import { Pill, Places } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { byTime, hourOf, hoursOf, placesWords } from '../words.ts'

/** Activities under 今天, 这周, 下周, and then month by month. */
export function ActivityGroups({ activities }: { activities: readonly ActivitySummary[] }) {
  return (
    <>
      {byTime(activities, dayOf(new Date())).map(({ title, items }, index) => {
        const wanting = items.filter(({ kind, placesLeft }) => kind === 'volunteering' && placesLeft > 0).length
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

const mostDots = 12

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
          {capacity > 0 && capacity <= mostDots ? <Places taken={capacity - placesLeft} capacity={capacity} /> : null}
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
