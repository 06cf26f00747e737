import { useState } from 'react'
import { useParameter } from '../../client/query-parameters.ts'
import { Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Lend } from './lend.tsx'
import { Accept } from './accept.tsx'

const sides = [
  { value: 'mine', text: '请人替我办' },
  { value: 'theirs', text: '我替家人办' },
] as const

/** Both ends of a delegation: the person who lends, and the one who is asked to help. */
export default function DelegationPage() {
  const [side, setSide] = useState<'mine' | 'theirs'>(useParameter('side') === 'theirs' ? 'theirs' : 'mine')
  return (
    <Page title="代办授权">
      <Segmented label="代办授权" options={sides} value={side} onChange={setSide} />
      {side === 'mine' ? <Lend /> : <Accept />}
    </Page>
  )
}
