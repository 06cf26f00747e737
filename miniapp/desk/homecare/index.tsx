import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseLine } from '../../../shared/homecare/application-contract.ts'
import type { AgreementSummary } from '../../../shared/homecare/schemas.ts'
import { addDays, type Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { agreementLine, agreementWords, applicationWords, dueLine } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill, type Said } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { FindResident } from '../find-resident.tsx'
import { useWide } from '../use-wide.ts'
import { SettingsSheet } from './settings-sheet.tsx'

/** The desk of home care: what waits for a visit, an answer or a signature, and what runs. */
export default function DeskHomecarePage() {
  const isWide = useWide()
  const { data: me } = useFreshMe()
  const query = useQuery('homecare.cases', {}, { pollMilliseconds: 60_000 })
  const [asked, ask] = useState<'find' | 'settings' | undefined>(undefined)
  const posts = (me?.staff ?? []).filter(({ role }) => role !== 'dispatcher' && role !== 'doctor')
  const communityId = posts[0]?.areaCode.slice(0, 12) ?? ''
  const decides = posts.some(({ role, areaCode }) => role !== 'grid_worker' && areaCode.length <= 12)
  const more = (
    <Section title="别的" first={isWide}>
      <Rows>
        {decides && communityId.length === 12 ? (
          <IconRow
            icon="calendar-days"
            title="上门服务"
            note="谁去谁家，没到的，不满意的"
            onPress={() => openPage('desk/visits/index', { community: communityId })}
          />
        ) : null}
        {decides && communityId.length === 12 ? (
          <IconRow
            icon="stamp"
            title="每月结算单"
            note="给每家提供方一张"
            onPress={() => openPage('desk/settlement/index', { community: communityId })}
          />
        ) : null}
        {communityId.length === 12 ? (
          <IconRow icon="user-plus" title="上门填调查" note="先找到这位老人" onPress={() => ask('find')} />
        ) : null}
        {decides && communityId.length === 12 ? (
          <IconRow icon="settings" title="几天答复" note="到期提醒，不服去哪儿说" onPress={() => ask('settings')} />
        ) : null}
      </Rows>
      {asked === 'find' ? (
        <View className="col g3">
          <FindResident
            communityId={communityId}
            label="姓名，或者门牌"
            button="找这位老人"
            none="换个写法再找，只能找自己管的人。"
            onFound={({ residentId }) =>
              openPage('desk/homecare-person/index', { community: communityId, resident: residentId })
            }
          />
          <Btn text="不找了" kind="plain" wide onPress={() => ask(undefined)} />
        </View>
      ) : null}
    </Section>
  )
  return (
    <Page title="居家养老" help={false} wide={isWide}>
      <QueryView
        query={query}
        rows={5}
        empty={{
          when: ({ cases }) => cases.length === 0,
          show: (
            <>
              <Empty title="还没有人申请" line="有人申请，会自己出现在这里。也可以上门替老人填。" />
              {more}
            </>
          ),
        }}
      >
        {({ cases, today }) => (
          <View className={isWide ? 'columns' : ''}>
            <View className="columns__one">
              <Waiting cases={cases} today={today} />
            </View>
            <View className="columns__one">
              {more}
              <Running cases={cases} today={today} />
            </View>
          </View>
        )}
      </QueryView>
      {asked === 'settings' ? <SettingsSheet communityId={communityId} onClose={() => ask(undefined)} /> : null}
    </Page>
  )
}

/** Days before its end at which an agreement stands among what wants doing. */
const soonDays = 30

function isRunning(line: CaseLine, today: Day): boolean {
  const current = line.status === 'approved' ? currentOf(line) : undefined
  return current?.status === 'in_force' && current.endDay > addDays(today, soonDays)
}

interface Shown {
  cases: readonly CaseLine[]
  today: Day
}

/** What somebody at the desk has to do something about. */
function Waiting({ cases, today }: Shown) {
  const open = cases.filter(({ status }) => status !== 'approved')
  const todo = cases.filter((line) => line.status === 'approved' && !isRunning(line, today))
  const late = open.filter(({ overdue }) => overdue).length
  return (
    <>
      {open.length === 0 ? null : (
        <Section title="等上门、等答复" note={late === 0 ? `${open.length} 个` : `${late} 个晚了`} first>
          <CaseRows lines={open} today={today} />
        </Section>
      )}
      {todo.length === 0 ? null : (
        <Section title="要写协议、要签、要续" note={`${todo.length} 个`} first={open.length === 0}>
          <CaseRows lines={todo} today={today} />
        </Section>
      )}
    </>
  )
}

function Running({ cases, today }: Shown) {
  const running = cases.filter((line) => isRunning(line, today))
  if (running.length === 0) return null
  return (
    <Section title="在服务" note={`${running.length} 位`}>
      <CaseRows lines={running} today={today} />
    </Section>
  )
}

/** The agreement that wants attention first: one to be confirmed, else the newest. */
function currentOf({ agreements }: CaseLine): AgreementSummary | undefined {
  return agreements.find(({ status }) => status === 'proposed') ?? agreements[0]
}

function CaseRows({ lines, today }: { lines: readonly CaseLine[]; today: Day }) {
  return (
    <Rows>
      {lines.map((line) => {
        const { person, applicationId, address } = line
        return (
          <Row
            key={applicationId}
            lead={<Avatar name={person.name} />}
            title={person.name}
            note={[address, lineWords(line, today)].filter((part) => part !== '').join('，')}
            end={<SaidPill said={stateOf(line, today)} />}
            onPress={() => openPage('desk/homecare-case/index', { community: person.communityId, id: applicationId })}
          />
        )
      })}
    </Rows>
  )
}

function lineWords(line: CaseLine, today: Day): string {
  const agreement = currentOf(line)
  return agreement === undefined ? dueLine(line, today) : agreementLine(agreement)
}

function stateOf(line: CaseLine, today: Day): Said {
  if (line.overdue) return { text: '晚了', kind: 'warn', icon: 'triangle-alert' }
  if (line.status !== 'approved') return applicationWords[line.status]
  const agreement = currentOf(line)
  if (agreement === undefined) return { text: '写协议', kind: 'info', icon: 'pencil-line' }
  const isSoon = agreement.status === 'in_force' && agreement.endDay <= addDays(today, soonDays)
  return isSoon ? { text: '快到期', kind: 'warn', icon: 'hourglass' } : agreementWords[agreement.status]
}
