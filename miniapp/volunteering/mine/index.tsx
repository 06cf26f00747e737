import { Page } from '../../ui/page.tsx'

export default function VolunteeringMinePage() {
  return <Page title="我的班次">{null}</Page>
}
