import { Page } from '../../ui/page.tsx'

export default function AccountDelegationPage() {
  return <Page title="代办授权">{null}</Page>
}
