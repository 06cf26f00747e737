import { Page } from '../ui/page.tsx'

export default function HelpPage() {
  return <Page title="求助">{null}</Page>
}
