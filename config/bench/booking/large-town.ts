import { createConnection, type Connection } from 'mysql2/promise'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { newId } from '../../../api/_src/platform/ids.ts'
import { makePlaces, places, TestPeople, type TestResident } from '../../../api/_src/testing/actors.ts'
import { addService, everyDay, planOf } from '../../../api/_src/testing/booking-world.ts'
import { openKey, slotKey } from '../../../api/_src/booking/taking/decide-claims.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { migrateToLatest } from '../../migrate.ts'
import type { SeenStatement } from './examined.ts'

export interface TownSize {
  residents: number
  /** Of the coming fortnight, with their claims. The same in every town. */
  coming: number
  /** Of the three years before. */
  past: number
}

export interface LargeTown {
  url: string
  db: Db
  /** Signed in, with no booking of these services. */
  visitors: readonly TestResident[]
  services: readonly string[]
  /** The statements sent by `db` while `work` runs. */
  watch: (work: () => Promise<void>) => Promise<readonly SeenStatement[]>
  close: () => Promise<void>
}

const serviceCount = 40
const slotMinutes = 30
/** From 8:00 to 18:00. */
const slotsPerDay = 20
const daysAhead = 14
const daysBack = 1000
const rowsPerInsert = 50_000
const comingPerInsert = 500

/** A town in a database of this name on the server of `url`. Its history is written by the server itself. */
export async function openLargeTown(
  serverUrl: string,
  name: string,
  size: TownSize,
  visitorCount: number,
  progress: (sentence: string) => void,
): Promise<LargeTown> {
  const root = await createConnection(serverUrl)
  await root.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_520_ci`)
  await root.end()
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`)
  await migrateToLatest(url)
  let seen: SeenStatement[] = []
  const db = openMysql(url, { onStatement: (sql, parameters) => seen.push({ sql, parameters }) })
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
  const now = new Date()
  await makePlaces(db)
  const people = new TestPeople(now)
  const visitors = people.residents(visitorCount, { name: '王秀英', livingAlone: true })
  await people.save(db)
  const services: string[] = []
  for (let service = 0; service < serviceCount; service += 1) {
    services.push(
      await addService(db, places.community, {
        name: `服务 ${service}`,
        plan: planOf([everyDay('08:00', '18:00')]),
        capacity: 6,
        open_limit: 5,
      }),
    )
  }
  await writeResidents(connection, size.residents)
  await writeComing(connection, services, size, now)
  await writePast(connection, services, size, now, progress)
  await connection.query('analyze table booking, booking_claim, resident, service')
  await connection.end()
  return {
    url,
    db,
    visitors,
    services,
    async watch(work) {
      seen = []
      await work()
      return seen
    },
    close: () => db.destroy(),
  }
}

/** The id of the n-th resident of the crowd, as the statements below write it. */
const residentId = (index: number) => `0${String(index).padStart(25, '0')}`
const residentSql = (number: string) => `concat('0', lpad(${number}, 25, '0'))`

async function writeResidents(connection: Connection, count: number): Promise<void> {
  await connection.query(
    `insert into resident (community_id, id, household_id, name, sex, birth_date, phone, grid_code, building, unit, room,
       floor, has_lift, access_note, living_alone, tags, version, created_at, updated_at)
     select ?, ${residentSql('seq')}, ${residentSql('seq div 3')}, '居民', 'female', '1950-01-01', null, ?,
       seq mod 90, '1', seq div 90, 1, 0, '', 0, '[]', 1, '2024-01-01', '2024-01-01' from seq_0_to_${count - 1}`,
    [places.community, places.grid],
  )
}

const bookingColumns =
  'community_id, id, service_id, resident_id, resident_name, home_address, has_priority, booked_by, channel, note, day, ' +
  'starts_at, ends_at, cancel_until, resource_ids, price_cents, spoken_number, status, version, notified_version, ' +
  'history, booked_at, due_at'

