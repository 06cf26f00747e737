import { useState } from 'react'
import type { PlanChoices, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { newId } from '../../client/new-id.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { Led } from './led.tsx'
import { localToday, movedOn } from './typed.ts'
import { Writing } from './writing.tsx'

/** An activity of mine: written step by step while it is a draft, looked after from then on. */
export default function PlanPage() {
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const post = (me?.staff ?? []).filter(({ areaCode }) => areaCode.length >= 12)[0]
  const communityId = named !== '' ? named : (me?.identity?.communityId ?? post?.areaCode.slice(0, 12) ?? '')
  const givenId = useParameter('id')
  const copiedId = useParameter('copy')
  const groupId = useParameter('group')
  const [newOne] = useState(() => newId())
  const known = useQuery('volunteering.plan', givenId === '' ? undefined : { communityId, activityId: givenId })
  const copied = useQuery('volunteering.plan', copiedId === '' ? undefined : { communityId, activityId: copiedId })
  const choices = useQuery('volunteering.planChoices', communityId === '' ? undefined : { communityId })
  const key = { communityId, activityId: givenId === '' ? newOne : givenId }
  const status = known.data?.status
  return (
    <Page title={status === undefined || status === 'draft' ? '办一个活动' : '我带的活动'}>
      {givenId !== '' ? (
        <QueryView query={known} rows={5}>
          {(view) =>
            view.mayWrite ? (
              <Choose choices={choices}>
                {(offered) => <Writing activity={key} start={view} choices={offered} onHandedIn={known.refresh} />}
              </Choose>
            ) : (
              <Led view={view} choices={choices.data} onChanged={known.refresh} />
            )
          }
        </QueryView>
      ) : (
        <Choose choices={choices}>
          {(offered) =>
            copiedId === '' ? (
              <Writing activity={key} start={fresh(offered, me?.identity?.name ?? '', groupId)} choices={offered} />
            ) : (
              <QueryView query={copied} rows={5}>
                {(view) => <Writing activity={key} start={copyOf(view)} choices={offered} />}
              </QueryView>
            )
          }
        </Choose>
      )}
    </Page>
  )
}

/** Who leads no group has nothing to plan. */
function Choose({
  choices,
  children,
}: {
  choices: Query<PlanChoices>
  children: (choices: PlanChoices) => React.ReactNode
}) {
  return (
    <QueryView
      query={choices}
      rows={5}
      empty={{
        when: ({ groups }) => groups.length === 0,
        show: <Empty title="先要有一支队伍" line="活动由队伍来办。您带了队伍，就能在这里写活动。" />,
      }}
    >
      {children}
    </QueryView>
  )
}

type Start = Pick<PlanView, 'plan' | 'version' | 'days' | 'problems'>

function fresh({ groups }: PlanChoices, name: string, wanted: string): Start {
  const group = groups.filter(({ groupId }) => groupId === wanted)[0] ?? groups[0]
  return {
    version: 0,
    days: [],
    problems: [],
    plan: {
      groupId: group?.groupId ?? '',
      kind: 'volunteering',
      category: 'elder_care',
      title: '',
      line: '',
      place: '',
      description: '',
      riskNotice: '',
      isRisky: false,
      insured: false,
      leastAge: null,
      contactName: name,
      contactPhone: '',
      organiserName: '',
      leaderId: null,
      venue: null,
      shifts: [],
    },
  }
}

/** The same again: on the same weekdays, from tomorrow on. */
function copyOf({ plan }: PlanView): Start {
  const shifts = plan.shifts.map((shift) => ({ ...shift, lineId: newId() }))
  return { version: 0, days: [], problems: [], plan: { ...plan, shifts: movedOn(shifts, localToday()) } }
}
