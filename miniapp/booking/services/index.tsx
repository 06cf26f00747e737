import { Page } from '../../ui/page.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'

export default function BookingServicesPage() {
  return (
    <Page title="约服务" back={false} bottom={<TabBar current="booking" />}>
      {null}
    </Page>
  )
}
