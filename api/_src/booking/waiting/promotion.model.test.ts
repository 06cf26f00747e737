import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, type TestResident } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { addService } from '../../testing/booking-world.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase({ clear: 'file' })
const { db, raw, clear } = database
const startsAt = instantOf('2026-11-26', '14:00')
const closes = addSeconds(startsAt, -3600)
const hold = 300
const offer = 1800

type Status = 'held' | 'waiting' | 'offered' | 'confirmed' | 'cancelled' | 'expired'

/** What the rules say, told as people at a counter would live it: one clock, one list, nothing else. */
class Counter {
  now: Date
  capacity: number
  readonly kept: number
  readonly rows: { who: number; old: boolean; status: Status; until: Date; since: Date; isKept: boolean }[] = []

  constructor(now: Date, capacity: number, kept: number) {
    this.now = now
    this.capacity = capacity
    this.kept = kept
  }

  rowOf(who: number) {
    const row = this.rows.findLast((one) => one.who === who)
    if (!row) throw new Error('nobody has done anything here')
    return row
  }
  /** What ran out is void at once; its place is given on when the clock is looked at. */
  of(who: number) {
    const row = this.rows.findLast((one) => one.who === who)
    if (!row) return undefined
    const ranOut = (row.status === 'held' || row.status === 'offered') && row.until <= this.now
    return ranOut ? { ...row, status: 'expired' as const } : row
  }
  here(who: number) {
    const row = this.of(who)
    return row && row.status !== 'cancelled' && row.status !== 'expired' ? row : undefined
  }
  placed() {
    return this.rows.filter(
      ({ status, until }) =>
        status === 'confirmed' || ((status === 'held' || status === 'offered') && until > this.now),
    )
  }
  /** Whose turn it is, in order. */
  queue() {
    const minute = (at: Date) => Math.floor(at.getTime() / 60_000)
    return this.rows
      .filter(({ status }) => status === 'waiting')
      .toSorted(
        (a, b) =>
          minute(a.since) - minute(b.since) || Number(b.old) - Number(a.old) || a.since.getTime() - b.since.getTime(),
      )
  }
  keptNow() {
    return startsAt.getTime() - this.now.getTime() > 86_400_000 ? this.kept : 0
  }
  /** Free places this person may have: the kept ones first for who may have them, the open ones for everybody. */
  free(old: boolean): { kept: number; open: number } {
    const placed = this.placed()
    const left = Math.max(0, this.capacity - placed.length)
    const inKept = placed.filter(({ isKept }) => isKept).length
    const kept = Math.min(left, Math.max(0, this.kept - inKept))
    const isFree = this.keptNow() === 0
    return { kept: old || isFree ? kept : 0, open: left - kept }
  }
  mayTake(old: boolean): boolean {
    const { kept, open } = this.free(old)
    const queue = this.queue()
    if (this.keptNow() > 0 && old && kept > 0 && !queue.some((one) => one.old)) return true
    return queue.length === 0 && kept + open > 0
  }
  isOpen() {
    return this.now < closes
  }
  tidy() {
    for (const row of this.rows) {
      if ((row.status === 'held' || row.status === 'offered') && row.until <= this.now) row.status = 'expired'
    }
    if (!this.isOpen()) for (const row of this.queue()) row.status = 'expired'
  }
}

const people = 7
const isOld = (who: number) => who % 3 === 0

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'book',
        'hold',
        'confirm',
        'release',
        'wait',
        'wait',
        'wait',
        'cancel',
        'cancel',
        'take',
        'take',
      ),
      who: fc.nat(people - 1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('pass'),
      who: fc.constantFrom(1, 20, 61, 299, 300, 299, 300, 1799, 1800, 3600),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('capacity'), who: fc.integer({ min: 1, max: 4 }) }) },
)

