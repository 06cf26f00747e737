import { Page } from '../../ui/page.tsx'

export default function InboxListPage() {
  return <Page title="消息">{null}</Page>
}
