import { Page } from '../../ui/page.tsx'

export default function BookingDetailPage() {
  return <Page title="预约">{null}</Page>
}
