import { useState } from 'react'
import type { DelegationScope, Identity } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { useParameter } from '../client/query-parameters.ts'
import { useMe } from '../client/session.ts'
import { Btn } from '../ui/btn.tsx'
import { Segmented } from '../ui/forms.tsx'
import { Empty } from '../ui/states.tsx'

/** For whom the page is: whom the address names, else oneself, else who lends this; chosen where there are several. */
export function useWhose(scope: DelegationScope = 'see') {
  const me = useMe()
  const named = useParameter('person')
  const persons = (me?.identities ?? []).filter(({ relation, scopes }) => relation === 'self' || scopes.includes(scope))
  const [chosen, choose] = useState<string | undefined>(undefined)
  const wanted = chosen ?? (named === '' ? me?.identity?.residentId : named)
  const whose: Identity | undefined = persons.find(({ residentId }) => residentId === wanted) ?? persons[0]
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
  return { whose, choice, mayApply: whose !== undefined && mayApplyFor(whose) }
}

function mayApplyFor({ relation, scopes }: Identity): boolean {
  return relation === 'self' || scopes.includes('apply')
}

export function personOf({ communityId, residentId }: Identity) {
  return { communityId, residentId }
}

/** Before the community knows who this is. */
export function BindFirst() {
  return (
    <Empty
      title="先绑定社区"
      line="绑定以后，才能签家庭医生、看体检通知。"
      act={<Btn text="绑定我的社区" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
    />
  )
}

/** The agreement as this reader gives it: for oneself, or for somebody who was asked. */
export function sayer({ relation, name }: Identity): 'self' | { name: string } {
  return relation === 'self' ? 'self' : { name }
}
