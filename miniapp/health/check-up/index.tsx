import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MyCheckUp } from '../../../shared/health/check-up-contract.ts'
import { checkUpAnswers, type CheckUpAnswer } from '../../../shared/health/lifecycle.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { agreementWords, agreeText, answerWords, clausesOf, daysWords, proxyWords } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { CallCommunity } from '../../ui/call-community.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { BindFirst, personOf, sayer, useWhose } from '../whose.tsx'

/** One invitation: when, where, what to bring, and 来 / 不来 / 要人接. */
export default function CheckUpPage() {
  const me = useFreshMe()
  const id = useParameter('id')
  const { whose, mayApply } = useWhose()
  const mine = useQuery('health.mine', whose && { person: personOf(whose) })
  const find = (all: readonly MyCheckUp[]) => all.find(({ checkUpId }) => checkUpId === id)
  return (
    <Page title="体检通知">
      <QueryView query={me} empty={{ when: () => whose === undefined, show: <BindFirst /> }}>
        {() => (
          <QueryView
            query={mine}
            rows={4}
            empty={{
              when: ({ checkUps }) => find(checkUps) === undefined,
              show: <Empty title="没有这次体检" line="可能撤下了。想查身体，打电话问社区。" />,
            }}
          >
            {({ file, checkUps }) => {
              const one = find(checkUps)
              if (one === undefined || whose === undefined) return null
              const agreed = file.agreements.some((word) => word.purpose === 'check_up' && word.agreed)
              return (
                <Invitation whose={whose} one={one} hasAgreed={agreed} mayApply={mayApply} onChange={mine.refresh} />
              )
            }}
          </QueryView>
        )}
      </QueryView>
    </Page>
  )
}

function Invitation({
  whose,
  one,
  hasAgreed,
  mayApply,
  onChange,
}: {
  whose: Identity
  one: MyCheckUp
  hasAgreed: boolean
  mayApply: boolean
  onChange: () => void
}) {
  const [chosen, choose] = useState<CheckUpAnswer | undefined>(undefined)
  const [isAgreed, setAgreed] = useState(false)
  const answer = useCommand('health.answerCheckUp')
  const said = chosen ?? one.answer ?? undefined
  const mustAgree = !hasAgreed && said !== undefined && said !== 'not_coming'
  const isReady = chosen !== undefined && chosen !== one.answer && (!mustAgree || isAgreed)

  async function send() {
    if (chosen === undefined) return
    const done = await answer.run({
      id: answer.id(),
      person: personOf(whose),
      checkUpId: one.checkUpId,
      answer: chosen,
      agreed: mustAgree && isAgreed,
    })
    if (done?.ok !== true) return
    choose(undefined)
    say('告诉社区了')
    onChange()
  }

  return (
    <>
      <Card pad className="col g3">
        <View className="t-heading">
          <Say>{one.title}</Say>
        </View>
        <View className="facts">
          <Fact name="哪天">
            <Say>{daysWords(one)}</Say>
          </Fact>
          <Fact name="在哪里">
            <Say>{one.place}</Say>
          </Fact>
          {one.bring === '' ? null : (
            <Fact name="要注意">
              <View className="strong">
                <Say>{one.bring}</Say>
              </View>
            </Fact>
          )}
        </View>
      </Card>
      {state()}
      {one.over || one.attended || !mayApply ? null : (
        <Section title={whose.relation === 'self' ? '您来吗' : `${whose.name}来吗`}>
          {checkUpAnswers.map((value) => (
            <Choice
              key={value}
              title={answerWords[value].text}
              {...(value === 'fetch' ? { note: '走不动也来得了，社区派人来接' } : {})}
              isOn={said === value}
              onPress={() => choose(value)}
            />
          ))}
          {mustAgree ? (
            <Choice
              many
              title={agreeText('check_up', sayer(whose))}
              note={agreementWords.check_up.note}
              isOn={isAgreed}
              onPress={() => setAgreed(!isAgreed)}
            />
          ) : null}
          {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
          <Btn
            text={chosen === undefined ? '先选一个' : mustAgree && !isAgreed ? '先点上面的同意' : '告诉社区'}
            kind="primary"
            size="l"
            wide
            disabled={!isReady}
            isBusy={answer.isBusy}
            busyText="正在送"
            onPress={() => void send()}
          />
        </Section>
      )}
      {one.over ? null : <CallCommunity />}
    </>
  )

  function state() {
    if (one.collected) return <Notice kind="ok" text="查过了，结果也取了。有看不懂的，问家庭医生。" />
    if (one.attended) return <Notice kind="ok" text="查过了。结果出来，到卫生站取。" />
    if (one.over) return <Notice text="这次体检结束了。下次再请您。" />
    if (one.answer === null) return null
    const words = { coming: '说好来', fetch: '说好来，社区派人接', not_coming: '说了这次不来' }[one.answer]
    return <Notice kind="ok" text={`${clausesOf(words, proxyWords(one.answeredRelation))}。改主意了，下面再点一个。`} />
  }
}