it(
  'gives places like a counter with one list: none twice, none idle, nobody overtaken',
  { timeout: 240_000 },
  async () => {
    const town = bookingTown(database)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 1 }),
        // far from the start, around the opening of the kept places, and near the closing
        fc.constantFrom(
          instantOf('2026-11-24', '08:00'),
          instantOf('2026-11-25', '13:30'),
          instantOf('2026-11-26', '12:00'),
        ),
        fc.array(step, { minLength: 8, maxLength: 40 }),
        async (capacity, kept, begin, steps) => {
          await clear()
          await makePlaces(db)
          const serviceId = await addService(db, community, {
            capacity,
            reserved_places: kept,
            close_minutes: 60,
            cancel_cutoff_minutes: 0,
            open_limit: 9,
          })
          const cast: TestResident[] = []
          for (let who = 0; who < people; who += 1) {
            cast.push(
              await town.join({
                name: `居民${who}`,
                birthDate: isOld(who) ? '1944-03-02' : '1990-05-05',
                livingAlone: false,
              }),
            )
          }
          const world = new World(town, serviceId, cast, new Counter(begin, capacity, kept))
          await world.setClock(begin)
          for (const { act, who } of steps) await world.step(act, who)
          await world.pass(3600)
          expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
        },
      ),
      { numRuns: Number(process.env['PROMOTION_RUNS'] ?? 25) },
    )
  },
)

type Row = Readonly<Record<string, unknown>>

class World {
  readonly #ids = new Map<number, string>()
  readonly #baskets = new Map<number, string>()
  readonly #town: ReturnType<typeof bookingTown>
  readonly #serviceId: string
  readonly #cast: readonly TestResident[]
  readonly #model: Counter
  #taken = 0

  constructor(town: ReturnType<typeof bookingTown>, serviceId: string, cast: readonly TestResident[], model: Counter) {
    this.#town = town
    this.#serviceId = serviceId
    this.#cast = cast
    this.#model = model
    town.lines.splice(0)
  }

  async setClock(now: Date) {
    this.#town.clock.now = now
    this.#model.now = now
    const moment = now.toISOString().slice(0, 19).replace('T', ' ')
    await raw('update session set created_at = ?, last_seen_at = ?', [moment, moment])
  }

