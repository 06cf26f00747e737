import type { Me } from '../../shared/people/contract.ts'
import { helpPress, pressFor } from '../client/help-press.ts'
import { openPage } from '../client/navigate.ts'
import { newId } from '../client/new-id.ts'
import { otherCalls } from '../client/other-calls.ts'
import { Btn } from '../ui/btn.tsx'
import { CallCommunity } from '../ui/call-community.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { HelpButton } from '../ui/help-button.tsx'
import { Row, Rows } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { OtherHelp } from '../ui/other-help.tsx'
import { Notice, Skeleton } from '../ui/states.tsx'

/** The help page when nothing is under way: the one button, what else one may call for, and whom one may press for. */
export function Idle({ me, first, isSignedOut }: { me: Me | undefined; first: string; isSignedOut: boolean }) {
  if (me === undefined && !isSignedOut) {
    return (
      <>
        <Skeleton rows={2} />
        <Emergency />
        <CallCommunity />
      </>
    )
  }
  const others = (me?.identities ?? []).filter(({ relation, scopes }) => relation !== 'self' && scopes.includes('help'))
  const isKnown = Boolean(me?.identity)
  return (
    <>
      {isKnown ? (
        <HelpButton size="block" line={`按一下，${first}马上接`} onPress={() => pressFor('emergency', () => {})} />
      ) : (
        <Notice kind="info" text="社区还不知道您是谁，按钮用不了。急事请打电话。" />
      )}
      <Emergency />
      {isKnown ? <OtherHelp calls={otherCalls(() => {})} /> : null}
      {others.length === 0 ? null : (
        <Rows>
          {others.map(({ communityId, residentId, name, address }) => (
            <Row
              key={residentId}
              title={`替${name}求助`}
              note={address}
              lead={<Avatar name={name} />}
              onPress={() => helpPress.start({ id: newId(), person: { communityId, residentId }, intent: 'emergency' })}
            />
          ))}
        </Rows>
      )}
      <CallCommunity />
      {isKnown || isSignedOut ? null : (
        <Btn text="告诉社区我是谁" kind="primary" size="l" wide onPress={() => openPage('account/bind/index')} />
      )}
    </>
  )
}
