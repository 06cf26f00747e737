import { useState } from 'react'
import type { Identity, Me } from '../../shared/people/contract.ts'
import { Segmented } from '../ui/forms.tsx'

/** Myself, and those who let me apply for them. */
export function mayApplyFor({ identities }: Me): Identity[] {
  return identities.filter(({ relation, scopes }) => relation === 'self' || scopes.includes('apply'))
}

/** For whom these pages are, chosen where there are several. */
export function useWhose(persons: readonly Identity[]) {
  const [chosen, choose] = useState('')
  const whose = persons.find(({ residentId }) => residentId === chosen) ?? persons[0]
  const choice =
    persons.length < 2 || whose === undefined ? null : (
      <Segmented
        label="给谁办"
        options={persons.map(({ residentId, name, relation }) => ({
          value: residentId,
          text: relation === 'self' ? '我自己' : name,
        }))}
        value={whose.residentId}
        onChange={choose}
      />
    )
  return { whose, choice }
}
