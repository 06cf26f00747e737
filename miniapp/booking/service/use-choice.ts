import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { ServiceDetail, Slot } from '../../../shared/booking/contract.ts'
import type { Identity, Me } from '../../../shared/people/contract.ts'
import type { Day } from '../../../shared/time.ts'
import { goBack, replacePage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { say } from '../../ui/toast.tsx'
import { withWish, type Basket, type Wish } from '../basket.ts'
import { basketActs, useBasket } from '../basket-store.ts'
import { useWho } from '../use-here.ts'
import { ageReason, bookable, dayState, whoWords } from '../words.ts'
import type { BookingDay } from './slot-picker.tsx'

/** What was in the address: which service, and perhaps for whom and what it joins. */
export interface Asked {
  communityId: string
  serviceId: string
  residentId: string
  /** Staff books for this resident of their area, who asked them to. */
  isProxy: boolean
  /** It joins what is in the basket already. */
  isAdded: boolean
  /** Which wish of the basket it replaces; undefined when it is one more. */
  swaps: number | undefined
}

export type Slots = Output<Endpoints['booking.slots']>

export interface BookingChoice {
  me: Query<Me>
  service: Query<ServiceDetail>
  slots: Query<Slots>
  people: Identity[]
  person: Identity | undefined
  choosePerson: (person: Identity) => void
  /** Who was asked for by name; undefined: whoever is free. */
  resourceId: string | undefined
  chooseResource: (resourceId: string | undefined) => void
  day: BookingDay | undefined
  chooseDay: (day: Day) => void
  slot: Slot | undefined
  chooseSlot: (slot: Slot) => void
  refusedBecause: string | null
  /** Set when the chosen slot turned out to be full. */
  full: Basket['trouble']
  error: string | undefined
  isBusy: boolean
  /** Keeps the chosen place. */
  keep: (slot?: Slot) => Promise<void>
  /** Stands in the queue of the full slot. */
  wait: (startsAt: string) => Promise<void>
}

/** Everything chosen on the service page, and the two acts: keep a place, or queue for one. */
export function useChoice(asked: Asked): BookingChoice {
  const { communityId, serviceId, residentId, isProxy } = asked
  const me = useWho()
  const service = useQuery('booking.service', { communityId, serviceId })
  const [chosenPerson, setPerson] = useState(residentId)
  const [resourceId, setResource] = useState<string | undefined>(undefined)
  const [chosenDay, setDay] = useState<Day | undefined>(undefined)
  const [slot, setSlot] = useState<Slot | undefined>(undefined)
  const basket = useBasket()
  const waiting = useCommand('booking.wait')

  const people = isProxy ? [proxied(communityId, residentId)] : bookable(me.data, communityId)
  const minimumAge = service.data?.eligibility.minimumAge ?? null
  const person =
    people.find((one) => one.residentId === chosenPerson) ??
    people.find((one) => ageReason(one, minimumAge) === undefined) ??
    people[0]
  const ref = person && { communityId, residentId: person.residentId }
  const slots = useQuery(
    'booking.slots',
    ref && { person: ref, serviceId, ...(resourceId === undefined ? {} : { resourceId }) },
  )
  const days = slots.data?.days ?? []
  const named = person && { ...person, name: slots.data?.residentName ?? person.name }
  const day =
    days.find((one) => one.day === chosenDay) ??
    days.find((one) => dayState(one).hasPlace) ??
    days.find((one) => dayState(one).canChoose)

  const isHere = useRef(true)
  useEffect(
    () => () => {
      isHere.current = false
      // a refusal belongs to this choice: it does not follow to the next page
      basketActs.closeTrouble()
    },
    [],
  )

  function forget() {
    setSlot(undefined)
    waiting.renew()
    waiting.clearError()
    basketActs.closeTrouble()
  }

  async function keep(other?: Slot) {
    const wanted = other ?? slot
    if (!named || !wanted || !service.data) return
    if (other) setSlot(other)
    const wish: Wish = {
      communityId,
      residentId: named.residentId,
      who: whoWords(named),
      serviceId,
      serviceName: service.data.name,
      startsAt: wanted.startsAt,
      ...(resourceId === undefined ? {} : { resourceId }),
    }
    const { wishes } = basketActs.get()
    const isKept = await basketActs.keep(asked.isAdded ? withWish(wishes, wish, asked.swaps) : [wish])
    if (!isHere.current) {
      if (!asked.isAdded) basketActs.leave()
      return
    }
    if (!isKept) slots.refresh()
    else if (asked.isAdded) goBack()
    else replacePage('booking/basket/index', isProxy ? { proxy: '1' } : {})
  }

  async function wait(startsAt: string) {
    if (!ref) return
    const answer = await waiting.run({ id: waiting.id(), person: ref, serviceId, startsAt, note: '' })
    if (answer === undefined || !isHere.current) return
    if (!answer.ok) {
      slots.refresh()
      return
    }
    basketActs.closeTrouble()
    say('排上了')
    replacePage('booking/detail/index', { community: communityId, id: answer.data.bookingId })
  }

  // the place of this wish among all of them: what became of another one is said, not mended here
  const ownIndex = asked.isAdded ? (asked.swaps ?? basket.wishes.length) : 0
  const trouble = basket.trouble?.index === ownIndex ? basket.trouble : undefined
  const isFull = trouble?.code === 'slot_full'
  return {
    me,
    service,
    slots,
    people,
    person: named,
    choosePerson(next) {
      setPerson(next.residentId)
      setResource(undefined)
      forget()
    },
    resourceId,
    chooseResource(next) {
      setResource(next)
      forget()
    },
    day,
    chooseDay(next) {
      setDay(next)
      forget()
    },
    slot,
    chooseSlot(next) {
      setDay(next.day)
      forget()
      setSlot(next)
    },
    refusedBecause: slots.data?.refusedBecause ?? null,
    full: isFull ? trouble : undefined,
    error: waiting.error?.message ?? basket.lost ?? (isFull ? undefined : basket.trouble?.message),
    isBusy: basket.busy !== undefined || waiting.isBusy,
    keep,
    wait,
  }
}

/** Who is booked for by staff; the name comes with the times. */
function proxied(communityId: string, residentId: string): Identity {
  const unknown = { communityName: '', name: '', gridName: '', address: '', age: null }
  return { communityId, residentId, relation: 'volunteer', scopes: ['book'], ...unknown }
}
