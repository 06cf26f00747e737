import { Page } from '../../ui/page.tsx'

export default function AccountPrivacyPage() {
  return <Page title="隐私说明">{null}</Page>
}
