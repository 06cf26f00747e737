import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { Page } from '../../ui/page.tsx'
import { QueryView } from '../../ui/states.tsx'
import { Called } from './called.tsx'
import { Calling } from './calling.tsx'
import { WhichShift } from './which-shift.tsx'

const pollMilliseconds = 5000

/** A shift that lacks people: its leaders call here, and who was called answers here. */
export default function CallPage() {
  const linked = useParameter('community')
  const activityId = useParameter('activity')
  const shiftId = useParameter('shift')
  // A message names the shift alone: it is one of the reader's own community.
  const who = useQuery('people.me', linked === '' ? {} : undefined, { keep: true })
  const communityId = linked === '' ? (who.data?.identity?.communityId ?? '') : linked
  return (
    <Page title="临时缺人">
      {shiftId === '' ? (
        <WhichShift communityId={communityId} activityId={activityId} />
      ) : (
        <OfShift communityId={communityId} shiftId={shiftId} />
      )}
    </Page>
  )
}

function OfShift(key: { communityId: string; shiftId: string }) {
  // Whoever watches a call moves it on: each look sends the next portion.
  const query = useQuery('volunteering.shiftCall', key.communityId === '' ? undefined : key, {
    keep: true,
    pollMilliseconds,
  })
  return (
    <QueryView query={query} rows={4}>
      {(call) =>
        call.wouldHear === null ? (
          <Called call={call} onChanged={query.refresh} />
        ) : (
          <Calling call={call} wouldHear={call.wouldHear} onChanged={query.refresh} />
        )
      }
    </QueryView>
  )
}
