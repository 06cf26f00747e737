import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen, mayMove } from '../../shared/help/lifecycle.ts'
import { clockOf } from '../../shared/time.ts'
import { helpPress } from '../client/help-press.ts'
import { dial, openPage, openTab } from '../client/navigate.ts'
import { newId } from '../client/new-id.ts'
import { useMe } from '../client/session.ts'
import { useSettings } from '../client/settings.ts'
import { useCommand } from '../client/use-command.ts'
import { useQuery } from '../client/use-query.ts'
import { eventWords, newestFirst, nextWords } from '../text/help.ts'
import { relationWords } from '../text/relations.ts'
import { Btn } from '../ui/btn.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { HelpButton } from '../ui/help-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Page } from '../ui/page.tsx'
import { Press } from '../ui/press.tsx'
import { Timeline } from '../ui/progress.tsx'
import { Say } from '../ui/say.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'
import { After } from './after.tsx'
import { CallPanel, SendingPanel, TakingBackPanel } from './panel.tsx'
import { useHelp, type HelpState } from './use-help.ts'

export default function HelpPage() {
  const { state, refresh, takePressBack } = useHelp()
  const me = useMe()
  const { elder } = useSettings()
  const [asksCancel, setAsksCancel] = useState(false)
  const cancel = useCommand('help.cancel')
  const call = state.kind === 'call' ? state.call : undefined
  const isOver = call !== undefined && !isOpen(call.status)
  const isLate = state.kind === 'sending' && state.isLate
  const knows = state.kind === 'call' || isLate
  const self = me?.identity
  const person = self && { communityId: self.communityId, residentId: self.residentId }
  // Nothing is asked before the press is through, or needs the phone instead.
  const contacts = useQuery('people.contacts', person && knows ? {} : undefined, { keep: true })
  const duty = useQuery('help.onDuty', person && (knows || state.kind === 'idle') ? { person } : undefined, {
    keep: true,
  })
  const contact = contacts.data?.contacts[0]
  const hotline = me?.hotline ?? undefined

  async function cancelCall() {
    if (!call) return
    setAsksCancel(false)
    const answer = await cancel.run({ communityId: call.communityId, callId: call.callId })
    if (answer && !answer.ok) say(answer.error.message)
    refresh()
  }

  const mistake = (
    <Btn
      text="我没事，按错了"
      kind="plain"
      wide
      busyText="正在告诉社区"
      isBusy={cancel.isBusy}
      onPress={() => (call ? setAsksCancel(true) : void takePressBack())}
    />
  )
  const callContact = contact && (
    <Btn
      text={`打给${relationWords[contact.relation]}${elder ? '' : contact.name}`}
      kind="secondary"
      size="l"
      wide
      icon="phone"
      onPress={() => dial(contact.phone)}
    />
  )
  const callCommunity = hotline && (
    <Btn
      text={elder ? '打电话给社区' : '打给社区'}
      kind="secondary"
      size="l"
      wide
      icon="phone"
      onPress={() => dial(hotline.phone)}
    />
  )

  return (
    <Page title="求助" help={isOver} panel={panelOf(state, elder)} bottom={bottom()}>
      {state.kind === 'sending' ? sending(state.isLate) : null}
      {state.kind === 'call' ? (
        isOver ? (
          <After call={state.call} isFamily={isFamily(state.call)} />
        ) : (
          waiting(state)
        )
      ) : null}
      {state.kind === 'opening' ? (
        state.message === undefined ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorState message={state.message} onRetry={refresh} />
        )
      ) : null}
      {state.kind === 'refused' ? <Notice kind="warn" text={state.message} /> : null}
      {state.kind === 'idle' || state.kind === 'refused' ? me === undefined ? <Skeleton rows={2} /> : idle() : null}
      {state.kind === 'idle' && me === undefined ? <Emergency /> : null}
      {isOver && call ? history(call) : null}
      {asksCancel ? (
        <Sheet
          title="真的没事吗"
          line="说没事，就不用有人跑一趟。社区还会打个电话问一声。"
          onClose={() => setAsksCancel(false)}
        >
          <Btn text="我没事，按错了" kind="danger" size="l" wide onPress={() => void cancelCall()} />
          <Btn text="还是要帮忙" kind="secondary" size="l" wide onPress={() => setAsksCancel(false)} />
        </Sheet>
      ) : null}
    </Page>
  )

  function isFamily(shown: HelpCall) {
    return !me?.identities.some(({ relation, residentId }) => relation === 'self' && residentId === shown.residentId)
  }

  function bottom() {
    if (isOver) {
      return (
        <View className="helpbar">
          <Btn text="回首页" kind="primary" size="l" wide onPress={() => openTab('home/index')} />
        </View>
      )
    }
    if (state.kind !== 'sending' && state.kind !== 'call') return undefined
    const mayCancel = state.kind === 'sending' || mayMove(state.call.status, 'cancel')
    const isWaiting = state.kind === 'sending' || state.call.status === 'ringing'
    return (
      <View className="helpbar">
        {isLate ? callContact : isWaiting ? callCommunity : null}
        {mayCancel ? mistake : null}
      </View>
    )
  }

  function sending(late: boolean) {
    return (
      <>
        {late ? (
          <Card pad className="col g3">
            <View>
              <Text className="quiet t-small">别等了，直接打电话</Text>
              <View className="t-display num">
                <Text>{hotline?.phone ?? '12345'}</Text>
              </View>
              {elder || !hotline ? null : <Text className="quiet">{`${hotline.name}热线`}</Text>}
            </View>
            <Btn
              text="打给社区"
              kind="primary"
              size="l"
              wide
              icon="phone-call"
              onPress={() => dial(hotline?.phone ?? '12345')}
            />
          </Card>
        ) : (
          <NextCard
            words={elder ? `${first()}的手机马上会响。您坐着等。` : `${first()}的手机马上会响。60 秒没人接，转给社区。`}
          />
        )}
        <Emergency />
        {late && !elder ? (
          <Card pad className="flex g3 top-align">
            <Icon name="refresh-cw" className="green" />
            <View className="grow say">
              <Say>您打电话时，手机也会接着发。发到了会震一下。</Say>
            </View>
          </Card>
        ) : null}
        {late || elder ? null : <AddressCard address={self?.address ?? ''} />}
      </>
    )
  }

  function waiting({ call: shown, secondsLeft, isCut }: Extract<HelpState, { kind: 'call' }>) {
    return (
      <>
        <NextCard words={nextWords(shown, secondsLeft, duty.data?.people[0]?.name, elder)} />
        {isCut ? <Notice kind="warn" text="手机没信号了，求助还在。急事请打电话。" /> : null}
        <Emergency />
        {elder || shown.status !== 'ringing' ? null : <AddressCard address={shown.address} />}
        {contact ? (
          <Rows>
            <Row
              title={`${relationWords[contact.relation]}${contact.name}`}
              {...(elder ? {} : { note: contact.address })}
              lead={<Avatar name={contact.name} />}
              end={
                <Press
                  className="dial dial--icon"
                  label={`打给${relationWords[contact.relation]}${contact.name}`}
                  onPress={() => dial(contact.phone)}
                >
                  <Icon name="phone" />
                </Press>
              }
            />
          </Rows>
        ) : null}
        {elder ? null : history(shown)}
      </>
    )
  }

  function history(shown: HelpCall) {
    const who = isFamily(shown) ? shown.residentName : '您'
    return (
      <Card pad>
        <Timeline
          moments={newestFirst(
            shown.events.map((event, index) => ({
              what: eventWords(event, who, shown.events.slice(0, index)),
              time: clockOf(new Date(event.at)),
              now: index === shown.events.length - 1 && isOpen(shown.status),
              ...(event.kind === 'raised' || event.kind === 'pressed_again' ? { kind: 'help' as const } : {}),
            })),
          )}
        />
      </Card>
    )
  }

  function idle() {
    const others = (me?.identities ?? []).filter(
      ({ relation, scopes }) => relation !== 'self' && scopes.includes('help'),
    )
    return (
      <>
        {person ? (
          <HelpButton
            size="block"
            line={`按一下，${first()}马上接`}
            onPress={() => helpPress.start({ id: newId(), person })}
          />
        ) : (
          <Notice kind="info" text="社区还不知道您是谁，按钮用不了。急事请打电话。" />
        )}
        <Emergency />
        {others.length === 0 ? null : (
          <Rows>
            {others.map(({ communityId, residentId, name, address }) => (
              <Row
                key={residentId}
                title={`替${name}求助`}
                note={address}
                lead={<Avatar name={name} />}
                onPress={() => helpPress.start({ id: newId(), person: { communityId, residentId } })}
              />
            ))}
          </Rows>
        )}
        {hotline ? callCommunity : null}
        {person ? null : (
          <Btn text="告诉社区我是谁" kind="primary" size="l" wide onPress={() => openPage('account/bind/index')} />
        )}
      </>
    )
  }

  function first(): string {
    return duty.data?.people[0]?.name ?? '值班人'
  }
}

function panelOf(state: HelpState, elder: boolean) {
  if (state.kind === 'sending') return <SendingPanel seconds={state.seconds} isLate={state.isLate} isElder={elder} />
  if (state.kind === 'taking-back') return <TakingBackPanel />
  if (state.kind !== 'call' || !isOpen(state.call.status)) return undefined
  return <CallPanel call={state.call} secondsLeft={state.secondsLeft} isElder={elder} />
}

function NextCard({ words }: { words: string }) {
  return (
    <Card pad>
      <Text className="quiet t-small">接下来</Text>
      <View className="say t-title mt1">
        <Say>{words}</Say>
      </View>
    </Card>
  )
}

function AddressCard({ address }: { address: string }) {
  return (
    <Rows>
      <Row
        title={address}
        note="按登记的住址上门"
        lead={
          <View className="lead lead--icon">
            <Icon name="map-pin" />
          </View>
        }
      />
    </Rows>
  )
}
