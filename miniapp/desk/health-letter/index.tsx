import { useParameter } from '../../client/query-parameters.ts'
import { Page } from '../../ui/page.tsx'
import { useWide } from '../use-wide.ts'
import { Follow } from './follow.tsx'
import { Write } from './write.tsx'

/** A letter to a hospital: written for somebody (`resident`), or followed step by step (`id`). */
export default function HealthLetterPage() {
  const communityId = useParameter('community')
  const referralId = useParameter('id')
  const residentId = useParameter('resident')
  const isWide = useWide()
  return (
    <Page title={referralId === '' ? '写转诊信' : '转诊'} help={false} wide={isWide && referralId !== ''}>
      {referralId === '' ? (
        <Write person={{ communityId, residentId }} />
      ) : (
        <Follow communityId={communityId} referralId={referralId} isWide={isWide} />
      )}
    </Page>
  )
}
