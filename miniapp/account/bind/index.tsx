import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { ResidentChoices } from '../../../shared/people/contract.ts'
import { openTab } from '../../client/navigate.ts'
import { canGivePhoneCode } from '../../client/phone-code.ts'
import { session } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { CodeField, codeProblem, digitsOf } from '../code-field.tsx'
import { CommunityChoice } from '../../ui/community-choice.tsx'
import { ConsentFirst } from '../consent-first.tsx'
import { PhoneButton } from './phone-button.tsx'

type By = Input<Endpoints['people.bind']>['by']
type Choices = typeof ResidentChoices._zod.output.choices

const ways = [
  { value: 'phone', text: '手机号' },
  { value: 'code', text: '绑定码' },
] as const

export default function BindPage() {
  const me = useFreshMe()
  return (
    <Page title="绑定社区">
      <QueryView query={me}>{({ consentNeeded }) => (consentNeeded ? <ConsentFirst /> : <BindForm />)}</QueryView>
    </Page>
  )
}

function BindForm() {
  const [communityId, setCommunity] = useState<string | undefined>(undefined)
  const [way, setWay] = useState<'phone' | 'code'>(canGivePhoneCode() ? 'phone' : 'code')
  const [code, setCode] = useState('')
  const [codeWrong, setCodeWrong] = useState<string | undefined>(undefined)
  const [phoneWrong, setPhoneWrong] = useState<string | undefined>(undefined)
  const [several, setSeveral] = useState<{ phoneCode: string; choices: Choices } | undefined>(undefined)
  const bind = useCommand('people.bind')

  async function send(by: By) {
    const tell = by.kind === 'code' ? setCodeWrong : setPhoneWrong
    if (communityId === undefined) return tell('先在上面选您住的社区。')
    tell(undefined)
    const answer = await bind.run({ communityId, by })
    if (answer === undefined) return
    if (answer.ok) {
      session.update(answer.data)
      say('绑好了')
      return openTab('home/index')
    }
    if (answer.error.code === 'several_residents' && by.kind === 'phone') {
      const { choices } = answer.error.details as { choices: Choices }
      return setSeveral({ phoneCode: by.phoneCode, choices })
    }
    tell(answer.error.message)
  }

  return (
    <>
      <CommunityChoice
        title="您住在哪个社区"
        chosen={communityId}
        onChoose={(id) => {
          setCommunity(id)
          setCodeWrong(undefined)
          setPhoneWrong(undefined)
          setSeveral(undefined)
        }}
      />
      <Section title="怎么认出您">
        {canGivePhoneCode() ? <Segmented label="怎么认出您" options={ways} value={way} onChange={setWay} /> : null}
        {way === 'phone' ? (
          <Card pad className="col g3">
            <View className="quiet">
              <Say>用您在社区登记过的手机号。号码只给社区核对，不会公开。</Say>
            </View>
            {phoneWrong === undefined ? null : <Notice kind="warn" text={phoneWrong} />}
            {several === undefined ? (
              <PhoneButton
                isBusy={bind.isBusy}
                onCode={(phoneCode) =>
                  phoneCode === undefined
                    ? setPhoneWrong('没有拿到手机号。再点一次，或者用绑定码。')
                    : void send({ kind: 'phone', phoneCode })
                }
              />
            ) : (
              <WhichOne
                choices={several.choices}
                isBusy={bind.isBusy}
                onChoose={(residentId) => void send({ kind: 'phone', phoneCode: several.phoneCode, residentId })}
              />
            )}
          </Card>
        ) : (
          <Card pad className="col g3">
            <View className="quiet">
              <Say>带上身份证到社区服务台，工作人员给您一张写着 8 个数字的单子。</Say>
            </View>
            <CodeField label="绑定码" value={code} onInput={setCode} wrong={codeWrong} />
            <Btn
              text="用绑定码绑定"
              kind="primary"
              size="l"
              wide
              isBusy={bind.isBusy}
              busyText="正在绑定"
              onPress={() => {
                const problem = codeProblem(code)
                if (problem === undefined) void send({ kind: 'code', code: digitsOf(code) })
                else setCodeWrong(problem)
              }}
            />
          </Card>
        )}
      </Section>
    </>
  )
}

/** A phone number shared by a family: which of them this is. */
function WhichOne({
  choices,
  isBusy,
  onChoose,
}: {
  choices: Choices
  isBusy: boolean
  onChoose: (residentId: string) => void
}) {
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  return (
    <>
      <View className="strong">
        <Text>这个手机号登记了几个人，您是哪一位</Text>
      </View>
      <View className="col g2" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup' } : {})}>
        {choices.map(({ residentId, maskedName, age }) => (
          <Choice
            key={residentId}
            title={maskedName}
            {...(age === null ? {} : { note: `${age} 岁` })}
            isOn={residentId === chosen}
            onPress={() => setChosen(residentId)}
          />
        ))}
      </View>
      <Btn
        text="就是这一位"
        kind="primary"
        size="l"
        wide
        disabled={chosen === undefined}
        isBusy={isBusy}
        busyText="正在绑定"
        onPress={() => {
          if (chosen !== undefined) onChoose(chosen)
        }}
      />
    </>
  )
}
