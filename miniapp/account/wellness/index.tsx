import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { WellnessPlan } from '../../../shared/help/wellness-contract.ts'
import { rhythms, type Consent, type Rhythm } from '../../../shared/help/wellness.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { addDays, dayOf, dayPhrase } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { lastSignWords, rhythmWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { NeedsBinding } from '../needs-binding.tsx'

const daysOfPause = 7

/** The plan by which the community asks after somebody: to see, to agree to, to rest and to end. */
export default function WellnessPage() {
  const me = useFreshMe()
  const asked = useParameter('resident')
  const [chosen, setChosen] = useState('')
  const people = (me.data?.identities ?? []).filter(
    ({ relation, scopes }) => relation === 'self' || scopes.includes('help'),
  )
  const wanted = chosen === '' ? asked : chosen
  const person = people.find(({ residentId }) => residentId === wanted) ?? people[0]
  return (
    <Page title="报平安">
      <QueryView
        query={me}
        empty={{
          when: ({ identities }) => identities.length === 0,
          show: <NeedsBinding line="绑定以后，社区才好天天惦记您。" />,
        }}
      >
        {() => (
          <>
            {people.length > 1 ? (
              <Chips
                label="看谁的"
                options={people.map(({ residentId, name }) => ({ value: residentId, text: name }))}
                value={person?.residentId ?? ''}
                onChange={setChosen}
              />
            ) : null}
            {person === undefined ? (
              <Notice text="家里人要先让您帮他求助。请他在“我的”里点代办授权。" />
            ) : (
              <PersonPlan key={person.residentId} identity={person} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function PersonPlan({ identity }: { identity: Identity }) {
  const person = { communityId: identity.communityId, residentId: identity.residentId }
  const wellness = useQuery('help.wellness', { person })
  const isSelf = identity.relation === 'self'
  return (
    <QueryView query={wellness} rows={3}>
      {({ plan }) =>
        plan === null || plan.status === 'ended' ? (
          <Choose identity={identity} onDone={wellness.refresh} />
        ) : plan.status === 'proposed' ? (
          <Proposed plan={plan} isSelf={isSelf} wellness={wellness} />
        ) : (
          <Running plan={plan} isSelf={isSelf} identity={identity} wellness={wellness} />
        )
      }
    </QueryView>
  )
}

function WhatItIs() {
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Say>一个人在家，也有人惦记</Say>
      </View>
      <View className="quiet">
        <Say>到点前点一下“我平安”。开一下小程序也算，不会来打扰。没有动静，社区先问，再打电话，再上门看。</Say>
      </View>
    </Card>
  )
}

function Choose({ identity, onDone }: { identity: Identity; onDone: () => void }) {
  const isSelf = identity.relation === 'self'
  const [rhythm, setRhythm] = useState<Rhythm>('daily')
  const set = useCommand('help.setWellness')
  async function choose(consent: Consent) {
    const { communityId, residentId } = identity
    const answer = await set.run({ person: { communityId, residentId }, rhythm, consent })
    if (answer?.ok !== true) return
    say(answer.data.status === 'active' ? '设好了' : `已经问${identity.name}了`)
    onDone()
  }
  return (
    <>
      <WhatItIs />
      <Section title={isSelf ? '多久报一次' : `${identity.name}多久报一次`}>
        {rhythms.map((one) => (
          <Choice
            key={one}
            title={rhythmWords[one].text}
            note={rhythmWords[one].note}
            isOn={rhythm === one}
            onPress={() => setRhythm(one)}
          />
        ))}
      </Section>
      {set.error === undefined ? null : <Notice kind="warn" text={set.error.message} />}
      {isSelf ? (
        <Btn
          text="就这么定"
          kind="primary"
          size="l"
          wide
          isBusy={set.isBusy}
          busyText="正在设"
          onPress={() => void choose('self')}
        />
      ) : (
        <>
          <Btn
            text="问过了，本人同意"
            kind="primary"
            size="l"
            wide
            isBusy={set.isBusy}
            busyText="正在设"
            onPress={() => void choose('spoken')}
          />
          <Btn text="发到他手机上问" kind="secondary" size="l" wide onPress={() => void choose('ask')} />
        </>
      )}
    </>
  )
}

type Wellness = Query<{ plan: WellnessPlan | null; showsButton: boolean; now: string }>
interface Part {
  plan: WellnessPlan
  isSelf: boolean
  wellness: Wellness
}

function Proposed({ plan, isSelf, wellness }: Part) {
  const answer = useCommand('help.answerWellness')
  async function reply(agree: boolean) {
    const { communityId, residentId } = plan
    const done = await answer.run({ person: { communityId, residentId }, agree })
    if (done?.ok !== true) return
    say(agree ? '好，从今天起有人惦记' : '好，不设了')
    wellness.refresh()
  }
  return (
    <>
      <WhatItIs />
      <Facts plan={plan} now={wellness.data?.now ?? ''} />
      {isSelf ? (
        <>
          {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
          <Btn
            text="同意，开始报平安"
            kind="primary"
            size="l"
            wide
            isBusy={answer.isBusy}
            busyText="正在设"
            onPress={() => void reply(true)}
          />
          <Btn text="不用了" kind="secondary" size="l" wide onPress={() => void reply(false)} />
        </>
      ) : (
        <Notice text={`等${plan.name}点同意。他没有智能手机，就当面问一声，再点“问过了”。`} />
      )}
    </>
  )
}

function Facts({ plan, now }: { plan: WellnessPlan; now: string }) {
  const today = dayOf(new Date(now))
  const { text } = rhythmWords[plan.rhythm]
  return (
    <Card pad>
      <View className="facts">
        <Fact name="多久一次">
          <Say>{`${text}，${plan.times.join('、')} 前`}</Say>
        </Fact>
        <Fact name="动静">
          <Say>{lastSignWords(plan, today)}</Say>
        </Fact>
        <Fact name="谁设的">
          <Say>{plan.consent === 'spoken' ? `${plan.setByName}，本人口头同意` : plan.setByName}</Say>
        </Fact>
        {plan.pausedUntil === null ? null : (
          <Fact name="停到">
            <Text>{dayPhrase(plan.pausedUntil, today)}</Text>
          </Fact>
        )}
      </View>
    </Card>
  )
}

function Running({ plan, isSelf, identity, wellness }: Part & { identity: Identity }) {
  const { communityId, residentId } = plan
  const person = { communityId, residentId }
  const well = useCommand('help.sayWell')
  const pause = useCommand('help.pauseWellness')
  const end = useCommand('help.answerWellness')
  const [isEnding, setEnding] = useState(false)
  const done = (words: string) => (answer: { ok: boolean; error?: { message: string } } | undefined) => {
    if (answer === undefined) return
    say(answer.ok ? words : (answer.error?.message ?? ''))
    setEnding(false)
    wellness.refresh()
  }
  const now = wellness.data?.now ?? ''
  const until = addDays(dayOf(new Date(now)), daysOfPause - 1)
  return (
    <>
      {plan.step === 'waiting' ? null : (
        <Notice kind="warn" text={isSelf ? '还没收到您的平安，点一下就好。' : `${identity.name}今天还没有动静。`} />
      )}
      <Facts plan={plan} now={now} />
      <Btn
        text={isSelf ? '我平安' : '我看到了，平安'}
        kind="primary"
        size="xl"
        wide
        icon="house-heart"
        isBusy={well.isBusy}
        busyText="正在告诉社区"
        onPress={() => void well.run({ id: well.id(), person }).then(done('收到了，大家都放心'))}
      />
      {plan.pausedUntil === null ? (
        <Btn
          text={`停 ${daysOfPause} 天，出门或住院`}
          kind="secondary"
          size="l"
          wide
          isBusy={pause.isBusy}
          onPress={() =>
            void pause.run({ person, untilDay: until }).then(done(`停到 ${dayPhrase(until, dayOf(new Date(now)))}`))
          }
        />
      ) : (
        <Btn
          text="回来了，接着报"
          kind="secondary"
          size="l"
          wide
          isBusy={pause.isBusy}
          onPress={() => void pause.run({ person, untilDay: null }).then(done('接着惦记'))}
        />
      )}
      {isSelf ? <Btn text="不再报平安" kind="plain" wide onPress={() => setEnding(true)} /> : null}
      {isEnding ? (
        <Sheet title="不再报平安？" line="以后没有动静，社区不会来问。随时可以再开。" onClose={() => setEnding(false)}>
          <Btn
            text="不再报了"
            kind="danger"
            size="l"
            wide
            isBusy={end.isBusy}
            onPress={() => void end.run({ person, agree: false }).then(done('好，不报了'))}
          />
          <Btn text="还是留着" kind="primary" size="l" wide onPress={() => setEnding(false)} />
        </Sheet>
      ) : null}
    </>
  )
}
