import { Page } from '../../ui/page.tsx'

export default function AffairsNoticesPage() {
  return <Page title="社区通知">{null}</Page>
}