  async step(act: string, who: number) {
    if (act === 'pass') return this.pass(who)
    if (act === 'capacity') {
      await raw('update service set capacity = ? where id = ?', [who, this.#serviceId])
      this.#model.capacity = who
      return this.pass(300)
    }
    // two commands never come at the very same moment, so that the list has one order
    await this.setClock(addSeconds(this.#model.now, 1))
    await this.#act(act, who)
    await this.#town.app.settled()
    await this.#follow()
  }

  /** Lets time pass and the clock tick: afterwards nothing may be left over. */
  async pass(seconds: number) {
    await this.setClock(addSeconds(this.#model.now, seconds))
    await this.#town.tick()
    this.#model.tidy()
    await this.#follow()
    await this.#nothingIdle()
  }

  async #act(act: string, who: number) {
    const { app } = this.#town
    const model = this.#model
    const { token, person } = this.#cast[who] ?? { token: '', person: { communityId: '', residentId: '' } }
    const [mine, old, now] = [model.here(who), isOld(who), model.now]
    const place = { person, serviceId: this.#serviceId, startsAt: startsAt.toISOString() }
    const newRow = (status: Status, until: Date) => ({ who, old, status, until, since: now, isKept: false })
    const expected = (code: string | undefined, reply: { ok: boolean; error?: { code: string } }) =>
      expect([act, who, reply.error?.code]).toEqual([act, who, code])
    const bookable = () =>
      now >= startsAt
        ? 'slot_past'
        : !model.isOpen()
          ? 'slot_closed'
          : mine && mine.status !== 'held'
            ? 'already_booked'
            : undefined
    if (act === 'book' || act === 'hold') {
      if (mine?.status === 'held') return
      const id = newId()
      const basket = newId()
      const why = bookable() ?? (model.mayTake(old) ? undefined : 'slot_full')
      const reply =
        act === 'book'
          ? await call(app, token, 'booking.book', { id, ...place, note: '' })
          : await call(app, token, 'booking.hold', { id: basket, places: [{ bookingId: id, ...place }] })
      expected(why, reply)
      if (why !== undefined) return
      this.#ids.set(who, id)
      this.#baskets.set(who, basket)
      model.rows.push(newRow(act === 'book' ? 'confirmed' : 'held', addSeconds(now, hold)))
    } else if (act === 'wait') {
      if (mine?.status === 'held') return
      const id = newId()
      const why = bookable() ?? (model.mayTake(old) ? 'slot_open' : undefined)
      expected(why, await call(app, token, 'booking.wait', { id, ...place, note: '' }))
      if (why !== undefined) return
      this.#ids.set(who, id)
      model.rows.push(newRow('waiting', now))
    } else if (act === 'confirm' || act === 'release') {
      const basketId = this.#baskets.get(who)
      if (basketId === undefined || mine?.status !== 'held') return
      const where = { communityId: community, basketId }
      const reply =
        act === 'confirm'
          ? await call(app, token, 'booking.confirm', { ...where, note: '' })
          : await call(app, token, 'booking.release', where)
      expected(undefined, reply)
      const at = model.rowOf(who)
      at.status = act === 'confirm' ? 'confirmed' : 'expired'
    } else if (act === 'cancel') {
      if (!mine || mine.status === 'held') return
      expected(
        undefined,
        await call(app, token, 'booking.cancel', {
          communityId: community,
          bookingId: this.#ids.get(who) ?? '',
          reason: '不去了',
        }),
      )
      model.rowOf(who).status = 'cancelled'
    } else if (act === 'take') {
      const last = model.of(who)
      const bookingId = this.#ids.get(who)
      if (!last || bookingId === undefined) return
      const row = model.rowOf(who)
      const reply = await call(app, token, 'booking.takeOffer', { communityId: community, bookingId })
      if (row.status === 'offered') {
        expected(last.status === 'expired' ? 'offer_expired' : undefined, reply)
        row.status = last.status === 'expired' ? 'expired' : 'confirmed'
      }
    }
  }

  /** The rows as they are: whoever was moved on was next, and nobody else was. */
  async #follow() {
    const model = this.#model
    const rows = await raw(
      `select b.id, b.status, timestampdiff(second, '1970-01-01', b.kept_until) as until, (select min(unit) from booking_claim c where c.booking_id = b.id and c.need < 100) as unit
       from booking b where b.resident_id <> ''`,
    )
    const real = new Map(rows.map((row) => [String(row['id']), row]))
    for (const who of this.#cast.keys()) {
      const row = model.rows.findLast((one) => one.who === who)
      const present = real.get(this.#ids.get(who) ?? '')
      if (!row || !present) continue
      row.isKept = present['unit'] !== null && Number(present['unit']) <= model.kept
      if (row.status !== 'waiting' || present['status'] !== 'offered') continue
      const before = model.queue()
      const passed = before.slice(0, before.indexOf(row))
      // who was passed over may not have had the place: it is one of the kept ones, and that person too young
      const wereRight = passed.every(
        (one) =>
          real.get(this.#ids.get(one.who) ?? '')?.['status'] === 'offered' ||
          (!one.old && row.old && row.isKept && model.keptNow() > 0),
      )
      expect(['overtaken', wereRight]).toEqual(['overtaken', true])
      row.status = 'offered'
      row.until = new Date(Math.min(addSeconds(model.now, offer).getTime(), closes.getTime()))
      expect(Number(present['until'])).toBe(row.until.getTime() / 1000)
    }
    // once it has begun the booking counters take over
    if (model.now >= startsAt) return
    const places = await raw(
      "select count(*) as n, count(distinct c.unit) as units from booking_claim c join booking b on b.id = c.booking_id where c.need < 100 and b.status in ('held','offered','confirmed')",
    )
    const withPlace = rows.filter((row) => ['held', 'offered', 'confirmed'].includes(String(row['status'])))
    expect([places[0]?.['n'], places[0]?.['units']].map(Number)).toEqual([withPlace.length, withPlace.length])
    const isVoid = (row: Row) => row['until'] !== null && Number(row['until']) * 1000 <= model.now.getTime()
    const taken = withPlace.filter((row) => row['status'] === 'confirmed' || !isVoid(row)).length
    // where places were taken away, those who had them keep them, and nobody new comes above
    expect(taken).toBeLessThanOrEqual(Math.max(model.capacity, this.#taken))
    this.#taken = taken
    for (const who of this.#cast.keys()) {
      const row = model.rows.findLast((one) => one.who === who)
      const status = String(real.get(this.#ids.get(who) ?? '')?.['status'])
      const hasRunOut = row && (row.status === 'held' || row.status === 'offered') && row.until <= model.now
      if (row && !hasRunOut) expect([who, status]).toEqual([who, row.status])
    }
  }

  async #nothingIdle() {
    const model = this.#model
    const queue = model.queue()
    if (!model.isOpen()) return expect(queue).toEqual([])
    for (const one of queue) {
      const { kept, open } = model.free(one.old)
      expect(['idle for', one.who, kept + open]).toEqual(['idle for', one.who, 0])
    }
  }
}
