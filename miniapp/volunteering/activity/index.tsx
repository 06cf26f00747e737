import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { Shift } from '../../../shared/volunteering/places-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { askToSubscribe, prepareToSubscribe } from '../../client/subscribe.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { signUpWords, standingWords } from '../place-words.ts'
import { shortWhen, waitingWords } from '../words.ts'
import { Facts } from './facts.tsx'
import { Leaving } from './leaving.tsx'
import { ShiftCard } from './shift-card.tsx'

/** May be chosen: open, not mine yet, and nothing keeps me away but what a sheet can mend. */
const isFree = ({ open, mine, hindrance }: Shift) =>
  open && mine === null && (hindrance === null || canRegister(hindrance))
const canRegister = (hindrance: Shift['hindrance']) =>
  hindrance === 'not_a_volunteer' || hindrance === 'profile_incomplete'

/** The shift one would take without looking further: the first with a place. */
const firstChoice = (shifts: readonly Shift[]) =>
  shifts.some((shift) => shift.mine !== null)
    ? undefined
    : shifts.find((shift) => isFree(shift) && shift.placesLeft > 0)

export default function VolunteeringActivityPage() {
  const activityId = useParameter('id')
  const query = useQuery('volunteering.activity', activityId === '' ? undefined : { activityId }, { keep: true })
  const signUp = useCommand('volunteering.signUp')
  const [chosenId, setChosenId] = useState<string | undefined>(undefined)
  const [leaving, setLeaving] = useState<Shift | undefined>(undefined)
  useEffect(() => void prepareToSubscribe(), [])
  const shifts = query.data?.shifts ?? []
  const chosen =
    chosenId === undefined ? firstChoice(shifts) : shifts.find((shift) => shift.shiftId === chosenId && isFree(shift))
  const code = signUp.error?.code
  const needsProfile = code === 'not_a_volunteer' || code === 'profile_incomplete' || code === 'skill_needed'

  const takePart = async (shift: Shift) => {
    // WeChat asks its question only within the press itself; the answer does not hold up the sign-up.
    void askToSubscribe(['volunteering'])
    const answer = await signUp.run({ id: signUp.id(), shiftId: shift.shiftId })
    if (!answer) return
    query.refresh()
    if (!answer.ok) return
    setChosenId(undefined)
    const { mine } = answer.data
    say(mine?.status === 'waiting' ? waitingWords(mine.waitingPosition) : '报上了')
  }
  const choose = (shift: Shift) => {
    signUp.clearError()
    signUp.renew()
    setChosenId(shift.shiftId)
  }

  return (
    <Page
      title="活动详情"
      bottom={
        chosen === undefined ? undefined : (
          <ActionBar shift={chosen} isBusy={signUp.isBusy} onPress={() => void takePart(chosen)} />
        )
      }
    >
      <QueryView query={query} rows={4}>
        {(activity) => (
          <>
            <Facts activity={activity} />
            {activity.status === 'cancelled' ? <Notice kind="warn" text="这个活动取消了，不用来了。" /> : null}
            <Section title={activity.shifts.some((shift) => isFree(shift)) ? '选一班' : '班次'}>
              {activity.shifts.map((shift) => (
                <ShiftCard
                  key={shift.shiftId}
                  shift={shift}
                  activity={activity}
                  isChosen={shift.shiftId === chosen?.shiftId}
                  onChoose={() => choose(shift)}
                  onLeave={() => setLeaving(shift)}
                />
              ))}
              {signUp.error && !needsProfile ? <Notice kind="warn" text={signUp.error.message} /> : null}
              <Standing shifts={activity.shifts} />
              <Hint shifts={activity.shifts} />
            </Section>
            <Btn
              text="有意见，提出来"
              kind="text"
              wide
              onPress={() =>
                openPage('evaluations/complaint/index', { activity: activity.activityId, name: activity.title })
              }
            />
          </>
        )}
      </QueryView>
      {needsProfile ? <ProfileSheet isNew={code !== 'skill_needed'} onClose={signUp.clearError} /> : null}
      {leaving ? (
        <Leaving
          shift={leaving}
          title={query.data?.title ?? ''}
          onClose={() => setLeaving(undefined)}
          onLeft={() => {
            setLeaving(undefined)
            query.refresh()
          }}
        />
      ) : null}
    </Page>
  )
}

/** What keeps me from all of them, and where to change it. */
function Standing({ shifts }: { shifts: readonly Shift[] }) {
  const words = standingWords(shifts.find(({ open, hindrance }) => open && standingWords(hindrance))?.hindrance ?? null)
  if (words === null) return null
  return (
    <Card pad className="col g3">
      <Say>{words.line}</Say>
      <Btn text={words.act} kind="tint" wide onPress={() => openPage(words.page)} />
    </Card>
  )
}

function Hint({ shifts }: { shifts: readonly Shift[] }) {
  const waiting = shifts.find((shift) => shift.mine?.status === 'waiting')
  if (waiting) {
    const position = waitingWords(waiting.mine?.waitingPosition ?? null)
    return <Notice text={`${position}。有人退出自动补上，会发消息告诉您。`} />
  }
  if (shifts.some((shift) => shift.mine?.status === 'confirmed')) {
    return <Notice kind="ok" text="报上了。来不了请先退掉，让给候补的邻居。" />
  }
  if (shifts.some((shift) => isFree(shift) && shift.placesLeft === 0)) {
    return <Notice text="人满的班可以候补。有人退出自动补上，会发消息告诉您。" />
  }
  return null
}

function ActionBar({ shift, isBusy, onPress }: { shift: Shift; isBusy: boolean; onPress: () => void }) {
  return (
    <View className="actionbar">
      <View className="grow">
        <View className="strong">
          <Text>{shift.task}</Text>
        </View>
        <View className="t-small quiet">
          <Text>{shortWhen(shift, dayOf(new Date()))}</Text>
        </View>
      </View>
      <Btn
        id="sign-up"
        text={signUpWords(shift).press}
        kind="primary"
        size="l"
        isBusy={isBusy}
        busyText="正在报名"
        onPress={onPress}
      />
    </View>
  )
}

function ProfileSheet({ isNew, onClose }: { isNew: boolean; onClose: () => void }) {
  return (
    <Sheet
      title={isNew ? '先登记成志愿者' : '这一班要会一门手艺'}
      line={isNew ? '只要一分钟，登记好回来接着报名。' : '会的话，在志愿者资料里填上，回来接着报名。'}
      onClose={onClose}
    >
      <Btn
        text={isNew ? '去登记' : '去填手艺'}
        kind="primary"
        size="l"
        wide
        onPress={() => {
          onClose()
          openPage('volunteers/register/index')
        }}
      />
      <Btn text="先不报" kind="plain" size="l" wide onPress={onClose} />
    </Sheet>
  )
}
