import type { InsertObject } from 'kysely'
import type { BookingStepKind } from '../../../shared/booking/lifecycle.ts'
import { elderAge } from '../../../shared/booking/lifecycle.ts'
import { resourceAway, slotsBetween } from '../../../shared/booking/plan.ts'
import { groupsOf, priceFor } from '../../../shared/homecare/groups.ts'
import { addDays, addSeconds, timeOf, type Day } from '../../../shared/time.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import '../../../api/_src/booking/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { limitNeed, slotNeed, spokenNumber, type Claim } from '../../../api/_src/booking/taking/decide-claims.ts'
import { ClaimBook, type GivenResource, type WantedSlot } from './booking-claims.ts'
import { Offering } from './booking-offering.ts'
import { demoProviders, demoResources } from './booking-providers.ts'
import { demoServices } from './booking-services.ts'
import { Dice } from './dice.ts'
import { inPieces } from './pieces.ts'
import { meiyuan, type DemoCommunity } from './places.ts'
import type { DemoResident, World } from './world.ts'

const daysBack = 7
const daysAhead = 14
const hour = 3600
const day = 24 * hour

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

interface Slot extends WantedSlot {
  time: string
}

/** Who books, and by whose hand. */
interface Wish {
  resident: DemoResident
  bookedBy: string
  delegateName: string | null
}

type Outcome = 'confirmed' | 'waiting' | 'checked_in' | 'completed' | 'missed' | 'cancelled'

/** The steps that lead to each status. */
const stepsTo: Readonly<Record<Outcome, readonly BookingStepKind[]>> = {
  confirmed: ['confirmed'],
  waiting: ['waited'],
  checked_in: ['confirmed', 'checked_in'],
  completed: ['confirmed', 'checked_in', 'completed'],
  missed: ['confirmed', 'missed'],
  cancelled: ['confirmed', 'cancelled'],
}

const cancelReasons = ['家里有事', '身体不舒服', '约错时间了', '孩子陪我去'] as const

/**
 * Providers, services, what they need, and bookings from a week ago to a fortnight ahead. Rows that are there already
 * stay as they are.
 */
export async function loadBooking(db: Db, world: World, now: Date): Promise<void> {
  for (const [index, community] of world.communities.entries()) {
    const offering = new Offering(world, community)
    await offering.save(db)
    await new BookedCommunity(world, community, offering, new Dice(320_300 + index), now).save(db)
  }
}

class BookedCommunity {
  readonly #world: World
  readonly #community: DemoCommunity
  readonly #offering: Offering
  readonly #dice: Dice
  readonly #now: Date
  readonly #book: ClaimBook
  readonly #slots: readonly Slot[]
  readonly #neighbours: readonly DemoResident[]
  readonly #bookings: Row<'booking'>[] = []
  readonly #claims: Row<'booking_claim'>[] = []
  readonly #spoken = new Set<string>()

