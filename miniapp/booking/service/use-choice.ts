import { useState } from 'react'
import type { Booking, ServiceDetail, Slot } from '../../../shared/booking/contract.ts'
import type { Identity, Me } from '../../../shared/people/contract.ts'
import type { Day } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { replacePage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { say } from '../../ui/toast.tsx'
import { changeTime } from '../change-time.ts'
import { useWho } from '../use-here.ts'
import { ageReason, bookable, dayState } from '../words.ts'
import type { BookingDay } from './slot-picker.tsx'

/** What was in the address: which service, and perhaps for whom and in place of which booking. */
export interface Asked {
  communityId: string
  serviceId: string
  residentId: string
  /** Staff books for this resident of their area, who asked them to. */
  isProxy: boolean
  /** The booking whose time is being changed; empty when a new one is made. */
  instead: string
}

export interface BookingChoice {
  me: Query<Me>
  service: Query<ServiceDetail>
  slots: Query<{ refusedBecause: string | null; days: BookingDay[] }>
  people: Identity[]
  person: Identity | undefined
  choosePerson: (person: Identity) => void
  day: BookingDay | undefined
  chooseDay: (day: Day) => void
  slot: Slot | undefined
  chooseSlot: (slot: Slot) => void
  /** Set when the chosen slot turned out to be full: what is still free. */
  nextFree: Slot[] | undefined
  closeNextFree: () => void
  refusedBecause: string | null
  error: string | undefined
  isBusy: boolean
  book: () => Promise<void>
}

/** Everything chosen on the service page, and the act itself. */
export function useChoice({ communityId, serviceId, residentId, isProxy, instead }: Asked): BookingChoice {
  const me = useWho()
  const service = useQuery('booking.service', { communityId, serviceId })
  const [chosenPerson, setPerson] = useState(residentId)
  const [chosenDay, setDay] = useState<Day | undefined>(undefined)
  const [slot, setSlot] = useState<Slot | undefined>(undefined)
  const [nextFree, setNextFree] = useState<Slot[] | undefined>(undefined)
  const command = useCommand('booking.book')

  const people = isProxy ? [proxied(communityId, residentId)] : bookable(me.data, communityId)
  const minimumAge = service.data?.eligibility.minimumAge ?? null
  const person =
    people.find((one) => one.residentId === chosenPerson) ??
    people.find((one) => ageReason(one, minimumAge) === undefined) ??
    people[0]
  const ref = person && { communityId, residentId: person.residentId }
  const slots = useQuery('booking.slots', ref && { person: ref, serviceId })
  const days = slots.data?.days ?? []
  const named = person && { ...person, name: slots.data?.residentName ?? person.name }
  const day = days.find((one) => one.day === chosenDay) ?? days.find((one) => dayState(one.slots).isOpen)

  function chooseSlot(next: Slot) {
    setDay(next.day)
    setSlot(next)
    setNextFree(undefined)
    command.renew()
    command.clearError()
  }

  async function book() {
    if (!ref || !slot) return
    const send = () => command.run({ id: command.id(), person: ref, slotId: slot.slotId, note: '' })
    const cancelOld = () => call('booking.cancel', { communityId, bookingId: instead, reason: '改时间' })
    const answer = instead === '' ? await send() : await changeTime({ book: send, cancelOld })
    if (answer === undefined) return
    if (answer.ok) arrive(answer.data, instead)
    else {
      if (answer.error.code === 'slot_full') {
        setNextFree(nextFreeOf(answer.error.details))
        setSlot(undefined)
      }
      slots.refresh()
    }
  }

  return {
    me,
    service,
    slots,
    people,
    person: named,
    choosePerson(next) {
      setPerson(next.residentId)
      setSlot(undefined)
      command.renew()
      command.clearError()
    },
    day,
    chooseDay(next) {
      setDay(next)
      setSlot(undefined)
    },
    slot,
    chooseSlot,
    nextFree,
    closeNextFree: () => setNextFree(undefined),
    // a person who changes the time has a booking already: it is given back in the same breath
    refusedBecause: instead === '' ? (slots.data?.refusedBecause ?? null) : null,
    error: command.error?.code === 'slot_full' ? undefined : command.error?.message,
    isBusy: command.isBusy,
    book,
  }
}

/** Who is booked for by staff; the name comes with the times. */
function proxied(communityId: string, residentId: string): Identity {
  const unknown = { communityName: '', name: '', gridName: '', address: '', age: null }
  return { communityId, residentId, relation: 'volunteer', scopes: ['book'], ...unknown }
}

function arrive(booking: Booking, instead: string) {
  say(instead === '' ? '约好了' : '时间改好了')
  replacePage('booking/detail/index', { community: booking.communityId, id: booking.bookingId })
}

function nextFreeOf(details: unknown): Slot[] {
  const list = (details as { nextFree?: Slot[] } | undefined)?.nextFree
  return Array.isArray(list) ? list : []
}
