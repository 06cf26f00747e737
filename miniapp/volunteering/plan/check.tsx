import { Text, View } from '@tarojs/components'
import type { PlanChoices } from '../../../shared/volunteering/activities-contract.ts'
import { activityKindWords, dayAndWeekday, problemWords, timesOf } from '../../text/activities.ts'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Draft } from './use-draft.ts'

const mostShown = 8

/** Everything once more before somebody else looks at it, and what is still missing. */
export function Check({ draft: { plan, days, problems }, choices }: { draft: Draft; choices: PlanChoices }) {
  const group = choices.groups.filter(({ groupId }) => groupId === plan.groupId)[0]
  const taskOf = (lineId: string) => plan.shifts.filter((shift) => shift.lineId === lineId)[0]?.task ?? ''
  return (
    <>
      {problems.length === 0 ? (
        <Notice kind="ok" text="都写齐了。送审以后，另一位同事看过就发布。" />
      ) : (
        <Card pad>
          <View className="strong">
            <Text>还差这些</Text>
          </View>
          <View className="col g2 mt3">
            {problems.map(({ code, lineId }, index) => (
              <View key={index} className="flex g2 top-align">
                <Icon name="pencil-line" size="s" className="quiet" />
                <Text>{`${lineId === undefined ? '' : `${taskOf(lineId) === '' ? '有一班' : taskOf(lineId)}：`}${problemWords[code]}`}</Text>
              </View>
            ))}
          </View>
        </Card>
      )}
      <Card pad>
        <View className="t-heading">
          <Text>{plan.title === '' ? '还没起名字' : plan.title}</Text>
        </View>
        <View className="facts mt4">
          <Fact name="谁办">
            <Say>{`${group?.name ?? ''}，${activityKindWords[plan.kind]}`}</Say>
          </Fact>
          {plan.place === '' ? null : (
            <Fact name="在哪儿">
              <Say>{plan.place}</Say>
            </Fact>
          )}
          {plan.description === '' ? null : (
            <Fact name="做什么">
              <Say>{plan.description}</Say>
            </Fact>
          )}
          {plan.riskNotice === '' ? null : (
            <Fact name="当心">
              <Say>{plan.riskNotice}</Say>
            </Fact>
          )}
          {plan.venue === null ? null : (
            <Fact name="屋子">
              <Say>{`${plan.venue.name}，发布时一起订`}</Say>
            </Fact>
          )}
        </View>
      </Card>
      {days.length === 0 ? null : (
        <Section title="班次" note={`${days.length} 班`}>
          <Card pad className="col g2">
            {days.slice(0, mostShown).map(({ lineId, startsAt, endsAt }) => (
              <View key={`${lineId} ${startsAt}`} className="flex between g3 wrap">
                <Text>{`${dayAndWeekday(startsAt)} ${timesOf({ startsAt, endsAt })}`}</Text>
                <Text className="quiet">{taskOf(lineId)}</Text>
              </View>
            ))}
            {days.length > mostShown ? <Text className="quiet">{`后面还有 ${days.length - mostShown} 班`}</Text> : null}
          </Card>
        </Section>
      )}
    </>
  )
}
