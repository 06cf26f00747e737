import { Page } from '../ui/page.tsx'
import { TabBar } from '../ui/tab-bar.tsx'

export default function MePage() {
  return (
    <Page title="我的" back={false} bottom={<TabBar current="me" />}>
      {null}
    </Page>
  )
}