  constructor(world: World, community: DemoCommunity, offering: Offering, dice: Dice, now: Date) {
    this.#world = world
    this.#community = community
    this.#offering = offering
    this.#dice = dice
    this.#now = now
    this.#book = new ClaimBook(now)
    this.#slots = demoServices.flatMap((service) => this.#slotsOf(service))
    const characters = new Set(['wangXiuying', 'chenJing'].map((key) => world.character(key).residentId))
    this.#neighbours = world.residents.filter(
      (one) => one.communityId === community.communityId && one.age >= 18 && !characters.has(one.residentId),
    )
    if (community.communityId === meiyuan) this.#bookForCharacters()
    this.#bookForNeighbours()
  }

  async save(db: Db): Promise<void> {
    await inPieces(this.#claims, (piece) =>
      db
        .insertInto('booking_claim')
        .values(piece)
        .onDuplicateKeyUpdate({ unit: inserted('unit') })
        .execute(),
    )
    await inPieces(this.#bookings, (piece) =>
      db
        .insertInto('booking')
        .values(piece)
        .onDuplicateKeyUpdate({ id: inserted('id') })
        .execute(),
    )
  }

  #slotsOf(service: Slot['service']): Slot[] {
    const hours = demoProviders.find(({ key }) => key === service.provider)?.openingHours ?? null
    const from = addDays(this.#world.today, -daysBack)
    const planned = { plan: service.plan, durationMinutes: service.minutes }
    const kindOf = (one: Day) => this.#offering.dayKindOf(one)
    return slotsBetween(from, daysBack + daysAhead, planned, [], kindOf, hours).map(
      ({ startsAt, endsAt, day: on }) => ({
        serviceId: this.#offering.id(service.key),
        service,
        startsAt,
        endsAt,
        day: on,
        time: timeOf(startsAt),
      }),
    )
  }

  /** What the pictures show: the daughter's booking of a haircut, the nurse, and a visit to the doctor last week. */
  #bookForCharacters() {
    const wang = this.#world.character('wangXiuying')
    const chen = this.#world.character('chenJing')
    const byDaughter = { resident: wang, bookedBy: chen.account?.accountId ?? '', delegateName: chen.name }
    const byHerself = { resident: wang, bookedBy: wang.account?.accountId ?? '', delegateName: null }
    this.#take(this.#first('haircut', 2, '14:00'), byDaughter)
    this.#take(this.#first('pressure', 1, '10:30'), byHerself)
    this.#take(this.#first('lunchbox', 1), byDaughter)
    this.#take(this.#first('clinic', -daysBack, '09:30'), byHerself, 'completed')
    this.#take(this.#first('hall', 3, '18:30'), this.#wishOf(this.#world.character('zhouJianguo')))
    this.#queueForDayCare()
    // booked before the nurse asked for leave: the desk has to find another time
    const leave = this.#slots.find(({ service, day: on }) => service.key === 'pressure' && on === this.#offering.leave)
    this.#take(leave, this.#wishOf(this.#world.character('zhangDefu')), 'confirmed', true)
  }

  /** One day of day care is full, and three people wait for a place in it. */
  #queueForDayCare() {
    const slot = this.#first('day-care', 3)
    const elders = this.#neighbours.filter((one) => one.age >= elderAge && one.account !== null)
    const names = ['zhangDefu', 'liuGuilan'].map((key) => this.#world.character(key))
    const others = elders.filter((one) => !names.includes(one))
    for (const resident of others.slice(0, 12)) this.#take(slot, this.#wishOf(resident), 'confirmed')
    for (const resident of [...names, ...others.slice(12, 13)]) this.#take(slot, this.#wishOf(resident), 'waiting')
  }

  #first(key: string, from: number, time?: string): Slot | undefined {
    const earliest = addDays(this.#world.today, from)
    return this.#slots.find(
      (slot) => slot.service.key === key && slot.day >= earliest && (time === undefined || slot.time === time),
    )
  }

  #wishOf(resident: DemoResident): Wish {
    const { communityId } = this.#community
    const desk = this.#world.staff.find((one) => one.areaCode === communityId && one.role === 'community_staff')
    return {
      resident,
      bookedBy: resident.account?.accountId ?? desk?.accountId ?? '',
      delegateName: resident.account === null ? (desk?.name ?? '') : null,
    }
  }

  #bookForNeighbours() {
    for (const slot of this.#slots) {
      const { pool, needs, liked } = slot.service
      // nearer days fill first, as everywhere
      const daysOff = Math.max(0, (slot.startsAt.getTime() - this.#now.getTime()) / 86_400_000)
      const wanted = liked * (1 - daysOff / 28)
      const attempts = pool?.places ?? Math.min(...needs.map((need) => this.#unitsOf(need)))
      for (let place = 0; place < attempts; place += 1) {
        if (this.#dice.chance(wanted)) this.#take(slot, this.#wishOf(this.#dice.pick(this.#neighbours)))
      }
    }
  }

  #unitsOf(need: Slot['service']['needs'][number]): number {
    return demoResources.reduce((sum, { key, units }) => sum + (need.includes(key) ? units : 0), 0)
  }

  /** Takes a place as the server would; nothing happens where the server would refuse. */
  #take(slot: Slot | undefined, wish: Wish, outcome = slot && this.#outcomeOf(slot), beforeLeave = false) {
    if (!slot || !outcome) return
    const { service } = slot
    const { resident } = wish
    if (resident.age < (service.minimumAge ?? 0) || (service.livingAloneOnly && !resident.livingAlone)) return
    const limits = this.#book.limits(slot, resident)
    const place =
      outcome === 'waiting'
        ? { claims: [], resourceIds: [] }
        : this.#book.place(slot, resident, this.#candidatesOf(slot, beforeLeave))
    if (!limits || !place) return
    const id = this.#offering.id(`${service.key} ${slot.day} ${slot.time} for ${resident.residentId}`)
    const claims = [...limits, ...place.claims]
    // a cancelled one leaves nothing behind, and somebody else may have the place
    this.#book.take(outcome === 'cancelled' ? claims.filter(({ need }) => need === slotNeed) : claims)
    for (const claim of claims) if (keeps(outcome, claim)) this.#claims.push(this.#claimRow(claim, id))
    this.#bookings.push(this.#bookingRow(id, slot, wish, outcome, place.resourceIds))
  }

  /** Most people come; a few stay away, and some give the place back in time. */
  #outcomeOf({ startsAt, endsAt }: Slot): Outcome {
    const roll = this.#dice.roll()
    if (roll < 0.05) return 'cancelled'
    if (startsAt > this.#now) return 'confirmed'
    if (endsAt > this.#now) return 'checked_in'
    return roll < 0.1 ? 'missed' : 'completed'
  }

  #candidatesOf(slot: Slot, beforeLeave: boolean): GivenResource[][] {
    return slot.service.needs.map((need) =>
      demoResources
        .filter(({ key }) => need.includes(key))
        .map(({ key, units }) => {
          const id = this.#offering.id(key)
          return { id, units, isAway: !beforeLeave && resourceAway(this.#offering.exceptions, id, slot) }
        }),
    )
  }

  #claimRow({ key, cell, unit, need }: Claim, bookingId: string): Row<'booking_claim'> {
    return {
      community_id: this.#community.communityId,
      claim_key: key,
      cell,
      unit,
      booking_id: bookingId,
      need,
      due_at: null,
    }
  }

  #bookingRow(
    id: string,
    slot: Slot,
    { resident, bookedBy, delegateName }: Wish,
    outcome: Outcome,
    resourceIds: readonly string[],
  ): Row<'booking'> {
    const { service, startsAt, endsAt } = slot
    const early = addSeconds(startsAt, -day * this.#dice.between(1, 3))
    const bookedAt = early < this.#now ? early : addSeconds(this.#now, -60 * this.#dice.between(5, 2000))
    const isOpen = outcome === 'confirmed' || outcome === 'checked_in' || outcome === 'waiting'
    const steps = stepsTo[outcome]
    const reason = outcome === 'cancelled' ? this.#dice.pick(cancelReasons) : null
    const endedAt = isOpen ? null : outcome === 'cancelled' ? addSeconds(bookedAt, hour / 2) : endsAt
    const times: Partial<Record<BookingStepKind, Date>> = {
      checked_in: addSeconds(startsAt, -5 * 60),
      completed: endsAt,
      missed: endsAt,
      cancelled: endedAt ?? bookedAt,
    }
    const groups = groupsOf(
      { birthDate: resident.birthDate, livingAlone: resident.livingAlone, noted: [] },
      this.#world.today,
    )
    const subsidies = service.subsidies.map(([group, yuan]) => ({ group, priceCents: yuan * 100 }))
    const price = priceFor({ priceKind: service.priceKind, priceCents: service.yuan * 100, subsidies }, groups)
    const reminder = [addSeconds(startsAt, -day), addSeconds(startsAt, -hour)].find((at) => at > this.#now) ?? null
    return {
      community_id: this.#community.communityId,
      id,
      service_id: slot.serviceId,
      resident_id: resident.residentId,
      resident_name: resident.name,
      home_address: resident.address,
      has_priority: resident.age >= elderAge ? 1 : 0,
      booked_by: bookedBy,
      delegate_name: delegateName,
      channel: resident.account === null ? 'phone' : 'app',
      note: '',
      day: slot.day,
      starts_at: startsAt,
      ends_at: endsAt,
      cancel_until: addSeconds(startsAt, -service.cancelCutoff * 60),
      resource_ids: json(resourceIds),
      resource_name: this.#namesOf(resourceIds),
      price_cents: price.priceCents,
      price_group: price.group,
      spoken_number: this.#spokenNumber(id, slot.day),
      basket_id: null,
      series_id: null,
      status: outcome,
      version: steps.length,
      // told long ago
      notified_version: steps.length,
      history: json(
        steps.map((kind, index) => ({
          version: index + 1,
          kind,
          at: (times[kind] ?? bookedAt).toISOString(),
          by: index === 0 || kind === 'cancelled' ? bookedBy : '',
          delegateName: index === 0 || kind === 'cancelled' ? delegateName : null,
          ...(reason === null || kind !== 'cancelled' ? {} : { reason }),
        })),
      ),
      booked_at: bookedAt,
      waiting_since: outcome === 'waiting' ? bookedAt : null,
      kept_until: null,
      remind_at: outcome === 'confirmed' ? reminder : null,
      reminded_at: null,
      reply: null,
      opened_at: null,
      checked_in_at: steps.includes('checked_in') ? (times.checked_in ?? null) : null,
      ended_at: endedAt,
      cancel_reason: reason,
      due_at: outcome === 'waiting' ? startsAt : isOpen ? endsAt : null,
    }
  }

  /** Who serves; where nobody does, what is given. */
  #namesOf(resourceIds: readonly string[]): string | null {
    const taken = demoResources.filter(({ key }) => resourceIds.includes(this.#offering.id(key)))
    const workers = taken.filter(({ kind }) => kind === 'worker')
    const names = (workers.length > 0 ? workers : taken).map(({ key }) => this.#offering.resourceName(key))
    return names.length > 0 ? names.join('、') : null
  }

  #spokenNumber(id: string, on: Day): string {
    for (let attempt = 0; ; attempt += 1) {
      const spoken = spokenNumber(id, attempt)
      if (this.#spoken.has(`${on} ${spoken}`)) continue
      this.#spoken.add(`${on} ${spoken}`)
      return spoken
    }
  }
}

/** A booking that is over owns nothing but its turn of the week or month. */
function keeps(outcome: Outcome, { need }: Claim): boolean {
  return outcome === 'completed' ? need >= limitNeed : outcome !== 'cancelled' && outcome !== 'missed'
}
