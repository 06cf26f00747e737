import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Output } from '../../../shared/contract.ts'
import { certificateNumber, numberAsTyped } from '../../../shared/records/certificates.ts'
import { hoursText } from '../../../shared/records/hours.ts'
import { dayWord } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { paperWord, periodText, stateWords } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'

type Checked = Output<Endpoints['records.checkCertificate']>

/** Where the code on a certificate leads: whoever holds the paper sees whether it is true. Nobody needs to sign in. */
export default function CertificatePage() {
  const named = numberAsTyped(useParameter('number'))
  const [typed, setTyped] = useState(named)
  const [number, setNumber] = useState(certificateNumber.test(named) ? named : '')
  const [isWrong, setWrong] = useState(named !== '' && number === '')
  const query = useQuery('records.checkCertificate', number === '' ? undefined : { number })
  function check() {
    const wanted = numberAsTyped(typed)
    const isNumber = certificateNumber.test(wanted)
    setWrong(!isNumber)
    if (isNumber) setNumber(wanted)
  }
  return (
    <Page title="核对服务证明">
      {number === '' ? null : (
        <QueryView query={query} rows={4}>
          {(checked) => <Answer checked={checked} number={number} />}
        </QueryView>
      )}
      <Card pad>
        <Field
          label={number === '' ? '纸上的编号' : '再查一张'}
          value={typed}
          onInput={setTyped}
          placeholder="照纸上的写"
          wrong={isWrong ? '编号是三段，中间有横线，照着纸上写' : undefined}
          maxLength={30}
          id="certificate-number"
        />
        <View className="mt3">
          <Btn text="查一查" kind={number === '' ? 'primary' : 'ghost'} size="l" wide onPress={check} />
        </View>
      </Card>
      <View className="t-small quiet center">
        <Say>谁都能查，不收费。姓名只显示一部分。</Say>
      </View>
    </Page>
  )
}

function Answer({ checked: { state, shown }, number }: { checked: Checked; number: string }) {
  const { title, line, icon, kind } = stateWords[state]
  return (
    <>
      <Card pad>
        <View className="flex g3 top-align">
          <View className={kind === 'ok' ? 'green' : kind === 'warn' ? 'brown' : 'quiet'}>
            <Icon name={icon} />
          </View>
          <View className="grow">
            <View className="t-title">
              <Say>{title}</Say>
            </View>
            <View className="quiet mt2">
              <Say>{line}</Say>
            </View>
          </View>
        </View>
      </Card>
      {shown === null ? (
        <Notice text={`查的是 ${number}`} />
      ) : (
        <Card pad>
          <View className="t-title">
            <Text>{paperWord(shown.isProof)}</Text>
          </View>
          <View className="mt2">
            <Fact name="姓名">
              <Text>{shown.name}</Text>
            </Fact>
            <Fact name="志愿者">
              <Text>{shown.volunteerNumber}</Text>
            </Fact>
            <Fact name="期间">
              <Text>{periodText(shown)}</Text>
            </Fact>
            <Fact name="次数">
              <Text>{`${shown.services} 次`}</Text>
            </Fact>
            <Fact name="签到时长">
              <Text>{`${hoursText(shown.automaticMinutes)} 小时`}</Text>
            </Fact>
            <Fact name="补录时长">
              <Text>{`${hoursText(shown.addedMinutes)} 小时`}</Text>
            </Fact>
            <Fact name="合计">
              <Text>{`${hoursText(shown.automaticMinutes + shown.addedMinutes)} 小时`}</Text>
            </Fact>
            <Fact name="单位">
              <Text>{shown.unitName}</Text>
            </Fact>
            <Fact name="出具">
              <Text>{`${shown.issuedOn.slice(0, 4)} 年 ${dayWord(shown.issuedOn)}`}</Text>
            </Fact>
            {shown.endedOn === null ? null : (
              <Fact name="失效">
                <Text>{`${shown.endedOn.slice(0, 4)} 年 ${dayWord(shown.endedOn)}`}</Text>
              </Fact>
            )}
            <Fact name="编号">
              <Text>{number}</Text>
            </Fact>
          </View>
        </Card>
      )}
    </>
  )
}
