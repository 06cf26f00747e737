import { Text, View } from '@tarojs/components'
import { dayOf, dayWord } from '../../../shared/time.ts'
import type { ActivityDetail } from '../../../shared/volunteering/places-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { activityKindWords } from '../../text/activities.ts'
import { daySpan, weekday } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { hoursOf } from '../words.ts'

/** What it is, when and where, who answers for it, what to mind, and that one is insured. */
export function Facts({ activity }: { activity: ActivityDetail }) {
  const { contactName, contactPhone, groupName, organiserName, groupId, kind, leastAge, riskNotice } = activity
  const isServing = kind === 'volunteering'
  return (
    <Card pad>
      <View className="t-heading">
        <Text>{activity.title}</Text>
      </View>
      <View className="t-title mt1">
        <Text>{whenOf(activity)}</Text>
      </View>
      <View className="facts mt4">
        {isServing ? null : (
          <Fact name="是什么">
            <Say>{`${activityKindWords[kind]}，${activity.line}`}</Say>
          </Fact>
        )}
        <Fact name="在哪儿">
          <Say>{activity.place}</Say>
        </Fact>
        <Fact name="做什么">
          <Say>{activity.description}</Say>
        </Fact>
        <Fact name={isServing ? '带队' : '找谁'}>
          <View className="flex between g3 wrap">
            <Say>{contactName}</Say>
            <Btn
              text="打电话"
              label={`给${contactName}打电话`}
              kind="secondary"
              icon="phone"
              onPress={() => dial(contactPhone)}
            />
          </View>
        </Fact>
        <Fact name="谁办">
          <View className="flex between g3 wrap">
            <Say>{organiserName === '' ? groupName : `${groupName}，${organiserName}`}</Say>
            <Btn
              text="看队伍"
              label={`看队伍，${groupName}`}
              kind="text"
              onPress={() => openPage('volunteering/group/index', { id: groupId })}
            />
          </View>
        </Fact>
        {leastAge === null ? null : (
          <Fact name="几岁">
            <Say>{`满 ${leastAge} 岁可以来`}</Say>
          </Fact>
        )}
        {riskNotice === '' ? null : (
          <Fact name="当心">
            <Say>{riskNotice}</Say>
          </Fact>
        )}
        <Fact name="放心">
          <Say>{activity.insured ? '社区给每人上了意外险' : '这个活动没有上意外险'}</Say>
        </Fact>
      </View>
    </Card>
  )
}

/** `11 月 28 日 周六 8:00–11:30`; of several days the first and the last. */
function whenOf({ shifts }: ActivityDetail): string {
  const [first, last] = [shifts[0], shifts[shifts.length - 1]]
  if (first === undefined || last === undefined) return ''
  const [from, to] = [dayOf(new Date(first.startsAt)), dayOf(new Date(last.startsAt))]
  if (from !== to) return daySpan(from, to)
  const endsAt = shifts.reduce((latest, shift) => (shift.endsAt > latest ? shift.endsAt : latest), last.endsAt)
  return `${dayWord(from)} ${weekday(from)} ${hoursOf({ startsAt: first.startsAt, endsAt })}`
}
