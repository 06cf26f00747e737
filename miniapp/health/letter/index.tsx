import { Text, View } from '@tarojs/components'
import type { Referral } from '../../../shared/health/referral-contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { nextWords, storyOf } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Timeline } from '../../ui/progress.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWhose } from '../whose.tsx'
import './index.css'

/** The letter itself, in large clear print, with what has happened to it. `print` in the address: for the doctor. */
export default function LetterPage() {
  const ref = { communityId: useParameter('community'), referralId: useParameter('id') }
  const isDoctor = useParameter('print') === '1'
  const letter = useQuery('health.referral', ref)
  return (
    <Page title="转诊信" help={!isDoctor}>
      <QueryView query={letter} rows={5}>
        {(data) => (
          <>
            {isDoctor ? null : <Answer letter={data} onChange={letter.refresh} />}
            <Letter letter={data} />
            {process.env.TARO_ENV === 'h5' ? (
              <View className="no-print">
                <Btn
                  text="打印这封信"
                  kind={isDoctor ? 'primary' : 'secondary'}
                  size="l"
                  wide
                  onPress={() => window.print()}
                />
              </View>
            ) : (
              <Notice text="要纸的，请医生打印，或者给医院看这一页。" />
            )}
            {isDoctor ? null : <Story letter={data} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Answer({ letter, onChange }: { letter: Referral; onChange: () => void }) {
  const { whose, mayApply } = useWhose()
  const answer = useCommand('health.answerReferral')
  const next = nextWords(letter.status, letter.followUpOn)

  async function decide(agreed: boolean) {
    const { communityId, referralId } = letter
    const done = await answer.run({ communityId, referralId, agreed })
    if (done?.ok !== true) return
    say(agreed ? '好，信可以用了' : '告诉医生了')
    onChange()
  }

  if (letter.status !== 'written') {
    return next === '' ? null : <Notice kind={letter.status === 'turned_down' ? 'warn' : 'ok'} text={next} />
  }
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Say>{`${letter.doctorName}医生想请${letter.hospital}看一看，去吗？`}</Say>
      </View>
      <View className="quiet">
        <Say>去不去您说了算。同意了，这封信才给医院看。</Say>
      </View>
      {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
      {whose === undefined || !mayApply ? (
        <Notice text="要本人来点，或者让“办事”也交给您。" />
      ) : (
        <>
          <Btn
            text="同意去"
            kind="primary"
            size="l"
            wide
            icon="check"
            isBusy={answer.isBusy}
            busyText="正在送"
            onPress={() => void decide(true)}
          />
          <Btn text="这次不去" kind="secondary" wide disabled={answer.isBusy} onPress={() => void decide(false)} />
        </>
      )}
    </Card>
  )
}

/** What is printed, and nothing else of the page. */
function Letter({ letter }: { letter: Referral }) {
  const written = dayOf(new Date(letter.writtenAt))
  return (
    <Card pad className="letter col g3">
      <View className="flex between wrap g2">
        <View className="t-heading">
          <Text>转诊信</Text>
        </View>
        <Text className="num quiet">{`编号 ${letter.number}`}</Text>
      </View>
      <View className="strong">
        <Say>{`${letter.hospital}${letter.department}：`}</Say>
      </View>
      <View className="facts">
        <Fact name="姓名">
          <Text>{letter.age === null ? letter.name : `${letter.name}，${letter.age} 岁`}</Text>
        </Fact>
        <Fact name="为什么转">
          <Say>{letter.reason}</Say>
        </Fact>
      </View>
      <View className="letter__words">
        <Text>{letter.letter}</Text>
      </View>
      {letter.answer === null ? null : (
        <View className="facts">
          <Fact name="医院说">
            <Say>{letter.answer.diagnosis}</Say>
          </Fact>
          <Fact name="回来注意">
            <Say>{letter.answer.advice}</Say>
          </Fact>
          <Fact name="转回日子">
            <Text>{dayInFull(letter.answer.backOn)}</Text>
          </Fact>
        </View>
      )}
      <View className="letter__seal col">
        <Text>{`${letter.communityName}卫生站（盖章）`}</Text>
        <Text>{`医生：${letter.doctorName}`}</Text>
        <Text>{dayInFull(written)}</Text>
      </View>
    </Card>
  )
}

function Story({ letter }: { letter: Referral }) {
  return (
    <Section title="到哪一步了">
      <Card pad>
        <Timeline moments={storyOf(letter)} />
      </Card>
    </Section>
  )
}
