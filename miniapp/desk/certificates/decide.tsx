import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CertificateMove } from '../../../shared/records/certificates.ts'
import type { Certificate } from '../../../shared/records/certificates-contract.ts'
import { hoursText } from '../../../shared/records/hours.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { openPdf } from '../../client/open-pdf.ts'
import { useCommand } from '../../client/use-command.ts'
import { certificateLine, paperWord, periodText } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface Act {
  move: CertificateMove
  text: string
  said: string
  kind: 'primary' | 'ghost' | 'danger'
}

/** What can be done with it now; all but issuing needs words that the volunteer reads. */
function actsFor({ status, publicUntil }: Certificate, today: string): readonly Act[] {
  const hold = { move: 'hold', text: '有异议，先停下来核对', said: '停下来了，志愿者会收到', kind: 'ghost' } as const
  if (status === 'published' && publicUntil >= today) return [hold]
  if (status === 'published') return [{ move: 'issue', text: '出具', said: '出好了', kind: 'primary' }, hold]
  if (status === 'held') {
    return [
      { move: 'release', text: '核对好了，接着公示', said: '接着公示', kind: 'primary' },
      { move: 'refuse', text: '不出具', said: '记下了，志愿者会收到', kind: 'danger' },
    ]
  }
  return status === 'issued'
    ? [{ move: 'revoke', text: '撤销这一张', said: '撤销了，编号一查就知道', kind: 'danger' }]
    : []
}

export function Decide({
  certificate,
  onClose,
  onDone,
}: {
  certificate: Certificate
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, certificateId, version, status } = certificate
  const decide = useCommand('records.decideCertificate')
  const [words, setWords] = useState('')
  const [isOpening, setOpening] = useState(false)
  const acts = actsFor(certificate, dayOf(new Date()))

  async function press({ move, said }: Act) {
    const answer = await decide.run({ communityId, certificateId, version, move, words: words.trim() })
    if (answer?.ok !== true) return
    say(said)
    onDone()
  }
  async function openPaper() {
    setOpening(true)
    const answer = await call('records.certificateFile', { communityId, certificateId })
    setOpening(false)
    if (!answer.ok) return say(answer.error.message)
    if (!(await openPdf(answer.data))) say('这台手机打不开，请在电脑上打开')
  }

  return (
    <Card pad>
      <View className="t-title">
        <Text>{`${certificate.name}，${paperWord(certificate.isProof)}`}</Text>
      </View>
      <View className="quiet mt2">
        <Say>{certificateLine(certificate, dayOf(new Date()))}</Say>
      </View>
      <View className="mt3">
        <Fact name="志愿者">
          <Text>{certificate.volunteerNumber}</Text>
        </Fact>
        <Fact name="期间">
          <Text>{periodText(certificate)}</Text>
        </Fact>
        <Fact name="次数">
          <Text>{`${certificate.services} 次`}</Text>
        </Fact>
        <Fact name="签到时长">
          <Text>{`${hoursText(certificate.automaticMinutes)} 小时`}</Text>
        </Fact>
        <Fact name="补录时长">
          <Text>{`${hoursText(certificate.addedMinutes)} 小时`}</Text>
        </Fact>
        <Fact name="公示">
          <Text>{`${dayWord(certificate.askedOn)}到 ${dayWord(certificate.publicUntil)}，${certificate.showsName ? '写姓名' : '只写编号'}`}</Text>
        </Fact>
        {certificate.issuedOn === null ? null : (
          <Fact name="编号">
            <Text>{certificate.number}</Text>
          </Fact>
        )}
      </View>
      <View className="col g3 mt3">
        {status === 'issued' ? (
          <Btn
            text={process.env.TARO_ENV === 'h5' ? '下载 PDF，打印盖章' : '打开 PDF'}
            kind="primary"
            size="l"
            wide
            icon="printer"
            isBusy={isOpening}
            busyText="正在做"
            onPress={() => void openPaper()}
          />
        ) : null}
        {acts.length === 0 ? null : (
          <LongField
            label="写一句为什么，本人看得到"
            value={words}
            onInput={setWords}
            placeholder="比如 有人说 11 月 3 日没来，核对一下"
            maxLength={200}
            id="certificate-words"
          />
        )}
        {decide.error === undefined ? null : <Notice kind="warn" text={decide.error.message} />}
        {acts.map((act) => (
          <Btn
            key={act.move}
            text={act.text}
            kind={act.kind}
            wide
            isBusy={decide.isBusy}
            busyText="正在办"
            onPress={() => void press(act)}
          />
        ))}
        <Btn text="关上" kind="plain" wide onPress={onClose} />
      </View>
    </Card>
  )
}
