import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Certificate } from '../../../shared/records/certificates-contract.ts'
import { hoursText } from '../../../shared/records/hours.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { openPdf } from '../../client/open-pdf.ts'
import { useCommand } from '../../client/use-command.ts'
import { certificateLine, paperWord, periodText } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Fact } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** One certificate: what it says, and what can be done with it now. */
export function OneSheet({
  certificate,
  phone,
  onClose,
  onDone,
}: {
  certificate: Certificate
  phone: string
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, certificateId, number, status, isUnchanged, isProof, automaticMinutes, addedMinutes } =
    certificate
  const which = { communityId, certificateId }
  const withdraw = useCommand('records.withdrawCertificate')
  const again = useCommand('records.askCertificate')
  const [isOpening, setOpening] = useState(false)
  const isValid = status === 'issued' && isUnchanged !== false
  const error = withdraw.error ?? again.error

  async function openPaper() {
    setOpening(true)
    const answer = await call('records.certificateFile', which)
    setOpening(false)
    if (!answer.ok) return say(answer.error.message)
    if (!(await openPdf(answer.data))) say('这台手机打不开，请换一台，或者到服务台打印')
  }
  async function copyNumber() {
    await Taro.setClipboardData({ data: number })
    say('编号抄好了')
  }
  async function takeBack() {
    const answer = await withdraw.run(which)
    if (answer?.ok === true) onDone()
  }
  async function askAgain() {
    const { showsName } = certificate
    const answer = await again.run({ id: again.id(), from: null, to: null, showsName, replacesId: certificateId })
    if (answer?.ok !== true) return
    say(answer.data.status === 'issued' ? '新的一张出好了' : '提交了，要再公示一次')
    onDone()
  }

  return (
    <Sheet title={paperWord(isProof)} line={certificateLine(certificate, dayOf(new Date()))} onClose={onClose}>
      <View className="col">
        <Fact name="期间">
          <Text>{periodText(certificate)}</Text>
        </Fact>
        <Fact name="次数">
          <Text>{`${certificate.services} 次`}</Text>
        </Fact>
        <Fact name="签到时长">
          <Text>{`${hoursText(automaticMinutes)} 小时`}</Text>
        </Fact>
        <Fact name="补录时长">
          <Text>{`${hoursText(addedMinutes)} 小时`}</Text>
        </Fact>
        {certificate.issuedOn === null ? (
          <Fact name="公示到">
            <Text>{dayWord(certificate.publicUntil)}</Text>
          </Fact>
        ) : (
          <Fact name="编号">
            <Text>{number}</Text>
          </Fact>
        )}
      </View>
      {error === undefined ? null : <Notice kind="warn" text={error.message} />}
      {isValid ? (
        <>
          <Btn
            text={process.env.TARO_ENV === 'h5' ? '下载 PDF' : '打开 PDF，能存能发'}
            kind="primary"
            size="l"
            wide
            isBusy={isOpening}
            busyText="正在做"
            onPress={() => void openPaper()}
          />
          <Btn text="抄编号，发给要看的人" kind="tint" wide onPress={() => void copyNumber()} />
          <Btn
            text="看别人查到什么"
            kind="ghost"
            wide
            onPress={() => openPage(`records/certificate/index?number=${number}`)}
          />
        </>
      ) : null}
      {status === 'issued' ? (
        <Btn
          text={isValid ? '重新开一张，旧的作废' : '重新开一张'}
          kind={isValid ? 'text' : 'primary'}
          wide
          isBusy={again.isBusy}
          busyText="正在提交"
          onPress={() => void askAgain()}
        />
      ) : null}
      {status === 'published' || status === 'held' ? (
        <Btn
          text="不开了，收回"
          kind="ghost"
          wide
          isBusy={withdraw.isBusy}
          busyText="正在收回"
          onPress={() => void takeBack()}
        />
      ) : null}
      {phone === '' || isValid ? null : <Btn text={`打电话问 ${phone}`} kind="text" wide onPress={() => dial(phone)} />}
      <Btn text="关上" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
