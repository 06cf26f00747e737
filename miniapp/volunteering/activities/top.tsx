import { Text, View } from '@tarojs/components'
import { hoursText } from '../../../shared/records/hours.ts'
import { starWord } from '../../../shared/records/stars.ts'
import { dayOf } from '../../../shared/time.ts'
import type { MyShift } from '../../../shared/volunteering/places-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chevron } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { hourOf } from '../words.ts'

/** My hours and what I do today; for who is no volunteer yet, the way to become one. */
export function Top({ isVolunteer, hasShifts }: { isVolunteer: boolean; hasShifts: boolean }) {
  const { data: hours } = useQuery('records.mine', isVolunteer ? { limit: 0 } : undefined, { keep: true })
  const { data: mine } = useQuery('volunteering.mine', hasShifts ? {} : undefined, { keep: true })
  const today = dayOf(new Date())
  const next = (mine?.coming ?? []).filter(
    (shift) =>
      (shift.mine?.status === 'confirmed' || shift.mine?.status === 'checked_in') &&
      dayOf(new Date(shift.startsAt)) === today,
  )[0]
  if (!isVolunteer) {
    return (
      <>
        <Invitation />
        {next === undefined ? null : (
          <Card className="rows">
            <Today shift={next} />
          </Card>
        )}
      </>
    )
  }
  return (
    <Card className="rows">
      <Press className="row" label={hoursLabel(hours)} contentSpeaks onPress={() => openPage('records/hours/index')}>
        <View className="row__main">
          <View className="row__note">
            <Text>累计服务</Text>
          </View>
          <View className="flex between wrap g2">
            <View className="t-display num nowrap">
              <Text>{hours === undefined ? '…' : hoursText(hours.totalMinutes)}</Text>
              <Text className="unit">小时</Text>
            </View>
            {hours === undefined || hours.star.star === 0 ? null : (
              <Pill text={`${starWord(hours.star.star)}志愿者`} kind="ok" icon="star" />
            )}
          </View>
        </View>
        <Chevron />
      </Press>
      {next === undefined ? null : <Today shift={next} />}
    </Card>
  )
}

function hoursLabel(hours: { totalMinutes: number; star: { star: number } } | undefined): string {
  if (hours === undefined) return '累计服务'
  const star = hours.star.star === 0 ? '' : `，${starWord(hours.star.star)}志愿者`
  return `累计服务 ${hoursText(hours.totalMinutes)} 小时${star}`
}

function Today({ shift }: { shift: MyShift }) {
  const { task, place, contactName, activityId, startsAt } = shift
  const note = `到${place}集合，找${contactName}`
  return (
    <Press
      className="row row--tint"
      label={`${hourOf(startsAt)}，今天${task}，${note}`}
      contentSpeaks
      onPress={() => openPage('volunteering/activity/index', { id: activityId })}
    >
      <View className="when">
        <Text>{hourOf(startsAt)}</Text>
      </View>
      <View className="row__main">
        <View className="row__title">
          <Text>{`今天${task}`}</Text>
        </View>
        <View className="row__note">
          <Say>{note}</Say>
        </View>
      </View>
      <Chevron />
    </Press>
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
