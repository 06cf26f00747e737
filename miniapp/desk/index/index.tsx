import { Page } from '../../ui/page.tsx'

export default function DeskPage() {
  return <Page title="值守台">{null}</Page>
}
