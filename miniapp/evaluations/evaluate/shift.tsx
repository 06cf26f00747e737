import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf, timeOf } from '../../../shared/time.ts'
import type { ShiftEvaluation } from '../../../shared/evaluations/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayText, scoreWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Stars } from '../../ui/stars.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Leading } from './leading.tsx'

/** One shift, said from both sides. */
export function ShiftPage({ communityId, shiftId }: { communityId: string; shiftId: string }) {
  const query = useQuery('evaluations.evaluation', communityId === '' ? undefined : { communityId, shiftId })
  return (
    <QueryView query={query} rows={3}>
      {(shift) => (
        <>
          <Head shift={shift} />
          {shift.leading === null ? null : <Leading shift={shift} leading={shift.leading} onChanged={query.refresh} />}
          {shift.mine === null ? null : (
            <Mine key={shift.shiftId} shift={shift} mine={shift.mine} onDone={query.refresh} />
          )}
          {shift.thanks === null ? null : <Thanks shift={shift} words={shift.thanks.words} onDone={query.refresh} />}
          {shift.mine === null && shift.thanks === null && shift.leading === null ? (
            <Empty title="这一班没有您的签到" line="去过的话，请负责人补记，再来说说。" />
          ) : null}
          {shift.leading === null ? (
            <Btn
              text="有意见要提"
              kind="text"
              wide
              onPress={() =>
                openPage('evaluations/complaint/index', { activity: shift.activityId, name: shift.activityTitle })
              }
            />
          ) : null}
        </>
      )}
    </QueryView>
  )
}

function Head({ shift }: { shift: ShiftEvaluation }) {
  const from = new Date(shift.startsAt)
  return (
    <Card pad className="col g2">
      <View className="t-title">
        <Text>{shift.activityTitle}</Text>
      </View>
      <View className="quiet">
        <Say>{`${dayText(dayOf(from))} ${timeOf(from)}，${shift.task}，${shift.leaderName}带的`}</Say>
      </View>
      <View className="t-small quiet">
        <Say>{shift.open ? `${dayText(shift.untilDay)}前都能说、都能改。` : '评价的时间过了，现在只能看。'}</Say>
      </View>
    </Card>
  )
}

function Mine({
  shift,
  mine,
  onDone,
}: {
  shift: ShiftEvaluation
  mine: NonNullable<ShiftEvaluation['mine']>
  onDone: () => void
}) {
  const [activity, setActivity] = useState(mine.activity?.score ?? 0)
  const [leader, setLeader] = useState(mine.leader?.score ?? 0)
  const [words, setWords] = useState(mine.activity?.words ?? '')
  const evaluate = useCommand('evaluations.evaluate')
  const isChange = mine.activity !== null

  async function send() {
    const answer = await evaluate.run({
      id: evaluate.id(),
      shiftId: shift.shiftId,
      activity: { score: activity, words: words.trim() },
      leader: leader === 0 ? null : { score: leader, words: '' },
      thanks: null,
    })
    if (answer?.ok === true) {
      say(isChange ? '改好了' : '记下了，谢谢您')
      onDone()
    }
  }

  return (
    <Section title="这一班怎么样">
      <Card pad className="col g3">
        <Stars value={activity} words={scoreWords} onChange={setActivity} />
        <View className="center strong">
          <Text>{activity === 0 ? '点一点，几颗星' : scoreWords[activity]}</Text>
        </View>
        {mine.mayRateLeader ? (
          <>
            <View className="strong">
              <Text>{`${shift.leaderName}带得怎么样`}</Text>
            </View>
            <Stars value={leader} words={scoreWords} onChange={setLeader} />
          </>
        ) : null}
        {shift.open ? (
          <>
            <LongField
              id="words"
              label="还想说的话，可以不写"
              value={words}
              onInput={setWords}
              maxLength={200}
              placeholder="负责人能看到这些话，看不到是谁写的"
            />
            {evaluate.error === undefined ? null : <Notice kind="warn" text={evaluate.error.message} />}
            <Btn
              text={isChange ? '改成这样' : '就这样评'}
              kind="primary"
              size="l"
              wide
              disabled={activity === 0}
              isBusy={evaluate.isBusy}
              busyText="正在记"
              onPress={() => void send()}
            />
          </>
        ) : null}
      </Card>
    </Section>
  )
}

function Thanks({ shift, words: known, onDone }: { shift: ShiftEvaluation; words: string; onDone: () => void }) {
  const [words, setWords] = useState(known)
  const thank = useCommand('evaluations.evaluate')

  async function send() {
    const { shiftId } = shift
    const thanks = words.trim()
    const answer = await thank.run({ id: thank.id(), shiftId, activity: null, leader: null, thanks })
    if (answer?.ok === true) {
      say('带到了，他们会看到')
      onDone()
    }
  }

  return (
    <Section title="谢谢志愿者">
      <Card pad className="col g3">
        <LongField
          id="thanks"
          label="说一句就行"
          value={words}
          onInput={setWords}
          maxLength={200}
          placeholder="比如：血压量得仔细，说话也和气"
        />
        {thank.error === undefined ? null : <Notice kind="warn" text={thank.error.message} />}
        {shift.open ? (
          <Btn
            text={known === '' ? '带给他们' : '改成这样'}
            kind="primary"
            size="l"
            wide
            disabled={words.trim() === ''}
            isBusy={thank.isBusy}
            busyText="正在带"
            onPress={() => void send()}
          />
        ) : null}
        <View className="t-small quiet">
          <Say>志愿服务不收钱，一句谢谢就够了。</Say>
        </View>
      </Card>
    </Section>
  )
}
