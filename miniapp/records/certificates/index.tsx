import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Certificate } from '../../../shared/records/certificates-contract.ts'
import { hoursText } from '../../../shared/records/hours.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { certificateLine, certificateSaid, periodText, sumText } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, IconRow, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { AskSheet } from './ask-sheet.tsx'
import { OneSheet } from './one-sheet.tsx'

export type MyCertificates = Output<Endpoints['records.certificates']>

/** My certificates: asking for one, seeing how far it is, opening it. */
export default function CertificatesPage() {
  return <Page title="服务证明">{<WhenBound rows={4}>{() => <Mine />}</WhenBound>}</Page>
}

function Mine() {
  const query = useQuery('records.certificates', {}, { keep: true })
  const [isAsking, setAsking] = useState(false)
  const [openId, open] = useState('')
  const done = () => {
    setAsking(false)
    open('')
    query.refresh()
  }
  return (
    <QueryView query={query} rows={4}>
      {(mine) => {
        const chosen = mine.certificates.find(({ certificateId }) => certificateId === openId)
        return (
          <>
            <Head mine={mine} onAsk={() => setAsking(true)} />
            <List certificates={mine.certificates} onOpen={open} />
            <Section title="别的">
              <Rows>
                <IconRow
                  icon="eye"
                  title="社区的公示"
                  note="谁要开证明，大家都能看，有异议就说"
                  onPress={() => openPage('records/publicity/index')}
                />
                <IconRow
                  icon="shield-check"
                  title="核对一张证明"
                  note="按编号查真假，谁都能查"
                  onPress={() => openPage('records/certificate/index')}
                />
              </Rows>
            </Section>
            {isAsking ? <AskSheet mine={mine} onClose={() => setAsking(false)} onDone={done} /> : null}
            {chosen === undefined ? null : (
              <OneSheet
                key={chosen.version}
                certificate={chosen}
                phone={mine.contactPhone}
                onClose={() => open('')}
                onDone={done}
              />
            )}
          </>
        )
      }}
    </QueryView>
  )
}

const isRunning = ({ status }: Certificate) => status === 'published' || status === 'held'

function Head({ mine, onAsk }: { mine: MyCertificates; onAsk: () => void }) {
  const minutes = mine.years.reduce((sum, year) => sum + year.minutes, 0)
  if (mine.name === null) {
    return (
      <Empty
        title="先把志愿者登记补齐"
        line="证明上要写姓名和证件号。补上只要一分钟。"
        act={<Btn text="去补齐" kind="primary" size="l" onPress={() => openPage('volunteers/profile/index')} />}
      />
    )
  }
  if (minutes <= 0) {
    return <Empty title="还没有时长" line="去服务几次，记上了时长，就能来开。" />
  }
  const running = mine.certificates.find(isRunning)
  return (
    <Card pad>
      <View className="t-title">
        <Text>{mine.givesProof ? '志愿服务证明' : '平台服务记录'}</Text>
      </View>
      <View className="quiet mt2">
        <Say>{`不收费。先公示 ${mine.publicityDays} 天，没有异议就出具，带二维码，谁都能查真假。`}</Say>
      </View>
      {mine.givesProof ? null : (
        <View className="t-small quiet mt2">
          <Say>社区还不是志愿服务的记录单位，所以叫“记录”，不叫“证明”。</Say>
        </View>
      )}
      {running === undefined ? (
        <View className="mt3">
          <Btn text={`开一张，现有 ${hoursText(minutes)} 小时`} kind="primary" size="l" wide onPress={onAsk} id="ask" />
        </View>
      ) : (
        <View className="mt3">
          <Notice text="有一张正在公示。等它出好了，再开下一张。" />
        </View>
      )}
    </Card>
  )
}

function List({ certificates, onOpen }: { certificates: readonly Certificate[]; onOpen: (id: string) => void }) {
  if (certificates.length === 0) return null
  const today = dayOf(new Date())
  return (
    <Section title="我开过的" note={`${certificates.length} 张`}>
      <View className="col g3">
        {certificates.map((one) => (
          <Card key={one.certificateId} pad>
            <View className="flex between top-align stack">
              <View className="strong num">
                <Text>{sumText(one)}</Text>
              </View>
              <SaidPill said={certificateSaid(one)} />
            </View>
            <View className="t-small quiet num mt2">
              <Text>{periodText(one)}</Text>
            </View>
            <View className="mt2">
              <Say>{certificateLine(one, today)}</Say>
            </View>
            <View className="mt3">
              <Btn
                text={one.status === 'issued' ? '打开' : '看一看'}
                kind={one.status === 'issued' && one.isUnchanged !== false ? 'tint' : 'ghost'}
                wide
                label={`${one.status === 'issued' ? '打开' : '看一看'}，${periodText(one)}，${certificateSaid(one).text}`}
                onPress={() => onOpen(one.certificateId)}
              />
            </View>
          </Card>
        ))}
      </View>
    </Section>
  )
}
