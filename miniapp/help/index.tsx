import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen, mayMove } from '../../shared/help/lifecycle.ts'
import { dial, openTab } from '../client/navigate.ts'
import { useMe } from '../client/session.ts'
import { useSettings } from '../client/settings.ts'
import { useCommand } from '../client/use-command.ts'
import { useQuery } from '../client/use-query.ts'
import { mistakeWords } from '../text/help-intents.ts'
import type { Viewer } from '../text/help-waiting.ts'
import { relationWords } from '../text/relations.ts'
import { Btn } from '../ui/btn.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/layout.tsx'
import { Page } from '../ui/page.tsx'
import { Say } from '../ui/say.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'
import { After } from './after.tsx'
import { AddressCard, History, NextCard } from './cards.tsx'
import { Idle } from './idle.tsx'
import { NeighbourBar, NeighbourView } from './neighbour.tsx'
import { CallPanel, SendingPanel, TakingBackPanel, titleOf } from './panel.tsx'
import { useHelp } from './use-help.ts'
import { Waiting } from './waiting.tsx'

/** The city's hotline, for a phone that does not know its community yet. */
const cityHotline = '12345'

export default function HelpPage() {
  const { state, sentFor, isSignedOut, refresh, takePressBack } = useHelp()
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
  const pressedFor = me?.identities.find(({ residentId }) => residentId === sentFor?.person.residentId)
  /** Whose call it is, where that is somebody else. */
  const others = call
    ? viewerOf(call) === 'self'
      ? undefined
      : call.residentName
    : pressedFor && pressedFor.relation !== 'self'
      ? pressedFor.name
      : undefined
  const intent = call?.intent ?? sentFor?.intent ?? 'emergency'
  const isNeighbour = call !== undefined && viewerOf(call) === 'neighbour'
  const first = others === undefined ? (duty.data?.people[0]?.name ?? '值班人') : '值班人'

  async function cancelCall() {
    if (!call) return
    setAsksCancel(false)
    const answer = await cancel.run({ communityId: call.communityId, callId: call.callId })
    if (answer && !answer.ok) say(answer.error.message)
    refresh()
  }

  return (
    <Page title={titleOf(intent, others)} help={isOver} panel={panel()} bottom={bottom()}>
      {state.kind === 'sending' ? sending(state.isLate) : null}
      {state.kind === 'call' ? open(state.call, state.secondsLeft, state.isCut) : null}
      {state.kind === 'opening' ? (
        state.message === undefined ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorState message={state.message} onRetry={refresh} />
        )
      ) : null}
      {state.kind === 'refused' ? <Notice kind="warn" text={state.message} /> : null}
      {state.kind === 'idle' || state.kind === 'refused' ? (
        <Idle me={me} first={first} isSignedOut={isSignedOut} />
      ) : null}
      {asksCancel ? (
        <Sheet
          title={others === undefined ? '真的没事吗' : `${others}真的没事吗`}
          line="说没事，就不用有人跑一趟。社区还会打个电话问一声。"
          onClose={() => setAsksCancel(false)}
        >
          <Btn text={mistakeWords(intent, others)} kind="danger" size="l" wide onPress={() => void cancelCall()} />
          <Btn text="还是要帮忙" kind="secondary" size="l" wide onPress={() => setAsksCancel(false)} />
        </Sheet>
      ) : null}
    </Page>
  )

  function viewerOf({ residentId }: HelpCall): Viewer {
    const mine = (me?.identities ?? []).filter((identity) => identity.residentId === residentId)
    if (mine.some(({ relation }) => relation === 'self')) return 'self'
    return mine.some(({ scopes }) => scopes.includes('help')) ? 'family' : 'neighbour'
  }

  function panel() {
    if (state.kind === 'sending') {
      return (
        <SendingPanel bar={titleOf(intent, others)} seconds={state.seconds} isLate={state.isLate} isElder={elder} />
      )
    }
    if (state.kind === 'taking-back') return <TakingBackPanel />
    if (state.kind !== 'call' || !isOpen(state.call.status)) return undefined
    return (
      <CallPanel call={state.call} secondsLeft={state.secondsLeft} isElder={elder} isOthers={others !== undefined} />
    )
  }

  function open(shown: HelpCall, secondsLeft: number, isCut: boolean) {
    const viewer = viewerOf(shown)
    if (viewer === 'neighbour') {
      const hasKey = me?.identities.some(
        ({ residentId, scopes }) => residentId === shown.residentId && scopes.includes('key'),
      )
      return <NeighbourView call={shown} secondsLeft={secondsLeft} hasKey={hasKey ?? false} />
    }
    if (isOpen(shown.status)) {
      const firstName = viewer === 'self' ? duty.data?.people[0]?.name : undefined
      const view = { call: shown, secondsLeft, isCut, viewer, elder, contact }
      return <Waiting {...view} first={firstName} />
    }
    return (
      <>
        <After call={shown} viewer={viewer} onChange={refresh} />
        <History call={shown} who={viewer === 'self' ? '您' : shown.residentName} />
      </>
    )
  }

  function bottom() {
    if (call && isNeighbour) return <NeighbourBar call={call} onChange={refresh} />
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
        {isLate ? callContact() : isWaiting ? callCommunity() : null}
        {mayCancel ? (
          <Btn
            text={mistakeWords(intent, others)}
            kind="plain"
            wide
            busyText="正在告诉社区"
            isBusy={cancel.isBusy}
            onPress={() => (call ? setAsksCancel(true) : void takePressBack())}
          />
        ) : null}
      </View>
    )
  }

  function callContact() {
    return (
      contact && (
        <Btn
          text={`打给${relationWords[contact.relation]}${elder ? '' : contact.name}`}
          kind="secondary"
          size="l"
          wide
          icon="phone"
          onPress={() => dial(contact.phone)}
        />
      )
    )
  }

  function callCommunity() {
    return (
      hotline && (
        <Btn
          text={elder ? '打电话给社区' : '打给社区'}
          kind="secondary"
          size="l"
          wide
          icon="phone"
          onPress={() => dial(hotline.phone)}
        />
      )
    )
  }

  function sending(late: boolean) {
    const isUrgent = intent === 'emergency' || intent === 'unwell'
    const bell = `${first}的手机马上会响。`
    const sit = others === undefined ? '您坐着等。' : ''
    return (
      <>
        {late ? (
          <Card pad className="col g3">
            <View>
              <Text className="quiet t-small">别等了，直接打电话</Text>
              <View className="t-display num">
                <Text>{hotline?.phone ?? cityHotline}</Text>
              </View>
              {elder ? null : <Text className="quiet">{hotline ? `${hotline.name}热线` : '市民热线'}</Text>}
            </View>
            <Btn
              text={hotline ? '打给社区' : `打 ${cityHotline}`}
              kind="primary"
              size="l"
              wide
              icon="phone-call"
              onPress={() => dial(hotline?.phone ?? cityHotline)}
            />
          </Card>
        ) : (
          <NextCard words={elder ? `${bell}${sit}` : `${bell}${isUrgent ? '60 秒' : '5 分钟'}没人接，转给社区。`} />
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
        {late || elder ? null : <AddressCard address={pressedFor?.address ?? self?.address ?? ''} />}
      </>
    )
  }
}
