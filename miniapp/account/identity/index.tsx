import { Page } from '../../ui/page.tsx'

export default function AccountIdentityPage() {
  return <Page title="我的身份">{null}</Page>
}
