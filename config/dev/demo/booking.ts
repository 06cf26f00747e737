import type { InsertObject } from 'kysely'
import { cellsOf, freeUnits, spokenNumber } from '../../../api/_src/booking/decide-grid.ts'
import { refusalWords } from '../../../api/_src/booking/decide.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { addDays, addSeconds, instantOf, weekdayOf, type Day } from '../../../shared/time.ts'
import { demoServices, type DemoResource, type DemoService } from './booking-services.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import { meiyuan, type DemoCommunity } from './places.ts'
import type { DemoResident, World } from './world.ts'

const daysBack = 7
const daysAhead = 14

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

interface Slot {
  id: string
  service: DemoService
  serviceId: string
  day: Day
  time: string
  startsAt: Date
  endsAt: Date
  closesAt: Date
  resourceId: string | null
  taken: number
}

/** Who books, and by whose hand. */
interface Wish {
  resident: DemoResident
  bookedBy: string
  delegateName: string | null
}

/**
 * Services, resources, slots from a week ago to a fortnight ahead, and a good part of them booked. Rows that are there
 * already stay as they are.
 */
export async function loadBooking(db: Db, world: World, now: Date): Promise<void> {
  for (const [index, community] of world.communities.entries()) {
    const town = new BookedCommunity(world, community, new Dice(320_300 + index), now)
    await town.save(db)
  }
}

class BookedCommunity {
  readonly #world: World
  readonly #community: DemoCommunity
  readonly #dice: Dice
  readonly #now: Date
  readonly #slots: Slot[]
  readonly #bookings: Row<'booking'>[] = []
  readonly #claims: Row<'resource_claim'>[] = []
  /** Units in use: resource and cell → set of units, as bits. */
  readonly #busy = new Map<string, number>()
  /** Open places in use: person and service → how many. */
  readonly #open = new Map<string, number>()
  readonly #spoken = new Set<string>()

  constructor(world: World, community: DemoCommunity, dice: Dice, now: Date) {
    this.#world = world
    this.#community = community
    this.#dice = dice
    this.#now = now
    this.#slots = demoServices.flatMap((service) => this.#slotsOf(service))
    if (community.communityId === meiyuan) this.#bookForCharacters()
    this.#bookForNeighbours()
  }

  async save(db: Db): Promise<void> {
    const communityId = this.#community.communityId
    const services = demoServices.map((service, position) => this.#serviceRow(service, position))
    await db
      .insertInto('service')
      .values(services)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('resource')
      .values(this.#resourceRows())
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    const slots = this.#slots.map((slot): Row<'service_slot'> => ({
      community_id: communityId,
      id: slot.id,
      service_id: slot.serviceId,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      closes_at: slot.closesAt,
      closed_at: null,
      capacity: slot.service.capacity,
      taken: slot.resourceId === null ? slot.taken : null,
      resource_id: slot.resourceId,
    }))
    await inPieces(slots, (piece) =>
      db
        .insertInto('service_slot')
        .values(piece)
        .onDuplicateKeyUpdate({ id: inserted('id') })
        .execute(),
    )
    await inPieces(this.#claims, (piece) =>
      db
        .insertInto('resource_claim')
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

  #id(words: string): string {
    return idOf(`demo booking ${this.#community.communityId} ${words}`)
  }

