import { Page } from '../../ui/page.tsx'

export default function BookingMinePage() {
  return <Page title="我的预约">{null}</Page>
}
