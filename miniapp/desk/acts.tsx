import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { EmergencyNumber } from '../../shared/help/lifecycle.ts'
import { dial } from '../client/navigate.ts'
import { emergencyWords } from '../text/desk.ts'
import { Btn } from '../ui/btn.tsx'
import { CallBackSheet, MinutesSheet, NoteSheet, OutcomeSheet } from './act-sheets.tsx'
import { actIcons, actWords, besideAct, leadAct, mayAct, type Act } from './call-acts.ts'
import { HandOverSheet, HelperSheet, TakeOverSheet } from './colleague-sheets.tsx'
import { EmergencySheet } from './emergency-sheet.tsx'
import type { Desk } from './use-desk.ts'
import type { Script } from './use-moves.ts'

/** Acts that ask something first. */
type Asking = 'setOut' | 'close' | 'calledBack' | 'takeOver' | 'handOver' | 'addHelper' | 'note'
type Asks =
  { act: Asking; call: DeskCall } | { act: 'emergency'; call: DeskCall; number: EmergencyNumber; script: Script }

/** The acts of one call, and the questions some of them ask first. */
export function useActs(desk: Desk) {
  const [asks, setAsks] = useState<Asks | undefined>(undefined)
  const { moves } = desk
  function run(act: Act, call: DeskCall) {
    if (act === 'acknowledge' || act === 'arrive' || act === 'keep' || act === 'decline') void moves[act](call)
    else if (act === 'checkIn') void moves.checkIn(call)
    else setAsks({ act, call })
  }
  /** One tap: written down, dialled, and the words to read out are there. */
  async function callEmergency(number: EmergencyNumber, call: DeskCall) {
    setAsks({ act: 'emergency', call, number, script: [] })
    const script = await moves.callEmergency(call, number)
    setAsks((now) => (now?.act === 'emergency' && now.call.callId === call.callId ? { ...now, script } : now))
  }
  const done = () => setAsks(undefined)
  async function move(moving: Promise<boolean>) {
    if (await moving) done()
  }
  return {
    run,
    callEmergency,
    isAsking: asks !== undefined,
    sheet:
      asks === undefined ? null : (
        <AskSheet asks={asks} desk={desk} onMove={(moving) => void move(moving)} onClose={done} />
      ),
  }
}
export type Acts = ReturnType<typeof useActs>

function AskSheet({
  asks,
  desk,
  onMove,
  onClose,
}: {
  asks: Asks
  desk: Desk
  onMove: (moving: Promise<boolean>) => void
  onClose: () => void
}) {
  const { moves } = desk
  const { call } = asks
  const common = { call, onClose, isBusy: moves.isBusy }
  const people = (desk.query.data?.onDuty ?? []).filter(({ areaCode }) => call.gridCode.startsWith(areaCode))
  const me = people.find((person) => person.me)
  switch (asks.act) {
    case 'setOut':
      return <MinutesSheet {...common} onAnswer={(minutes) => onMove(moves.setOut(call, minutes))} />
    case 'close':
      return <OutcomeSheet {...common} onAnswer={(outcome, note) => onMove(moves.close(call, outcome, note))} />
    case 'calledBack':
      return <CallBackSheet {...common} onAnswer={(text) => onMove(moves.calledBack(call, text))} />
    case 'note':
      return <NoteSheet {...common} onAnswer={(text) => onMove(moves.note(call, text))} />
    case 'takeOver':
      return <TakeOverSheet {...common} onAnswer={(reason) => onMove(moves.takeOver(call, reason))} />
    case 'handOver':
      return (
        <HandOverSheet
          {...common}
          people={people}
          onAnswer={(accountId, reason) => onMove(moves.handOver(call, accountId, reason))}
        />
      )
    case 'addHelper':
      return (
        <HelperSheet
          {...common}
          people={people}
          me={call.mine ? undefined : me}
          onAnswer={(accountId) => onMove(moves.addHelper(call, accountId))}
        />
      )
    case 'emergency':
      return <EmergencySheet call={call} number={asks.number} script={asks.script} onClose={onClose} />
  }
}

/** The next step large, the others beside it; what cannot be done now stays visible. */
export function ActRow({ call, acts, isBusy }: { call: DeskCall; acts: Acts; isBusy: boolean }) {
  const lead = leadAct(call)
  const beside = besideAct(call)
  const steps: readonly Act[] =
    lead === 'calledBack' || beside === 'decline' || call.status === 'on_site'
      ? []
      : (['setOut', 'arrive', 'close'] as const).filter((act) => act !== lead)
  const others = steps.length > 0 ? steps : beside === undefined ? [] : [beside]
  return (
    <View className={`acts mt4 ${lead === undefined ? 'acts--even' : `acts--${others.length}`}`}>
      {lead === undefined ? null : <ActBtn act={lead} call={call} acts={acts} isBusy={isBusy} isLead size="l" />}
      {others.map((act) => (
        <ActBtn key={act} act={act} call={call} acts={acts} isBusy={isBusy} size="l" />
      ))}
    </View>
  )
}

/** What else helps: telephone, ambulance, fire brigade, a colleague. */
export function ToolRow({ call, acts, phone }: { call: DeskCall; acts: Acts; phone: string | null }) {
  const tools = (['handOver', 'addHelper'] as const).filter((act) => mayAct(call, act))
  return (
    <View className="tools mt3">
      {phone === null ? null : (
        <Btn text="打电话" label={`打电话给${call.residentName}`} icon="phone" onPress={() => dial(phone)} />
      )}
      {(['120', '119'] as const).map((number) => (
        <EmergencyBtn key={number} number={number} call={call} acts={acts} />
      ))}
      {tools.map((act) => (
        <ActBtn key={act} act={act} call={call} acts={acts} isBusy={false} size="m" />
      ))}
    </View>
  )
}

export function EmergencyBtn({ number, call, acts }: { number: EmergencyNumber; call: DeskCall; acts: Acts }) {
  const { text, icon } = emergencyWords[number]
  const isCalled = call.emergencyCalled.includes(number)
  return (
    <Btn
      text={isCalled ? `打过 ${number}` : text}
      label={isCalled ? `打过 ${number}，再打一次` : text}
      icon={isCalled ? 'check' : icon}
      onPress={() => void acts.callEmergency(number, call)}
    />
  )
}

export function ActBtn({
  act,
  call,
  acts,
  isBusy,
  size,
  isLead = false,
  className = '',
}: {
  act: Act
  call: DeskCall
  acts: Acts
  isBusy: boolean
  size: 'm' | 'l' | 'xl'
  isLead?: boolean
  className?: string
}) {
  const isUrgent = act === 'acknowledge' && !call.mine
  const icon = isLead || size === 'm' ? actIcons[act] : undefined
  const kind = !isLead ? 'secondary' : isUrgent ? 'help' : act === 'takeOver' ? 'tint' : 'primary'
  const isEarlyEnd = act === 'close' && call.status !== 'on_site'
  return (
    <Btn
      text={actWords(act, call)}
      kind={kind}
      size={size}
      className={className}
      disabled={!mayAct(call, act) || isBusy}
      onPress={() => acts.run(act, call)}
      {...(icon !== undefined && { icon })}
      {...(isLead && act === 'acknowledge' && size === 'l' && { keyCap: 'A' })}
      {...(isLead && { id: size === 'xl' ? 'main-act' : 'lead-act' })}
      {...(isEarlyEnd && size === 'xl' && { label: '结束，电话里说好了' })}
    />
  )
}

export function KeyCap({ text }: { text: string }) {
  return <Text className="key">{text}</Text>
}
