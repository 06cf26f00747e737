import { Page } from '../ui/page.tsx'
import { TabBar } from '../ui/tab-bar.tsx'

export default function HomePage() {
  return (
    <Page title="首页" back={false} bottom={<TabBar current="home" />}>
      {null}
    </Page>
  )
}
