import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import type { DelegationScope } from '../../../shared/people/contract.ts'
import { addDays, dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { otherRelationOptions, scopeOrder, scopeWords, type OtherRelation } from '../../text/people.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Chips, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { CodeShown } from '../code-shown.tsx'
import { NeedsBinding } from '../needs-binding.tsx'
import { Delegates } from './delegates.tsx'

/** What is offered first: a neighbour looks after somebody, family does things for them. */
const usual: Readonly<Record<'neighbour' | 'others', readonly DelegationScope[]>> = {
  neighbour: ['come'],
  others: ['book', 'see'],
}

const spans = [
  { value: 0, text: '一直' },
  { value: 183, text: '半年' },
  { value: 365, text: '一年' },
] as const

/** 请人替我办: who may, what, for how long; then eight digits to read out. */
export function Lend() {
  const me = useFreshMe()
  const delegations = useQuery('people.delegations', me.data?.identity ? {} : undefined)
  return (
    <QueryView
      query={me}
      empty={{
        when: ({ identity }) => identity === null,
        show: <NeedsBinding line="绑定以后，才好请家人替您约服务、看记录。" />,
      }}
    >
      {() => (
        <>
          <Section title="谁能替我办" first>
            <QueryView query={delegations} rows={1}>
              {(known) => <Delegates delegations={known.delegations} onChange={delegations.refresh} />}
            </QueryView>
          </Section>
          <LendForm />
        </>
      )}
    </QueryView>
  )
}

function LendForm() {
  const [relation, setRelation] = useState<OtherRelation>('daughter')
  const [scopes, setScopes] = useState<readonly DelegationScope[]>(['book', 'see'])
  const [days, setDays] = useState<number>(0)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const delegate = useCommand('people.delegate')
  const [shown, setShown] = useState<{ code: string; expiresAt: string } | undefined>(undefined)

  function pick(next: OtherRelation) {
    setRelation(next)
    // What somebody has chosen by hand stays.
    const before = usual[relation === 'neighbour' ? 'neighbour' : 'others']
    if (scopes.join() === before.join()) setScopes(usual[next === 'neighbour' ? 'neighbour' : 'others'])
  }

  async function send() {
    if (scopes.length === 0) return setWrong('至少点一样，让他替您办。')
    setWrong(undefined)
    const endsOn = days === 0 ? {} : { endsOn: addDays(dayOf(new Date()), days) }
    const answer = await delegate.run({ id: delegate.id(), relation, scopes: [...scopes], ...endsOn })
    if (answer === undefined) return
    if (answer.ok) setShown(answer.data)
    else setWrong(answer.error.message)
  }

  if (shown !== undefined) {
    return (
      <Section title="把这 8 个数字念给他">
        <CodeShown
          code={shown.code}
          expiresAt={shown.expiresAt}
          line="他打开邻里通，点“我的”，点“加一位家人”，输进去就行。不要告诉不认识的人。"
        />
        <Btn text="念好了" kind="primary" size="l" wide onPress={() => setShown(undefined)} />
      </Section>
    )
  }
  return (
    <Section title="再请一位">
      <Card pad className="col g4">
        <View className="col g2">
          <View className="t-small quiet">
            <Text>他是您的</Text>
          </View>
          <View className="chips-wrap">
            <Chips label="他是您的" options={otherRelationOptions} value={relation} onChange={pick} />
          </View>
        </View>
        <View className="col g2">
          <View className="t-small quiet">
            <Text>让他替您做什么</Text>
          </View>
          {scopeOrder.map((scope) => {
            const isOn = scopes.includes(scope)
            return (
              <Choice
                key={scope}
                many
                title={scopeWords[scope].text}
                note={scopeWords[scope].note}
                isOn={isOn}
                onPress={() => setScopes(isOn ? scopes.filter((other) => other !== scope) : [...scopes, scope])}
              />
            )
          })}
        </View>
        <View className="col g2">
          <View className="t-small quiet">
            <Text>让他办多久</Text>
          </View>
          <Segmented label="让他办多久" options={spans} value={days} onChange={setDays} />
        </View>
        {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
        <Btn
          text="给他一个代办码"
          kind="primary"
          size="l"
          wide
          isBusy={delegate.isBusy}
          busyText="正在取码"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}
