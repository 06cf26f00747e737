import { Page } from '../../ui/page.tsx'

export default function AccountBindPage() {
  return <Page title="绑定居民">{null}</Page>
}
