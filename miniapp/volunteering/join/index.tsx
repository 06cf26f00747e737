import { Page } from '../../ui/page.tsx'

export default function VolunteeringJoinPage() {
  return <Page title="成为志愿者">{null}</Page>
}
