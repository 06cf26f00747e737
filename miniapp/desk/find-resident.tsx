import { useState, type ReactNode } from 'react'
import type { FoundResident } from '../../shared/people/contract.ts'
import { useQuery } from '../client/use-query.ts'
import { Btn } from '../ui/btn.tsx'
import { Field } from '../ui/forms.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Empty, QueryView } from '../ui/states.tsx'

/** Finds a resident of a community by name or room. `before` stands in the list's place until somebody has searched. */
export function FindResident({
  communityId,
  label,
  button,
  none,
  before = null,
  onFound,
}: {
  communityId: string
  label: string
  button: string
  /** What to do when nobody is found. */
  none: string
  before?: ReactNode
  onFound: (resident: FoundResident) => void
}) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const found = useQuery('people.findResidents', search === '' ? undefined : { communityId, search })
  return (
    <>
      <Card pad className="col g3">
        <Field
          label={label}
          value={typed}
          onInput={setTyped}
          maxLength={20}
          placeholder="王秀英，或者 3 栋 501"
          id="search"
        />
        <Btn
          text={button}
          kind="primary"
          size="l"
          wide
          icon="search"
          disabled={typed.trim() === ''}
          onPress={() => setSearch(typed.trim())}
        />
      </Card>
      {search === '' ? (
        before
      ) : (
        <QueryView
          query={found}
          empty={{
            when: ({ residents }) => residents.length === 0,
            show: <Empty title="没有找到" line={none} />,
          }}
        >
          {({ residents }) => (
            <Rows>
              {residents.map((resident) => (
                <Row
                  key={resident.residentId}
                  lead={<Avatar name={resident.maskedName} />}
                  title={resident.age === null ? resident.maskedName : `${resident.maskedName}，${resident.age} 岁`}
                  note={resident.address}
                  onPress={() => onFound(resident)}
                />
              ))}
            </Rows>
          )}
        </QueryView>
      )}
    </>
  )
}
