import { Page } from '../../ui/page.tsx'

export default function BookingServicePage() {
  return <Page title="服务">{null}</Page>
}
