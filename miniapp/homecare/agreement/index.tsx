import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Agreement } from '../../../shared/homecare/agreement-contract.ts'
import { dayOf, dayWord, timeOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { agreementWords, stepWords } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { StepsTaken } from '../../ui/steps-taken.tsx'
import { say } from '../../ui/toast.tsx'
import './index.css'

type Asked = 'paper' | 'stop' | undefined

/** An agreement to read, to confirm, to print and to end; for the person, their family and staff alike. */
export default function AgreementPage() {
  const ref = { communityId: useParameter('community'), agreementId: useParameter('id') }
  const query = useQuery('homecare.agreement', ref.agreementId === '' ? undefined : ref)
  const isStaff = (useMe()?.staff.length ?? 0) > 0
  return (
    <View className="paper">
      <Page title="居家养老协议" help={!isStaff}>
        <QueryView query={query} rows={6}>
          {(data) => <Shown data={data} onChange={query.refresh} />}
        </QueryView>
      </Page>
    </View>
  )
}

function Shown({ data, onChange }: { data: Agreement; onChange: () => void }) {
  const [asked, ask] = useState<Asked>(undefined)
  const confirm = useCommand('homecare.confirm')
  const { person, agreementId, textHash, paragraphs, status, may, steps, stopReason } = data
  const { communityId } = person
  // Who may change it is staff: for them the resident's side is signed on paper.
  const isStaff = may.change

  async function sign(side: 'resident' | 'provider', paperName = '') {
    const answer = await confirm.run({ communityId, agreementId, textHash, side, paperName })
    if (answer === undefined) return
    onChange()
    if (!answer.ok) return
    ask(undefined)
    say(answer.data.status === 'in_force' ? '两边都同意了，协议生效' : '记下了')
  }

  return (
    <>
      <View className="flex between g2 no-print">
        <Text className="t-title">{`${person.name}的协议`}</Text>
        <SaidPill said={agreementWords[status]} />
      </View>
      {stopReason === '' ? null : <Notice kind="warn" text={`停了：${stopReason}`} />}
      <Card pad className="col g3 paper__text">
        <Text className="t-heading">居家养老服务协议</Text>
        {paragraphs.map((paragraph) => (
          <Text key={paragraph}>{paragraph}</Text>
        ))}
        <View className="paper__signs">
          <View className="paper__sign">
            <Text>甲方签字：</Text>
          </View>
          <View className="paper__sign">
            <Text>乙方签字：</Text>
          </View>
        </View>
        <Text className="t-small quiet breaks">{`协议编号 ${textHash.slice(0, 12)}`}</Text>
      </Card>
      <Section title="谁同意了">
        <Card pad>
          <View className="facts">
            <Fact name="老人">
              <Say>{signed(data.resident)}</Say>
            </Fact>
            <Fact name="提供方">
              <Say>{signed(data.provider)}</Say>
            </Fact>
          </View>
        </Card>
      </Section>
      <View className="col g3 no-print">
        {confirm.error === undefined ? null : <Notice kind="warn" text={confirm.error.message} />}
        {!isStaff && may.sign.indexOf('resident') >= 0 ? (
          <Btn
            text="看清楚了，我同意"
            kind="primary"
            size="l"
            wide
            icon="check"
            isBusy={confirm.isBusy}
            busyText="正在记下"
            onPress={() => void sign('resident')}
          />
        ) : null}
        {may.sign.indexOf('provider') >= 0 ? (
          <Btn
            text={`替${data.providerName}确认`}
            kind="primary"
            size="l"
            wide
            icon="check"
            isBusy={confirm.isBusy}
            busyText="正在记下"
            onPress={() => void sign('provider')}
          />
        ) : null}
        {isStaff && may.sign.indexOf('resident') >= 0 ? (
          <Btn text="老人在纸上签了" wide icon="pencil-line" onPress={() => ask('paper')} />
        ) : null}
        {isStaff ? (
          <Btn
            text="改协议"
            wide
            onPress={() =>
              openPage('desk/homecare-case/index', {
                community: communityId,
                id: data.applicationId,
                write: agreementId,
              })
            }
          />
        ) : null}
        {process.env.TARO_ENV === 'h5' ? (
          <Btn text="打印，A4 大字" kind="ghost" wide onPress={() => window.print()} />
        ) : (
          <Text className="t-small quiet">要纸的，请社区在电脑上打印。</Text>
        )}
        {may.stop ? (
          <Btn text={status === 'ended' ? '不续了' : '停掉协议'} kind="plain" wide onPress={() => ask('stop')} />
        ) : null}
        <Section title="一步一步">
          <StepsTaken steps={steps} wordsOf={stepWords} />
        </Section>
      </View>
      {asked === 'paper' ? (
        <PaperSheet
          isBusy={confirm.isBusy}
          error={confirm.error?.message}
          onSign={(name) => void sign('resident', name)}
          onClose={() => ask(undefined)}
        />
      ) : null}
      {asked === 'stop' ? (
        <StopSheet
          data={data}
          onClose={() => ask(undefined)}
          onDone={() => {
            ask(undefined)
            onChange()
          }}
        />
      ) : null}
    </>
  )
}

function signed(signature: { name: string; at: string } | null): string {
  if (signature === null) return '还没有'
  const at = new Date(signature.at)
  return `${signature.name}，${dayInFull(dayOf(at))} ${timeOf(at)}`
}

function PaperSheet({
  isBusy,
  error,
  onSign,
  onClose,
}: {
  isBusy: boolean
  error: string | undefined
  onSign: (name: string) => void
  onClose: () => void
}) {
  const [name, setName] = useState('')
  return (
    <Sheet title="纸上签了字" line="打印的这一份，老人或者家里人签了名。纸放进档案。" onClose={onClose}>
      <Field label="纸上签的名字" value={name} onInput={setName} maxLength={40} placeholder="王秀英" id="paper-name" />
      {error === undefined ? null : <Notice kind="warn" text={error} />}
      <Btn
        text="记下签字"
        kind="primary"
        size="l"
        wide
        disabled={name.trim() === ''}
        isBusy={isBusy}
        busyText="正在记下"
        onPress={() => onSign(name.trim())}
      />
      <Btn text="还没签" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function StopSheet({ data, onClose, onDone }: { data: Agreement; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const stop = useCommand('homecare.stopAgreement')
  const today = dayOf(new Date())
  const { person, agreementId, version, status } = data
  async function send() {
    const { communityId } = person
    const answer = await stop.run({ communityId, agreementId, version, reason: reason.trim(), lastDay: today })
    if (answer?.ok !== true) return
    say('停了')
    onDone()
  }
  return (
    <Sheet
      title={status === 'ended' ? '不续了？' : '停掉协议？'}
      line={
        status === 'ended' ? '写一句为什么，名单上就不再催。' : `做到今天，${dayWord(today)}。往后想要，再写一份新的。`
      }
      onClose={onClose}
    >
      <Field
        label="为什么"
        value={reason}
        onInput={setReason}
        maxLength={300}
        placeholder="搬去和女儿住了"
        id="stop-reason"
      />
      {stop.error === undefined ? null : <Notice kind="warn" text={stop.error.message} />}
      <Btn
        text={status === 'ended' ? '不续了' : '停掉协议'}
        kind="danger"
        size="l"
        wide
        disabled={reason.trim() === ''}
        isBusy={stop.isBusy}
        busyText="正在停"
        onPress={() => void send()}
      />
      <Btn text="先不停" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
