import { Page } from '../../ui/page.tsx'

export default function VolunteeringActivityPage() {
  return <Page title="活动">{null}</Page>
}
