import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Certificate } from '../../../shared/records/certificates-contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { certificateSaid, periodText, sumText } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import { Board } from './board.tsx'
import { Decide } from './decide.tsx'
import './index.css'

type Scope = 'running' | 'issued' | 'ended'
const scopes = [
  { value: 'running', text: '公示中' },
  { value: 'issued', text: '出好的' },
  { value: 'ended', text: '停了的' },
] as const
const empties: Readonly<Record<Scope, readonly [string, string]>> = {
  running: ['现在没有公示的', '志愿者要开服务证明，会先出现在这里。'],
  issued: ['还没有出过', '公示完了、没有异议，自己就出具，出现在这里。'],
  ended: ['没有停掉的', '撤销的、换新的、收回的，都留在这里。'],
}

/** Certificates at the desk: what stands in public, what was issued, and what an objection stops. */
export default function DeskCertificatesPage() {
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const isWide = useWide()
  const posts = (me?.staff ?? []).filter(({ role }) => role === 'community_staff' || role === 'admin')
  const own = posts.find(({ areaCode }) => areaCode.length >= 12)?.areaCode.slice(0, 12) ?? ''
  const communityId = named === '' ? own : named
  if (me !== undefined && communityId === '') {
    return (
      <Page title="服务证明" help={false}>
        <Empty title="这里是给社区的人用的" line="您的岗位没有管到哪个社区的志愿者。" />
      </Page>
    )
  }
  return (
    <View className="certificates">
      <Page title="服务证明" help={false} wide={isWide}>
        {communityId === '' ? null : <Desk communityId={communityId} isWide={isWide} />}
      </Page>
    </View>
  )
}

function Desk({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const [scope, setScope] = useState<Scope>('running')
  const [openId, open] = useState('')
  const query = useQuery('records.deskCertificates', { communityId, scope }, { pollMilliseconds: 60_000 })
  const [title, line] = empties[scope]
  const done = () => {
    open('')
    query.refresh()
  }
  return (
    <>
      <View className="certificates__desk col g3">
        <Segmented<Scope>
          label="哪一些"
          options={scopes}
          value={scope}
          onChange={(next) => {
            open('')
            setScope(next)
          }}
        />
        <QueryView
          query={query}
          rows={5}
          empty={{ when: ({ certificates }) => certificates.length === 0, show: <Empty title={title} line={line} /> }}
        >
          {({ certificates, next }) => {
            const chosen = certificates.find(({ certificateId }) => certificateId === openId)
            const list = (
              <List
                key={`${scope} ${certificates.length}`}
                certificates={certificates}
                next={next}
                communityId={communityId}
                scope={scope}
                onOpen={open}
              />
            )
            const one =
              chosen === undefined ? null : (
                <Decide
                  key={`${chosen.certificateId} ${chosen.version}`}
                  certificate={chosen}
                  onClose={() => open('')}
                  onDone={done}
                />
              )
            if (!isWide) return one ?? list
            return (
              <View className="columns">
                <View className="columns__one">{list}</View>
                <View className="columns__one">
                  {one ?? <Empty title="点左边一张" line="这里看内容，再停、放行、出具或者撤销。" />}
                </View>
              </View>
            )
          }}
        </QueryView>
        {scope === 'running' && process.env.TARO_ENV === 'h5' ? (
          <Btn text="打印公示单，贴到公告栏" kind="ghost" wide icon="printer" onPress={() => window.print()} />
        ) : null}
        <View className="t-small quiet">
          <Say>没有异议的，公示完了自己出具，不用点。自己的那一张，请别的同事办。</Say>
        </View>
      </View>
      {scope === 'running' ? <Board certificates={query.data?.certificates ?? []} /> : null}
    </>
  )
}

function List({
  certificates,
  next,
  communityId,
  scope,
  onOpen,
}: {
  certificates: readonly Certificate[]
  next: string | null
  communityId: string
  scope: Scope
  onOpen: (certificateId: string) => void
}) {
  const [more, setMore] = useState<{ certificates: readonly Certificate[]; next: string | null } | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  const before = more === undefined ? next : more.next
  const today = dayOf(new Date())
  async function goOn() {
    if (before === null) return
    setBusy(true)
    const answer = await call('records.deskCertificates', { communityId, scope, before })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    setMore({ certificates: [...(more?.certificates ?? []), ...answer.data.certificates], next: answer.data.next })
  }
  return (
    <>
      <Rows>
        {[...certificates, ...(more?.certificates ?? [])].map((one) => (
          <Row
            key={one.certificateId}
            title={`${one.name}：${sumText(one)}`}
            note={noteOf(one, today)}
            end={<SaidPill said={certificateSaid(one)} />}
            onPress={() => onOpen(one.certificateId)}
          />
        ))}
      </Rows>
      {before === null ? null : (
        <Btn text="再看以前的" wide isBusy={isBusy} busyText="正在找" onPress={() => void goOn()} />
      )}
    </>
  )
}

function noteOf(one: Certificate, today: string): string {
  if (one.status === 'published') {
    return one.publicUntil < today ? '公示完了，可以出具' : `${periodText(one)}，公示到 ${dayWord(one.publicUntil)}`
  }
  return periodText(one)
}
