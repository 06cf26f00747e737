import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { complaintKinds, type ComplaintKind } from '../../../shared/evaluations/evaluations.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { complaintKindWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface Named {
  activityId: string
  groupId: string
  name: string
}

/** What it is about and what was not right. Without an activity or a group named, the last ones I was in are offered. */
export function ComplainForm({ activityId, groupId, name, onDone }: Named & { onDone: () => void }) {
  const mine = useQuery('volunteering.mine', activityId === '' && groupId === '' ? {} : undefined)
  const offered = offeredActivities(mine.data)
  const kinds = complaintKinds.filter((kind) => {
    if (kind === 'group') return groupId !== ''
    return kind === 'staff' || groupId === ''
  })
  const [about, setAbout] = useState<ComplaintKind>(groupId === '' ? 'activity' : 'group')
  const [chosen, choose] = useState(activityId)
  const [words, setWords] = useState('')
  const complain = useCommand('evaluations.complain')
  const needsActivity = about === 'activity' || about === 'leader'
  const aboutId = about === 'staff' ? null : about === 'group' ? groupId : chosen
  const isReady = words.trim() !== '' && aboutId !== ''

  async function send() {
    const answer = await complain.run({ id: complain.id(), about, aboutId, words: words.trim() })
    if (answer?.ok === true) {
      say(about === 'staff' ? '街道收到了，会答复您' : '社区收到了，会答复您')
      setWords('')
      onDone()
    }
  }

  return (
    <Section title={name === '' ? '哪里不满意' : `对“${name}”哪里不满意`} first>
      <Card pad className="col g3">
        <View className="chips-wrap">
          <Chips<ComplaintKind>
            label="关于什么"
            options={kinds.map((value) => ({ value, text: complaintKindWords[value] }))}
            value={about}
            onChange={setAbout}
          />
        </View>
        {needsActivity && activityId === '' ? (
          offered.length === 0 ? (
            <Notice text="您还没参加过活动。想说哪个活动，请从那个活动的页面进来。" />
          ) : (
            <View className="field">
              <View className="field__label">
                <Text>哪个活动</Text>
              </View>
              <View className="chips-wrap">
                <Chips
                  label="哪个活动"
                  options={offered.map(({ id, title }) => ({ value: id, text: title }))}
                  value={chosen}
                  onChange={choose}
                />
              </View>
            </View>
          )
        ) : null}
        <LongField
          id="complaint"
          label="说一说"
          value={words}
          onInput={setWords}
          maxLength={500}
          placeholder="什么时候、什么事，想要怎么办"
        />
        <View className="t-small quiet">
          <Say>
            {about === 'staff'
              ? '直接交给街道，社区的人看不到。10 个工作日内答复。'
              : '负责人看不到是谁提的。社区 10 个工作日内答复，没答复就转到街道。'}
          </Say>
        </View>
        {complain.error === undefined ? null : <Notice kind="warn" text={complain.error.message} />}
        <Btn
          text={about === 'staff' ? '告诉街道' : '告诉社区'}
          kind="primary"
          size="l"
          wide
          disabled={!isReady}
          isBusy={complain.isBusy}
          busyText="正在发"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}

const mostOffered = 4

interface Shifts {
  past: readonly { activityId: string; activityTitle: string }[]
  coming: readonly { activityId: string; activityTitle: string }[]
}

/** The activities of my shifts, each once, past ones first. */
function offeredActivities(data: Shifts | undefined): { id: string; title: string }[] {
  const found: { id: string; title: string }[] = []
  for (const { activityId, activityTitle } of data === undefined ? [] : [...data.past, ...data.coming]) {
    if (!found.some(({ id }) => id === activityId)) found.push({ id: activityId, title: activityTitle })
  }
  return found.slice(0, mostOffered)
}
