import { View } from '@tarojs/components'
import { useState } from 'react'
import { menu } from '../../../shared/volunteering/menu.ts'
import type { VolunteerRequest } from '../../../shared/volunteering/requests-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { requestSaid, requestShort } from '../../text/requests.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill, type Said } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { Unbound } from '../../ui/when-bound.tsx'

type List = 'open' | 'mine'

/** 邻里帮忙: what neighbours ask volunteers for, and what I asked for. */
export default function RequestsPage() {
  const me = useFreshMe()
  const [list, setList] = useState<List>('open')
  return (
    <Page title="邻里帮忙">
      <QueryView query={me} empty={{ when: ({ identity }) => identity === null, show: <Unbound /> }}>
        {({ identity }) => (
          <>
            <Segmented<List>
              label="看哪些"
              options={[
                { value: 'open', text: '等人帮忙' },
                { value: 'mine', text: '我请的' },
              ]}
              value={list}
              onChange={setList}
            />
            <Requests key={list} communityId={identity?.communityId ?? ''} list={list} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Requests({ communityId, list }: { communityId: string; list: List }) {
  const query = useQuery('volunteering.requests', { communityId, list })
  const ask = (
    <Btn
      text="请志愿者帮忙"
      kind="secondary"
      size="l"
      wide
      icon="hand-helping"
      onPress={() => openPage('volunteering/ask/index')}
    />
  )
  return (
    <QueryView
      query={query}
      rows={4}
      empty={{
        when: ({ requests }) => requests.length === 0,
        show:
          list === 'open' ? (
            <Empty title="眼下没有人等着" line="有邻居要帮忙，会出现在这里。" act={ask} />
          ) : (
            <Empty title="还没有请过人" line="陪看病、修龙头、教手机，都可以请志愿者。" act={ask} />
          ),
      }}
    >
      {({ requests, today }) => (
        <>
          <Rows>
            {requests.map((request) => (
              <Row
                key={request.requestId}
                lead={
                  <View className="lead lead--icon">
                    <Icon name={menu[request.item].icon} />
                  </View>
                }
                title={menu[request.item].name}
                note={[requestShort(request, today), request.building].filter(Boolean).join('，')}
                end={<SaidPill said={list === 'mine' ? requestSaid(request, new Date()) : openSaid(request)} />}
                onPress={() =>
                  openPage('volunteering/request/index', { community: communityId, id: request.requestId })
                }
              />
            ))}
          </Rows>
          {ask}
        </>
      )}
    </QueryView>
  )
}

function openSaid({ details, isMine, taken, wanted }: VolunteerRequest): Said {
  if (isMine) return { text: '自家的' }
  if (details !== null) return { text: '我去', kind: 'ok', icon: 'check' }
  return taken < wanted ? { text: `还缺 ${wanted - taken} 人` } : { text: '有人去了', kind: 'ok' }
}
