import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { Money, Sheet as SheetData, SheetLine } from '../../../shared/homecare/settlement-contract.ts'
import { groupNames, yuanOf } from '../../../shared/homecare/words.ts'
import { dayOf, dayWord, timeOf } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { lineKindWords, monthWord, yuanWords } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import { ObjectSheet } from './object-sheet.tsx'
import './index.css'

/** The sheet of one provider for one month: every visit, what it adds up to, and who closed it. */
export default function SettlementSheetPage() {
  const [communityId, providerId, month] = [useParameter('community'), useParameter('provider'), useParameter('month')]
  const isWide = useWide()
  const query = useQuery('homecare.sheet', providerId === '' ? undefined : { communityId, providerId, month })
  return (
    <View className="bill">
      <Page title="结算单" help={false} wide={isWide}>
        <QueryView query={query} rows={6}>
          {(data) => <Bill data={data} isWide={isWide} onChange={query.refresh} />}
        </QueryView>
      </Page>
    </View>
  )
}

function Bill({ data, isWide, onChange }: { data: SheetData; isWide: boolean; onChange: () => void }) {
  const [objected, object] = useState<SheetLine | undefined>(undefined)
  const { providerName, month, status, totals, sum, lines } = data
  return (
    <>
      <View className="flex between g2">
        <View className="t-heading">
          <Say>{`${providerName}，${monthWord(month)}`}</Say>
        </View>
        <SaidPill said={status === 'open' ? { text: '没结' } : { text: '结了', kind: 'ok', icon: 'check' }} />
      </View>
      {data.isIntact ? null : (
        <Notice kind="warn" text="结了以后，数据被人动过，和当时的核对码对不上。先别付钱，找管理员查。" />
      )}
      <View className={isWide ? 'columns' : ''}>
        <View className="columns__one">
          <Section title="合计" first>
            <Card pad>
              <Head />
              {totals.map((total) => (
                <Total key={total.kind} name={`${lineKindWords[total.kind]} ${total.visits} 次`} money={total} />
              ))}
              <Total name={`一共 ${sum.visits} 次`} money={sum} strong />
            </Card>
          </Section>
          <Closing data={data} onChange={onChange} />
        </View>
        <View className="columns__one">
          <Section title="一次一行" note={status === 'closed' ? '单位元，哪行不对点哪行' : '单位元'} first={isWide}>
            <Card pad>
              <Head />
              {lines.map((line) => (
                <Line key={line.visitId} line={line} canObject={status === 'closed'} onObject={() => object(line)} />
              ))}
            </Card>
          </Section>
        </View>
      </View>
      {objected === undefined ? null : (
        <ObjectSheet
          communityId={data.communityId}
          line={objected}
          onClose={() => object(undefined)}
          onDone={() => {
            object(undefined)
            onChange()
          }}
        />
      )}
    </>
  )
}

function Head() {
  return (
    <View className="flex g3 quiet">
      <View className="grow" />
      <Text className="bill__cents">老人付</Text>
      <Text className="bill__cents">补助</Text>
    </View>
  )
}

function Total({ name, money, strong = false }: { name: string; money: Money; strong?: boolean }) {
  return (
    <View className={`bill__line ${strong ? 'strong' : ''}`}>
      <Text className="grow">{name}</Text>
      <Text className="bill__cents">{yuanOf(money.paidCents)}</Text>
      <Text className="bill__cents">{yuanOf(money.subsidyCents)}</Text>
    </View>
  )
}

function Line({ line, canObject, onObject }: { line: SheetLine; canObject: boolean; onObject: () => void }) {
  const { day, residentName, category, minutes, kind, group, paidCents, subsidyCents, counterOf, words, isObjected } =
    line
  const what = counterOf === null ? `${careCategories[category].name} ${minutes} 分钟` : `改前面的账：${words}`
  const how = `${lineKindWords[kind]}${group === null ? '' : `（${groupNames[group]}）`}`
  const note = [dayWord(day), what, how, isObjected ? '提过异议' : ''].filter((part) => part !== '').join('，')
  const inside = (
    <>
      <View className="grow">
        <Text>{residentName}</Text>
        <View className="t-small quiet">
          <Say>{note}</Say>
        </View>
      </View>
      <Text className="bill__cents">{yuanOf(paidCents)}</Text>
      <Text className="bill__cents">{yuanOf(subsidyCents)}</Text>
    </>
  )
  if (!canObject || isObjected) return <View className="bill__line">{inside}</View>
  return (
    <Press
      className="bill__line bill__press"
      label={`${residentName}，${note}，这行不对`}
      contentSpeaks
      onPress={onObject}
    >
      {inside}
    </Press>
  )
}

function Closing({ data, onChange }: { data: SheetData; onChange: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const close = useCommand('homecare.closeSheet')
  const { communityId, providerId, month, status, mayClose, closedAt, closedByName, linesHash, sum } = data
  async function send() {
    const answer = await close.run({ id: close.id(), communityId, providerId, month })
    if (answer === undefined) return
    onChange()
    if (!answer.ok) return
    setAsking(false)
    say('结好了')
  }
  return (
    <View className="col g3">
      {status === 'closed' && closedAt !== null ? (
        <View className="t-small quiet breaks">
          <Say>{`${closedByName ?? ''}，${dayWord(dayOf(new Date(closedAt)))} ${timeOf(new Date(closedAt))} 结的。核对码 ${(linesHash ?? '').slice(0, 16)}`}</Say>
        </View>
      ) : null}
      <View className="col g3 no-print">
        {mayClose ? (
          <Btn text="结这个月" kind="primary" size="l" wide icon="stamp" onPress={() => setAsking(true)} />
        ) : status === 'open' ? (
          <Notice text="这个月还没过完，下个月一号起可以结。" />
        ) : null}
        {process.env.TARO_ENV === 'h5' ? <Btn text="打印" kind="ghost" wide onPress={() => window.print()} /> : null}
      </View>
      {isAsking ? (
        <Sheet
          title={`结${monthWord(month)}？`}
          line={`补助 ${yuanWords(sum.subsidyCents)}，上门 ${sum.visits} 次。结了就不能改，错了在下个月的单子上改。`}
          onClose={() => setAsking(false)}
        >
          {close.error === undefined ? null : <Notice kind="warn" text={close.error.message} />}
          <Btn
            text="结这个月"
            kind="primary"
            size="l"
            wide
            isBusy={close.isBusy}
            busyText="正在结"
            onPress={() => void send()}
          />
          <Btn text="再看看" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </View>
  )
}
