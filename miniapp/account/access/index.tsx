import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { call } from '../../client/call.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { accessWords, momentWords, whoWords } from '../../text/access.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { NeedsBinding } from '../needs-binding.tsx'
import { useWhose } from '../whose.tsx'

type Opening = Output<Endpoints['people.accessLog']>['openings'][number]

/** 谁看过我的资料: every opening by somebody else, with the reason. */
export default function AccessPage() {
  const me = useFreshMe()
  const { whose, choice } = useWhose('see')
  return (
    <Page title="谁看过我的资料">
      <QueryView
        query={me}
        empty={{
          when: () => whose === undefined,
          show: <NeedsBinding line="绑定以后，谁看过您的资料，这里都有。" />,
        }}
      >
        {() => (
          <>
            {choice}
            {whose === undefined ? null : (
              <Openings key={whose.residentId} communityId={whose.communityId} residentId={whose.residentId} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Openings({ communityId, residentId }: { communityId: string; residentId: string }) {
  const person = { communityId, residentId }
  const log = useQuery('people.accessLog', { person })
  const [older, setOlder] = useState<{ openings: readonly Opening[]; more: boolean } | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  async function goOn(before: string) {
    setBusy(true)
    const answer = await call('people.accessLog', { person, before })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    setOlder({ openings: [...(older?.openings ?? []), ...answer.data.openings], more: answer.data.more })
  }
  return (
    <QueryView
      query={log}
      empty={{
        when: ({ openings }) => openings.length === 0,
        show: <Empty title="还没有人看过" line="社区的人打开您的资料，这里马上记下是谁、为什么。" />,
      }}
    >
      {({ openings, more }) => {
        const all = [...openings, ...(older?.openings ?? [])]
        const last = all[all.length - 1]
        return (
          <>
            <Notice text="看资料要有缘由，看一次记一次，谁也删不掉。有疑问，打电话问社区。" />
            <Rows>
              {all.map((opening, index) => (
                <Row
                  key={index}
                  lead={<Avatar name={opening.name === '' ? '邻' : opening.name} />}
                  title={whoWords(opening)}
                  note={`${momentWords(opening.at, new Date())}，${accessWords[opening.purpose]}`}
                />
              ))}
            </Rows>
            {(older?.more ?? more) && last ? (
              <Btn text="看更早的" kind="tint" wide isBusy={isBusy} onPress={() => void goOn(last.at)} />
            ) : null}
          </>
        )
      }}
    </QueryView>
  )
}
