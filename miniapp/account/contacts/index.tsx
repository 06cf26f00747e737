import { Page } from '../../ui/page.tsx'

export default function AccountContactsPage() {
  return <Page title="紧急联系人">{null}</Page>
}
