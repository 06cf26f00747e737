import type { HelpCall } from '../../shared/help/contract.ts'
import type { Contact } from '../../shared/people/contract.ts'
import { nextWords, type Viewer } from '../text/help-waiting.ts'
import { relationWords } from '../text/relations.ts'
import { Emergency } from '../ui/emergency.tsx'
import { Notice } from '../ui/states.tsx'
import { Attach } from './attach.tsx'
import { AddressCard, History, NextCard, People, type Person } from './cards.tsx'

/** Under the panel while a call is open: what happens next, who comes along, and what happened so far. */
export function Waiting({
  call,
  secondsLeft,
  isCut,
  viewer,
  elder,
  first,
  contact,
}: {
  call: HelpCall
  secondsLeft: number
  isCut: boolean
  viewer: Viewer
  elder: boolean
  /** Who is rung first, as far as this phone knows. */
  first: string | undefined
  contact: Contact | undefined
}) {
  const isSelf = viewer === 'self'
  return (
    <>
      <NextCard words={nextWords(call, secondsLeft, { viewer, first, isShort: elder })} />
      {isCut ? <Notice kind="warn" text="手机没信号了，求助还在。急事请打电话。" /> : null}
      <Emergency />
      <Attach call={call} />
      {isSelf && (elder || call.status !== 'ringing') ? null : <AddressCard address={call.address} />}
      <People people={[...besides(call), ...(isSelf && contact ? [personOf(contact, elder)] : [])]} />
      {elder ? null : <History call={call} who={isSelf ? '您' : call.residentName} />}
    </>
  )
}

/** The neighbour on the way, and who comes along. */
export function besides(call: HelpCall): Person[] {
  const { neighbour } = call
  return [
    ...(neighbour === null
      ? []
      : [{ name: neighbour.name, title: neighbour.name, note: `${relationWords[neighbour.relation]}，正在过去` }]),
    ...call.helpers.map(({ name, post }) => ({ name, title: name, note: `${post}，一起来` })),
  ]
}

function personOf({ name, relation, address, phone }: Contact, elder: boolean): Person {
  return { name, title: `${relationWords[relation]}${name}`, note: elder ? undefined : address, phone }
}
