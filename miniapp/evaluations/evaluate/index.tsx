import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Page } from '../../ui/page.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { Overview } from './overview.tsx'
import { ShiftPage } from './shift.tsx'

/** With a shift: how it was. Without: what is still to say, what was said of me, and my commendations. */
export default function EvaluatePage() {
  const shiftId = useParameter('shift')
  const named = useParameter('community')
  const own = useFreshMe().data?.identity?.communityId ?? ''
  const communityId = named === '' ? own : named
  if (shiftId !== '') {
    return (
      <Page title="评一评">
        <ShiftPage communityId={communityId} shiftId={shiftId} />
      </Page>
    )
  }
  return (
    <Page title="大家怎么说">
      <WhenBound rows={3}>{() => <Overview communityId={communityId} />}</WhenBound>
    </Page>
  )
}
