import { useState } from 'react'
import type { CareCard } from '../../../shared/people/care-card-contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { NeedsBinding } from '../needs-binding.tsx'
import { useWhose } from '../whose.tsx'
import { CareForm } from './care-form.tsx'
import { Kept } from './kept.tsx'

/**
 * 急救卡: what somebody who comes to help must know. With `desk` in the address a worker fills it in for a person who
 * stands there; what is on the card already is not shown to the worker.
 */
export default function CareCardPage() {
  const desk = { communityId: useParameter('community'), residentId: useParameter('resident') }
  return desk.residentId === '' ? <Own /> : <AtDesk person={desk} />
}

function AtDesk({ person }: { person: { communityId: string; residentId: string } }) {
  return (
    <Page title="填急救卡" help={false}>
      <CareForm person={person} card={null} by="desk" name="本人" onDone={undefined} />
    </Page>
  )
}

function Own() {
  const me = useFreshMe()
  const { whose, choice } = useWhose('help')
  const person = whose && { communityId: whose.communityId, residentId: whose.residentId }
  const query = useQuery('people.careCard', person && { person })
  const [isEditing, setEditing] = useState(false)
  const title = whose === undefined || whose.relation === 'self' ? '急救卡' : `${whose.name}的急救卡`
  const name = whose === undefined || whose.relation === 'self' ? '您' : whose.name

  function close() {
    setEditing(false)
    query.refresh()
  }

  if (isEditing && person) {
    return (
      <Page title={title}>
        <CareForm
          person={person}
          card={query.data?.card ?? null}
          by={whose.relation === 'self' ? 'self' : 'family'}
          name={name}
          onDone={close}
        />
      </Page>
    )
  }
  return (
    <Page title={title}>
      <QueryView
        query={me}
        empty={{
          when: () => whose === undefined,
          show: <NeedsBinding line="绑定以后，才好写急救卡。" />,
        }}
      >
        {() => (
          <>
            {choice}
            <QueryView
              query={query}
              empty={{
                when: ({ card }) => card === null,
                show: (
                  <Empty
                    title="还没有急救卡"
                    line={`写上过敏、老毛病和在吃的药。按了求助，来的人一看就知道怎么帮${name}。`}
                    act={
                      <Btn
                        text="写急救卡"
                        kind="primary"
                        size="l"
                        wide
                        icon="pencil-line"
                        onPress={() => setEditing(true)}
                      />
                    }
                  />
                ),
              }}
            >
              {({ card }) => shown(card)}
            </QueryView>
          </>
        )}
      </QueryView>
    </Page>
  )

  function shown(card: CareCard | null) {
    if (card === null || person === undefined) return null
    return <Kept person={person} card={card} name={name} onEdit={() => setEditing(true)} onChange={query.refresh} />
  }
}
