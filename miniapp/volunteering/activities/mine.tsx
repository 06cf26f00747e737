import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import type { MyShift } from '../../../shared/volunteering/places-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { weekday } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { IconRow, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { hoursOf, spokenNumber, waitingWords } from '../words.ts'

/** What I signed up for, and everything that is mine as a volunteer. */
export function Mine({ volunteer, onLook }: { volunteer: { volunteerNumber: string } | null; onLook: () => void }) {
  const query = useQuery('volunteering.mine', {}, { keep: true })
  return (
    <>
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ coming }) => coming.length === 0,
          show: (
            <Empty
              title="还没有报名"
              line="送饭、听讲座、一起唱歌，挑一个有空的时间。"
              act={<Btn text="看看近期活动" kind="primary" size="l" onPress={onLook} />}
            />
          ),
        }}
      >
        {({ coming }) => (
          <Section title="要去的" note={`${coming.length} 班`} first>
            <Rows>
              {coming.map((shift) => (
                <ShiftRow key={shift.signupId} shift={shift} />
              ))}
            </Rows>
          </Section>
        )}
      </QueryView>
      <Section title="我的">
        <Rows>
          <IconRow
            icon="calendar-check"
            title="全部班次"
            note="去过的也在这里"
            onPress={() => openPage('volunteering/mine/index')}
          />
          {volunteer === null ? null : (
            <>
              <IconRow
                icon="id-card"
                title="志愿者资料"
                note={`编号 ${spokenNumber(volunteer.volunteerNumber)}，手艺和时间`}
                onPress={() => openPage('volunteers/profile/index')}
              />
              <IconRow
                icon="badge-check"
                title="志愿服务证明"
                note="要用的时候，自己就能开"
                onPress={() => openPage('records/certificates/index')}
              />
              <IconRow
                icon="ticket"
                title="积分"
                note="换一份小礼物"
                onPress={() => openPage('records/points/index')}
              />
            </>
          )}
          <IconRow
            icon="hand-helping"
            title="请志愿者帮忙"
            note="买菜、陪诊、修小东西"
            onPress={() => openPage('volunteering/ask/index')}
          />
        </Rows>
      </Section>
    </>
  )
}

function ShiftRow({ shift }: { shift: MyShift }) {
  const { activityId, activityTitle, task, place, mine, startsAt } = shift
  const day = dayOf(new Date(startsAt))
  const note = `${hoursOf(shift)}，${task}，${place}`
  const waits = mine?.status === 'waiting'
  const state = waits ? waitingWords(mine?.waitingPosition ?? null) : '报上了'
  return (
    <Press
      className="row row--top"
      label={`${weekday(day)}，${activityTitle}，${note}，${state}`}
      contentSpeaks
      onPress={() => openPage('volunteering/activity/index', { id: activityId })}
    >
      <View className="datebox">
        <Text className="datebox__day">{String(Number(day.slice(8)))}</Text>
        <Text>{weekday(day)}</Text>
      </View>
      <View className="row__main">
        <View className="row__title">
          <Text>{activityTitle}</Text>
        </View>
        <View className="row__note">
          <Say>{note}</Say>
        </View>
        <View className="act__foot">
          {waits ? <Pill text={state} kind="warn" icon="hourglass" /> : <Pill text={state} kind="ok" icon="check" />}
        </View>
      </View>
    </Press>
  )
}
