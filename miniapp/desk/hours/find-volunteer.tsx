import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { hoursText } from '../../../shared/records/hours.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

export type FoundVolunteer = Output<Endpoints['records.volunteers']>['volunteers'][number]

/** Volunteers by the beginning of name or number, with what their hours come to. */
export function FindVolunteer({
  communityId,
  onFound,
}: {
  communityId: string
  onFound: (volunteer: FoundVolunteer) => void
}) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState<string | undefined>(undefined)
  const query = useQuery('records.volunteers', search === undefined ? undefined : { communityId, search })
  return (
    <>
      <Field
        label="姓名，或者志愿者编号"
        value={typed}
        onInput={setTyped}
        placeholder="比如 陈静"
        maxLength={20}
        id="find-volunteer"
      />
      <Btn text="找志愿者" icon="search" wide onPress={() => setSearch(typed.replace(/\s/g, ''))} />
      {search === undefined ? null : (
        <QueryView
          query={query}
          rows={2}
          empty={{
            when: ({ volunteers }) => volunteers.length === 0,
            show: <Empty title="没有这位志愿者" line="从姓开始写，或者写编号的头几位。" />,
          }}
        >
          {({ volunteers }) => (
            <Rows>
              {volunteers.map((volunteer) => (
                <Row
                  key={volunteer.residentId}
                  lead={<Avatar name={volunteer.name} />}
                  title={volunteer.name}
                  note={`编号 ${volunteer.volunteerNumber}，一共 ${hoursText(volunteer.totalMinutes)} 小时`}
                  onPress={() => onFound(volunteer)}
                />
              ))}
            </Rows>
          )}
        </QueryView>
      )}
    </>
  )
}