/** The coming fortnight, one after another over all services and slots, with the claims of its places. */
async function writeComing(connection: Connection, services: readonly string[], size: TownSize, now: Date) {
  const today = dayOf(now)
  const bookings: unknown[][] = []
  const claims: unknown[][] = []
  for (let index = 0; index < size.coming; index += 1) {
    const serviceId = services[index % services.length] ?? ''
    const turn = Math.floor(index / services.length)
    const slot = turn % (daysAhead * slotsPerDay)
    const unit = Math.floor(turn / (daysAhead * slotsPerDay)) + 1
    const day = addDays(today, 1 + Math.floor(slot / slotsPerDay))
    const startsAt = new Date(instantOf(day, '08:00').getTime() + (slot % slotsPerDay) * slotMinutes * 60_000)
    const endsAt = new Date(startsAt.getTime() + slotMinutes * 60_000)
    const id = newId()
    const who = residentId(index % size.residents)
    const minute = Math.floor(startsAt.getTime() / 60_000)
    const history = JSON.stringify([
      { version: 1, kind: 'confirmed', at: now.toISOString(), by: who, delegateName: null },
    ])
    const spoken = String(100_000 + (index % 900_000))
    bookings.push([
      ...[places.community, id, serviceId, who, '居民', '', 0, who, 'app', '', day, startsAt, endsAt, startsAt],
      ...['[]', 1000, spoken, 'confirmed', 1, 1, history, now, endsAt],
    ])
    claims.push(
      [places.community, serviceId, minute, unit, id, 0, endsAt],
      [places.community, slotKey(who, serviceId), minute, 1, id, 100, endsAt],
      [places.community, openKey(who, serviceId), 0, unit, id, 101, endsAt],
    )
  }
  for (let from = 0; from < bookings.length; from += comingPerInsert) {
    const [part, claimed] = [
      bookings.slice(from, from + comingPerInsert),
      claims.slice(from * 3, (from + comingPerInsert) * 3),
    ]
    await connection.query(`insert into booking (${bookingColumns}) values ?`, [part])
    await connection.query(
      'insert ignore into booking_claim (community_id, claim_key, cell, unit, booking_id, need, due_at) values ?',
      [claimed],
    )
  }
}

/** Three years in which everybody came: no claim of them is left. */
async function writePast(
  connection: Connection,
  services: readonly string[],
  size: TownSize,
  now: Date,
  progress: (sentence: string) => void,
): Promise<void> {
  await connection.query('create temporary table bench_service (number int primary key, id char(26))')
  await connection.query('insert into bench_service values ?', [services.map((id, number) => [number, id])])
  const first = instantOf(addDays(dayOf(now), -daysBack), '08:00')
  const perDay = Math.max(1, Math.ceil(size.past / daysBack))
  for (let from = 0; from < size.past; from += rowsPerInsert) {
    const to = Math.min(from + rowsPerInsert, size.past) - 1
    await connection.query(
      `insert into booking (${bookingColumns})
       select ?, concat('1', lpad(seq, 25, '0')), s.id, ${residentSql(`(seq * 7919) mod ${size.residents}`)}, '居民', '', 0,
         ${residentSql(`(seq * 7919) mod ${size.residents}`)}, 'app', '', date(@at := timestampadd(minute,
           (seq div ${perDay}) * 1440 + ((seq div ${serviceCount}) mod ${slotsPerDay}) * ${slotMinutes}, ?)),
         @at, timestampadd(minute, ${slotMinutes}, @at), @at, '[]', 1000, 100000 + seq mod ${perDay}, 'completed', 3, 3,
         '[{"version":1,"kind":"confirmed","at":"2026-01-01T00:00:00.000Z","by":"","delegateName":null}]', @at, null
       from seq_${from}_to_${to} join bench_service s on s.number = seq mod ${serviceCount}`,
      [places.community, first],
    )
    progress(`${to + 1} of ${size.past} past bookings are written`)
  }
}
