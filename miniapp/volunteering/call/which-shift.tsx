import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { shortWhen } from '../words.ts'

/** Which shift of an activity lacks people: only those of volunteers that are still to come. */
export function WhichShift({ communityId, activityId }: { communityId: string; activityId: string }) {
  const isKnown = communityId !== '' && activityId !== ''
  const query = useQuery('volunteering.plan', isKnown ? { communityId, activityId } : undefined)
  const now = new Date().toISOString()
  const lacking = (shifts: NonNullable<typeof query.data>['shifts']) =>
    shifts.filter(
      ({ role, cancelled, startsAt, taken, capacity }) =>
        role === 'volunteer' && !cancelled && startsAt > now && taken < capacity,
    )
  return (
    <QueryView
      query={query}
      rows={3}
      empty={{
        when: ({ shifts }) => lacking(shifts).length === 0,
        show: <Empty title="没有缺人的班次" line="要来的班次人都齐了，不用临时叫人。" />,
      }}
    >
      {({ shifts }) => (
        <Section title="哪一班缺人" first>
          <Rows>
            {lacking(shifts).map((shift) => (
              <Row
                key={shift.shiftId}
                title={shift.task}
                note={shortWhen(shift, dayOf(new Date()))}
                end={<Pill text={`缺 ${shift.capacity - shift.taken} 人`} kind="warn" icon="user-plus" />}
                onPress={() => openPage('volunteering/call/index', { community: communityId, shift: shift.shiftId })}
              />
            ))}
          </Rows>
        </Section>
      )}
    </QueryView>
  )
}
