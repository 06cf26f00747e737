import { Page } from '../../ui/page.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'

export default function VolunteeringActivitiesPage() {
  return (
    <Page title="志愿" back={false} bottom={<TabBar current="volunteering" />}>
      {null}
    </Page>
  )
}
