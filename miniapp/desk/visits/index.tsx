import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Visit } from '../../../shared/homecare/visit-schemas.ts'
import { weekOf } from '../../../shared/people/roster.ts'
import { addDays, dayOf } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { Segmented } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import './index.css'
import { Plans } from './plans.tsx'
import { VisitSheet } from './visit-sheet.tsx'
import { Watch } from './watch.tsx'
import { Week } from './week.tsx'

type Shown = 'week' | 'watch' | 'plans'
type WhichWeek = 0 | 1 | 2

const pollMilliseconds = 30_000

/** Who goes where this week, what needs somebody, and the plans it comes from. */
export default function VisitsDeskPage() {
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const asked = useParameter('view')
  const isWide = useWide()
  const [view, setView] = useState<Shown>(asked === 'late' || asked === 'complaints' ? 'watch' : 'week')
  const [which, setWhich] = useState<WhichWeek>(0)
  const [open, setOpen] = useState<Visit | undefined>(undefined)
  const post = me?.staff.find(({ areaCode, role }) => areaCode.length >= 12 && role !== 'doctor')
  const communityId = named === '' ? post?.areaCode.slice(0, 12) : named
  const input = communityId === undefined ? undefined : { communityId }
  const week = useQuery('homecare.week', input && { ...input, week: addDays(weekOf(dayOf(new Date())), which * 7) }, {
    pollMilliseconds,
  })
  const watch = useQuery('homecare.supervision', input, { pollMilliseconds })
  const changed = () => {
    setOpen(undefined)
    week.refresh()
    watch.refresh()
  }
  if (me !== undefined && communityId === undefined) {
    return (
      <Page title="上门服务" help={false}>
        <Empty title="这里给社区用" line="上门归社区管。请社区的同事打开。" />
      </Page>
    )
  }
  const toDo =
    (watch.data?.late.length ?? 0) + (watch.data?.complaints.filter(({ status }) => status === 'open').length ?? 0)
  const weekView = (
    <View className="col g3">
      <Segmented<WhichWeek>
        label="哪一周"
        options={[
          { value: 0, text: '本周' },
          { value: 1, text: '下周' },
          { value: 2, text: '下下周' },
        ]}
        value={which}
        onChange={setWhich}
      />
      <QueryView query={week} rows={6}>
        {(data) => (
          <Week communityId={communityId ?? ''} data={data} isWide={isWide} onOpen={setOpen} onChanged={changed} />
        )}
      </QueryView>
    </View>
  )
  const watchView = (
    <QueryView query={watch} rows={4}>
      {(data) => <Watch data={data} onOpen={setOpen} onChanged={changed} />}
    </QueryView>
  )
  const tabs = (
    <Segmented<Shown>
      label="看什么"
      options={[
        { value: 'week', text: '一周' },
        ...(isWide ? [] : [{ value: 'watch' as const, text: toDo === 0 ? '要管的' : `要管的 ${toDo}` }]),
        { value: 'plans', text: '计划' },
      ]}
      value={isWide && view === 'watch' ? 'week' : view}
      onChange={setView}
    />
  )
  const plans = communityId === undefined ? null : <Plans communityId={communityId} onChanged={changed} />
  return (
    <Page title="上门服务" help={false} wide={isWide}>
      {isWide ? (
        <View className="visits-wide">
          <View className="col g3">
            {tabs}
            {view === 'plans' ? plans : weekView}
          </View>
          <Section title="要管的" note={toDo === 0 ? '' : `${toDo} 件`} first>
            {watchView}
          </Section>
        </View>
      ) : (
        <>
          {tabs}
          {view === 'plans' ? plans : view === 'watch' ? watchView : weekView}
        </>
      )}
      {open === undefined ? null : <VisitSheet visit={open} onClose={() => setOpen(undefined)} onDone={changed} />}
    </Page>
  )
}
