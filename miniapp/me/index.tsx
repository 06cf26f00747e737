import { useFreshMe } from '../client/use-fresh-me.ts'
import { VersionSettings } from '../ui/version-settings.tsx'
import { openPage } from '../client/navigate.ts'
import { ComeBack } from '../ui/come-back.tsx'
import { IconRow, Rows, Section } from '../ui/layout.tsx'
import { Page } from '../ui/page.tsx'
import { ErrorState, OldContent, Skeleton } from '../ui/states.tsx'
import { SignInFirst, isSignedOut } from '../ui/sign-in-first.tsx'
import { TabBar } from '../ui/tab-bar.tsx'
import { Family } from './family.tsx'
import { IdentityCard } from './identity-card.tsx'
import { Records } from './records-section.tsx'
import { SignOut } from './sign-out.tsx'
import { Work } from './work.tsx'

export default function MePage() {
  const me = useFreshMe()
  return (
    <Page title="我的" back={false} bottom={<TabBar current="me" />}>
      {me.data === undefined ? (
        me.error === undefined ? (
          <Skeleton rows={3} />
        ) : isSignedOut(me.error) ? (
          <SignInFirst />
        ) : me.error.code === 'signed_out' ? (
          <ComeBack onBack={me.refresh} />
        ) : (
          <ErrorState message={me.error.message} onRetry={me.refresh} />
        )
      ) : (
        <>
          {me.error === undefined ? null : <OldContent answeredAt={me.answeredAt} onRetry={me.refresh} />}
          <IdentityCard me={me.data} />
          <Work staff={me.data.staff} />
          <Family me={me.data} />
          <Records me={me.data} />
        </>
      )}
      <Section title="设置">
        <Rows>
          <VersionSettings />
          <IconRow icon="message-circle" title="显示和提醒" onPress={() => openPage('account/settings/index')} />
          <IconRow icon="shield-check" title="隐私说明" onPress={() => openPage('account/privacy/index')} />
        </Rows>
      </Section>
      {me.data === undefined ? null : <SignOut />}
    </Page>
  )
}
