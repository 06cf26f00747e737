import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Identity, Me } from '../../../shared/people/contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { newId } from '../../client/new-id.ts'
import { testPress } from '../../client/test-press.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { useValue } from '../../client/value-store.ts'
import { testLine, testTitle } from '../../text/drills.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { NeedsBinding } from '../needs-binding.tsx'

const pollMilliseconds = 10_000

/** "测试我的按钮": goes the way of a press, rings nobody, and a named person says that it was heard. */
export default function TestButtonPage() {
  const me = useFreshMe()
  return (
    <Page title="测试我的按钮">
      <QueryView
        query={me}
        empty={{
          when: (data) => peopleOf(data).length === 0,
          show: <NeedsBinding line="绑定以后，社区才知道是谁的按钮。" />,
        }}
      >
        {(data) => <Tests people={peopleOf(data)} />}
      </QueryView>
    </Page>
  )
}

/** Myself, and those for whom I may press. */
function peopleOf({ identity, identities }: Me): Identity[] {
  const lent = identities.filter(({ relation, scopes }) => relation !== 'self' && scopes.indexOf('help') >= 0)
  return identity === null ? lent : [identity, ...lent]
}

function Tests({ people }: { people: readonly Identity[] }) {
  const [chosen, setChosen] = useState('')
  const person = people.find(({ residentId }) => residentId === chosen) ?? people[0]
  if (person === undefined) return null
  return (
    <>
      {people.length > 1 ? (
        <Chips
          label="谁的按钮"
          options={people.map(({ residentId, name, relation }) => ({
            value: residentId,
            text: relation === 'self' ? '我自己' : name,
          }))}
          value={person.residentId}
          onChange={setChosen}
        />
      ) : null}
      <TestsOf key={person.residentId} communityId={person.communityId} residentId={person.residentId} />
    </>
  )
}

function TestsOf({ communityId, residentId }: { communityId: string; residentId: string }) {
  const query = useQuery('help.buttonTests', { person: { communityId, residentId } }, { pollMilliseconds })
  const pending = useValue(testPress.state)
  const isSending = pending.input !== undefined
  const { receipt, refusal } = pending
  function press() {
    testPress.start({ id: newId(), person: { communityId, residentId }, waitedMilliseconds: 0 })
  }
  return (
    <QueryView query={query}>
      {({ tests: known, nextAt }) => {
        // The receipt is here before the list is asked for again.
        const isNews = receipt?.residentId === residentId && !known.some(({ testId }) => testId === receipt.testId)
        const tests = isNews ? [receipt, ...known] : known
        const waiting = tests.find(({ status }) => status === 'waiting')
        return (
          <>
            <Card pad className="col g3">
              <View className="flex g2">
                <Icon name="info" className="green" />
                <Text className="t-title">只是测试</Text>
              </View>
              <Say>按下去走求助那条路，铃不响，没人跑来。网格员看到了，会回您一声。</Say>
              {refusal === undefined ? null : <Notice kind="warn" text={refusal.message} />}
              {waiting === undefined ? (
                <Btn
                  text="测试我的按钮"
                  kind="primary"
                  size="xl"
                  wide
                  id="test"
                  isBusy={isSending}
                  busyText={pending.tries > 1 ? '还没送到，手机会一直发' : '正在送达'}
                  onPress={press}
                />
              ) : (
                <Notice kind="ok" text={`${waiting.seconds} 秒送到了。等社区的人回一声，回了会告诉您。`} />
              )}
              <Say>真有事，按上面红色的求助。测试挡不住它。</Say>
            </Card>
            {tests.length === 0 ? (
              <Notice text="还没有测过。一个月测一次，心里踏实。" />
            ) : (
              <Section
                title="测过的"
                {...(nextAt === null ? {} : { note: `下次 ${dayWord(dayOf(new Date(nextAt)))}` })}
              >
                <Rows>
                  {tests.map((test) => (
                    <Row
                      key={test.testId}
                      title={testTitle(test)}
                      note={testLine(test)}
                      end={<TestPill status={test.status} />}
                    />
                  ))}
                </Rows>
              </Section>
            )}
          </>
        )
      }}
    </QueryView>
  )
}

function TestPill({ status }: { status: 'waiting' | 'answered' | 'lapsed' }) {
  if (status === 'answered') return <Pill text="好的" kind="ok" icon="check" />
  return status === 'waiting' ? (
    <Pill text="等回复" kind="info" icon="hourglass" />
  ) : (
    <Pill text="没人回" kind="warn" icon="triangle-alert" />
  )
}
