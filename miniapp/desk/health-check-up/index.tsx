import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useHealthPost } from '../use-health-post.ts'
import { useWide } from '../use-wide.ts'
import { CheckUpList } from './list.tsx'
import { Plan } from './plan.tsx'

/** A check-up: planned, or (`id`) its list from the invitation to the fetched results. */
export default function HealthCheckUpPage() {
  const communityId = useParameter('community')
  const checkUpId = useParameter('id')
  const isWide = useWide()
  const me = useFreshMe()
  const post = useHealthPost()
  return (
    <Page title={checkUpId === '' ? '办一次体检' : '体检'} help={false} wide={isWide && checkUpId !== ''}>
      <QueryView
        query={me}
        empty={{
          when: () => post === undefined,
          show: <Empty title="这里给社区医生和社区工作人员用" line="看自己的体检，请在“我的”里点家庭医生和体检。" />,
        }}
      >
        {() =>
          post === undefined ? null : checkUpId === '' ? (
            <Plan {...post} />
          ) : (
            <CheckUpList communityId={communityId} checkUpId={checkUpId} isWide={isWide} />
          )
        }
      </QueryView>
    </Page>
  )
}
