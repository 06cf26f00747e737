import { useState } from 'react'
import type { DelegationScope, Identity } from '../../shared/people/contract.ts'
import { useMe } from '../client/session.ts'
import { Segmented } from '../ui/forms.tsx'

/** For whom a page is: oneself, or somebody who lent this. Chosen on the page where there are several. */
export function useWhose(scope: DelegationScope) {
  const me = useMe()
  const persons = (me?.identities ?? []).filter(({ relation, scopes }) => relation === 'self' || scopes.includes(scope))
  const [chosen, choose] = useState<string | undefined>(undefined)
  const whose: Identity | undefined =
    persons.find(({ residentId }) => residentId === (chosen ?? me?.identity?.residentId)) ?? persons[0]
  const choice =
    persons.length < 2 || whose === undefined ? null : (
      <Segmented
        label="看谁的"
        options={persons.map(({ residentId, name, relation }) => ({
          value: residentId,
          text: relation === 'self' ? '我的' : name,
        }))}
        value={whose.residentId}
        onChange={choose}
      />
    )
  return { whose, choice }
}
