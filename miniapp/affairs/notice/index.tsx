import { Page } from '../../ui/page.tsx'

export default function AffairsNoticePage() {
  return <Page title="社区通知">{null}</Page>
}
