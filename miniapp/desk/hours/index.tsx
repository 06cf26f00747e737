import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Objection } from '../../../shared/records/hours-contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { Segmented } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { AddForm, type Preset } from './add-form.tsx'
import { AuditCard } from './audit-card.tsx'
import { CorrectSheet, type LineToCorrect } from './correct-sheet.tsx'
import { LedgerView } from './ledger-view.tsx'
import { DeskObjections } from './objections.tsx'
import { Additions } from './additions.tsx'

type Shown = 'todo' | 'add' | 'ledger'
const pollMilliseconds = 60_000

/** Hours at the desk: what waits for a second person, what volunteers object to, adding, and the books themselves. */
export default function DeskHoursPage() {
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const isWide = useWide()
  const posts = (me?.staff ?? []).filter(({ role }) => role !== 'dispatcher' && role !== 'doctor')
  const post = posts.find(({ areaCode }) => areaCode.length >= 12)
  const communityId = named === '' ? (post?.areaCode.slice(0, 12) ?? '') : named
  const decides = posts.some(({ role, areaCode }) => role !== 'grid_worker' && communityId.startsWith(areaCode))
  if (me !== undefined && (communityId === '' || posts.length === 0)) {
    return (
      <Page title="服务时长" help={false}>
        <Empty title="这里是给社区的人用的" line="您的岗位没有管到哪个社区的志愿者。" />
      </Page>
    )
  }
  return (
    <Page title="服务时长" help={false} wide={isWide}>
      {communityId === '' ? null : <DeskHours communityId={communityId} decides={decides} isWide={isWide} />}
    </Page>
  )
}

function DeskHours({ communityId, decides, isWide }: { communityId: string; decides: boolean; isWide: boolean }) {
  const input = { communityId }
  const additions = useQuery('records.additions', input, { pollMilliseconds })
  const objections = useQuery('records.deskObjections', decides ? input : undefined, { pollMilliseconds })
  const audit = useQuery('records.audit', decides ? input : undefined, { pollMilliseconds })
  const [shown, setShown] = useState<Shown>('todo')
  const [preset, setPreset] = useState<Preset | undefined>(undefined)
  const [correcting, setCorrecting] = useState<LineToCorrect | undefined>(undefined)
  const waiting = (additions.data?.additions ?? []).filter(({ status }) => status === 'proposed').length
  const settling = (additions.data?.additions ?? [])
    .filter(({ status }) => status === 'proposed')
    .map(({ objectionId }) => objectionId ?? '')
  const toDo = waiting + (objections.data?.objections.length ?? 0)
  const changed = () => {
    additions.refresh()
    if (decides) objections.refresh()
  }
  function settle({ id, residentId, residentName, seq, serviceDay, title, minutes }: Objection) {
    if (seq !== null) return setCorrecting({ residentId, seq, minutes: minutes ?? 0, what: title, objectionId: id })
    setPreset({ person: { residentId, name: residentName }, day: serviceDay, title, objectionId: id })
    setShown('add')
  }
  const todo = (
    <View className="col g3">
      {decides ? <AuditCard communityId={communityId} query={audit} /> : null}
      <Section title="等核对" note={waiting === 0 ? '' : `${waiting} 笔`} first>
        <QueryView query={additions} rows={2}>
          {(data) => <Additions communityId={communityId} additions={data.additions} onChanged={changed} />}
        </QueryView>
      </Section>
      {decides ? (
        <Section title="要答复的">
          <QueryView
            query={objections}
            rows={2}
            empty={{
              when: (data) => data.objections.length === 0,
              show: <Empty title="都答复了" line="志愿者说时长不对，会出现在这里，十个工作日里答复。" />,
            }}
          >
            {(data) => (
              <DeskObjections
                communityId={communityId}
                objections={data.objections}
                settling={settling}
                onSettle={settle}
                onChanged={changed}
              />
            )}
          </QueryView>
        </Section>
      ) : null}
    </View>
  )
  const add = (
    <AddForm
      key={preset?.objectionId ?? 'new'}
      communityId={communityId}
      {...(preset === undefined ? {} : { preset })}
      onDone={() => {
        setPreset(undefined)
        setShown('todo')
        changed()
      }}
    />
  )
  const ledger = <LedgerView communityId={communityId} decides={decides} onCorrect={setCorrecting} />
  const tabs = (
    <Segmented<Shown>
      label="做什么"
      options={[
        ...(isWide ? [] : [{ value: 'todo' as const, text: toDo === 0 ? '要办的' : `要办的 ${toDo}` }]),
        { value: 'add', text: '补录' },
        { value: 'ledger', text: '查账' },
      ]}
      value={isWide && shown === 'todo' ? 'add' : shown}
      onChange={setShown}
    />
  )
  const tool = shown === 'ledger' ? ledger : add
  return (
    <>
      {isWide ? (
        <View className="columns">
          <View className="columns__one">{todo}</View>
          <View className="columns__one">
            <View className="col g3">
              {tabs}
              {tool}
            </View>
          </View>
        </View>
      ) : (
        <>
          {tabs}
          {shown === 'todo' ? todo : tool}
        </>
      )}
      {correcting === undefined ? null : (
        <CorrectSheet
          communityId={communityId}
          line={correcting}
          onClose={() => setCorrecting(undefined)}
          onDone={() => {
            setCorrecting(undefined)
            changed()
          }}
        />
      )}
    </>
  )
}