  #resourceRows(): Row<'resource'>[] {
    const doctor = this.#world.staff.find(
      ({ role, areaCode }) => role === 'doctor' && areaCode === this.#community.communityId,
    )
    const resources: [DemoResource, string, number][] = [
      ['nurse', '周敏护士', 1],
      ['doctor', `${doctor?.name ?? ''}医生`, 1],
      ['windows', '服务大厅窗口', 2],
      ['hall', '多功能活动室', 1],
    ]
    return resources.map(([key, name, units]) => ({
      community_id: this.#community.communityId,
      id: this.#id(key),
      name,
      units,
    }))
  }

  #serviceRow(service: DemoService, position: number): Row<'service'> {
    return {
      community_id: this.#community.communityId,
      id: this.#id(service.key),
      category: service.category,
      position,
      name: service.name,
      line: service.line,
      description: service.description,
      icon: service.icon,
      price_cents: service.yuan * 100,
      bring: json(service.bring),
      place: service.place === '' ? '家里' : service.place,
      at_home: service.place === '' ? 1 : 0,
      provider_name: `${this.#community.name.replace('社区', '')}${service.provider}`,
      provider_phone: this.#community.hotline,
      duration_minutes: service.minutes,
      capacity_kind: service.resource === null ? 'pooled' : 'exclusive',
      minimum_age: service.minimumAge,
      living_alone_only: service.livingAloneOnly ? 1 : 0,
      eligibility_words: service.words,
      cancel_cutoff_minutes: service.cancelCutoff,
      open_limit: service.openLimit,
      withdrawn_at: null,
    }
  }

  #slotsOf(service: DemoService): Slot[] {
    const days = Array.from({ length: daysBack + daysAhead }, (_, index) =>
      addDays(this.#world.today, index - daysBack),
    )
    return days
      .filter((day) => service.weekdays.includes(weekdayOf(day)))
      .flatMap((day) =>
        service.times.map((time): Slot => {
          const startsAt = instantOf(day, time)
          return {
            id: this.#id(`${service.key} ${day} ${time}`),
            service,
            serviceId: this.#id(service.key),
            day,
            time,
            startsAt,
            endsAt: addSeconds(startsAt, service.minutes * 60),
            closesAt: addSeconds(startsAt, -service.closesBefore * 60),
            resourceId: service.resource === null ? null : this.#id(service.resource),
            taken: 0,
          }
        }),
      )
  }

  /** What the pictures show: the daughter's booking of a haircut, the nurse, and a visit to the doctor last week. */
  #bookForCharacters() {
    const wang = this.#world.character('wangXiuying')
    const chen = this.#world.character('chenJing')
    const byDaughter = { resident: wang, bookedBy: chen.account?.accountId ?? '', delegateName: chen.name }
    const byHerself = { resident: wang, bookedBy: wang.account?.accountId ?? '', delegateName: null }
    const first = (key: string, time: string, from: number) =>
      this.#slots.find(
        (slot) => slot.service.key === key && slot.time === time && slot.day >= addDays(this.#world.today, from),
      )
    this.#take(first('haircut', '14:00', 2), byDaughter)
    this.#take(first('pressure', '10:30', 1), byHerself)
    this.#take(first('lunchbox', '11:20', 1), byDaughter)
    this.#take(first('clinic', '09:30', -daysBack), byHerself)
    const zhou = this.#world.character('zhouJianguo')
    this.#take(first('hall', '18:30', 3), {
      resident: zhou,
      bookedBy: zhou.account?.accountId ?? '',
      delegateName: null,
    })
  }

  #bookForNeighbours() {
    const { communityId } = this.#community
    const characters = new Set(['wangXiuying', 'chenJing'].map((key) => this.#world.character(key).residentId))
    const neighbours = this.#world.residents.filter(
      (one) => one.communityId === communityId && one.age >= 18 && !characters.has(one.residentId),
    )
    const desk = this.#world.staff.find((one) => one.areaCode === communityId && one.role === 'community_staff')
    for (const slot of this.#slots) {
      // nearer days fill first, as everywhere
      const daysOff = Math.max(0, (slot.startsAt.getTime() - this.#now.getTime()) / 86_400_000)
      const wanted = slot.service.liked * (1 - daysOff / 28)
      for (let place = 0; place < slot.service.capacity; place += 1) {
        if (!this.#dice.chance(wanted)) continue
        const resident = this.#dice.pick(neighbours)
        this.#take(slot, {
          resident,
          bookedBy: resident.account?.accountId ?? desk?.accountId ?? '',
          delegateName: resident.account === null ? (desk?.name ?? '') : null,
        })
      }
    }
  }

  /** Takes a place as the server would; nothing happens where the server would refuse. */
  #take(slot: Slot | undefined, { resident, bookedBy, delegateName }: Wish) {
    if (!slot || slot.taken >= slot.service.capacity) return
    const { service, resourceId } = slot
    if (refusalWords(service, resident, slot.day) !== null) return
    const key = `${resident.residentId} ${service.key}`
    const isOver = slot.endsAt <= this.#now
    const held = this.#open.get(key) ?? 0
    const id = this.#id(`${service.key} ${slot.day} ${slot.time} for ${resident.residentId}`)
    if ((!isOver && held >= service.openLimit) || this.#bookings.some((row) => row.id === id)) return
    if (resourceId !== null && !this.#claim(slot, resourceId, id)) return
    if (!isOver) this.#open.set(key, held + 1)
    slot.taken += 1
    const at = addSeconds(slot.startsAt, -86_400 * this.#dice.between(1, 3))
    const bookedAt = at < this.#now ? at : addSeconds(this.#now, -60 * this.#dice.between(5, 2000))
    this.#bookings.push({
      community_id: this.#community.communityId,
      id,
      slot_id: slot.id,
      service_id: slot.serviceId,
      resource_id: resourceId,
      resident_id: resident.residentId,
      resident_name: resident.name,
      home_address: resident.address,
      booked_by: bookedBy,
      delegate_name: delegateName,
      note: '',
      day: slot.day,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      cancel_until: addSeconds(slot.startsAt, -service.cancelCutoff * 60),
      spoken_number: this.#spokenNumber(id, slot.day),
      status: 'confirmed',
      version: 1,
      // told long ago
      notified_version: 1,
      history: json([
        { version: 1, status: 'confirmed' as const, at: bookedAt.toISOString(), by: bookedBy, delegateName },
      ]),
      live_resident_id: resident.residentId,
      open_place: isOver ? null : held + 1,
      cancel_reason: null,
      booked_at: bookedAt,
      cancelled_at: null,
      due_at: isOver ? null : slot.endsAt,
    })
  }

  #claim(slot: Slot, resourceId: string, bookingId: string): boolean {
    const cells = cellsOf(slot)
    const keyOf = (cell: Date) => `${resourceId} ${cell.getTime()}`
    const busy = cells.reduce((set, cell) => set | (this.#busy.get(keyOf(cell)) ?? 0), 0)
    const [unit] = freeUnits(busy, slot.service.capacity, bookingId)
    if (unit === undefined) return false
    for (const cell of cells) {
      this.#busy.set(keyOf(cell), (this.#busy.get(keyOf(cell)) ?? 0) | (1 << unit))
      this.#claims.push({
        community_id: this.#community.communityId,
        resource_id: resourceId,
        starts_at: cell,
        unit,
        booking_id: bookingId,
        slot_id: slot.id,
        due_at: null,
      })
    }
    return true
  }

  #spokenNumber(id: string, day: Day): string {
    for (let attempt = 0; ; attempt += 1) {
      const spoken = spokenNumber(id, attempt)
      if (this.#spoken.has(`${day} ${spoken}`)) continue
      this.#spoken.add(`${day} ${spoken}`)
      return spoken
    }
  }
}
