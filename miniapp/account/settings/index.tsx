import { Page } from '../../ui/page.tsx'

export default function AccountSettingsPage() {
  return <Page title="设置">{null}</Page>
}
