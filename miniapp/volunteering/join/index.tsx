import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { VolunteerProfile } from '../../../shared/volunteers/registration-contract.ts'
import { freeTimes, skills, type FreeTime, type Skill } from '../../../shared/volunteers/lifecycle.ts'
import { goBack } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { freeTimeWords, skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { WhenBound } from '../when-bound.tsx'
import { spokenNumber } from '../words.ts'

export default function VolunteeringJoinPage() {
  return (
    <Page title="志愿者资料">
      <WhenBound rows={4}>{() => <Profile />}</WhenBound>
    </Page>
  )
}

function Profile() {
  const query = useQuery('volunteering.mine', {})
  return (
    <QueryView query={query} rows={4}>
      {({ volunteer }) => <Form key={volunteer?.version ?? 0} known={volunteer} />}
    </QueryView>
  )
}

function Form({ known }: { known: VolunteerProfile | null }) {
  const join = useCommand('volunteers.register')
  const [mySkills, setSkills] = useState<readonly Skill[]>(known?.skills ?? [])
  const [myTimes, setTimes] = useState<readonly FreeTime[]>(known?.freeTimes ?? [])
  const [introduction, setIntroduction] = useState(known?.introduction ?? '')
  const [consented, setConsented] = useState(known !== null)
  const [joined, setJoined] = useState<VolunteerProfile | undefined>(undefined)
  const [isAsked, setAsked] = useState(false)

  const save = async () => {
    if (!consented) {
      setAsked(true)
      return
    }
    const input = { consented: true as const, skills: [...mySkills], freeTimes: [...myTimes], introduction }
    const answer = await join.run(input)
    if (!answer?.ok) return
    if (known) {
      say('改好了')
      goBack()
    } else setJoined(answer.data)
  }

  if (joined) return <Welcome volunteer={joined} />
  return (
    <>
      <Card pad>
        <View className="t-title">
          <Say>{known ? `志愿者编号 ${spokenNumber(known.volunteerNumber)}` : '会什么就帮什么'}</Say>
        </View>
        <View className="quiet mt1">
          <Say>{known ? '别人只看得到编号，看不到证件。' : '不会也能来，很多班次什么都不要求。'}</Say>
        </View>
      </Card>
      <Section title="会什么" note="可以多选，也可以不选">
        <Picks
          options={skills.map((skill) => ({ value: skill, ...skillWords[skill] }))}
          chosen={mySkills}
          onChange={setSkills}
        />
      </Section>
      <Section title="什么时候有空" note="可以多选">
        <Picks
          options={freeTimes.map((time) => ({ value: time, text: freeTimeWords[time] }))}
          chosen={myTimes}
          onChange={setTimes}
        />
      </Section>
      <Section title="想说一句" note="可以不填">
        <Field
          label="让带队的邻居认识您"
          value={introduction}
          placeholder="退休电工，修灯换锁都行"
          maxLength={100}
          onInput={setIntroduction}
        />
      </Section>
      <Section title="先说清楚">
        <View className="col g3">
          <Choice
            many
            title="我愿意，也同意记下来"
            note="社区记下我的姓名、手艺和服务时间，只用来排班和记时长。不想做了，跟社区说一声就行。"
            isOn={consented}
            onPress={() => setConsented(!consented)}
          />
          {isAsked && !consented ? <Notice kind="warn" text="点一下上面这一条，同意了才能登记。" /> : null}
          {join.error ? <Notice kind="warn" text={join.error.message} /> : null}
          <Btn
            id="save-volunteer"
            text={known ? '存好' : '登记成志愿者'}
            kind="primary"
            size="l"
            wide
            isBusy={join.isBusy}
            busyText="正在登记"
            onPress={() => void save()}
          />
        </View>
      </Section>
    </>
  )
}

function Welcome({ volunteer }: { volunteer: VolunteerProfile }) {
  return (
    <Card pad>
      <View className="t-heading">
        <Text>登记好了</Text>
      </View>
      <View className="quiet mt1">
        <Say>这是您的志愿者编号，不用记，手机里随时能看。</Say>
      </View>
      <View className="t-display mt3">
        <Text>{spokenNumber(volunteer.volunteerNumber)}</Text>
      </View>
      <View className="mt4">
        <Btn text="去报一班" kind="primary" size="l" wide onPress={goBack} />
      </View>
    </Card>
  )
}

/** Several of a few, as chips that can be switched on and off. */
function Picks<Value extends string>({
  options,
  chosen,
  onChange,
}: {
  options: readonly { value: Value; text: string; icon?: string }[]
  chosen: readonly Value[]
  onChange: (chosen: readonly Value[]) => void
}) {
  return (
    <View className="flex wrap g1">
      {options.map(({ value, text, icon }) => {
        const isOn = chosen.includes(value)
        return (
          <Press
            key={value}
            className={`chip flex g1 ${isOn ? 'is-on' : ''}`}
            role="checkbox"
            label={text}
            isOn={isOn}
            onPress={() => onChange(isOn ? chosen.filter((one) => one !== value) : [...chosen, value])}
          >
            {icon === undefined ? null : <Icon name={isOn ? 'check' : icon} size="s" />}
            <Text>{text}</Text>
          </Press>
        )
      })}
    </View>
  )
}
