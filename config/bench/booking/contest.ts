import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { newId } from '../../../api/_src/platform/ids.ts'
import { places } from '../../../api/_src/testing/actors.ts'
import { addService, everyDay, planOf } from '../../../api/_src/testing/booking-world.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { deploymentEnvironment } from '../database/environment.ts'
import type { Subject } from '../database/subjects.ts'
import { openBenchTown, type BenchTown } from '../database/town.ts'
import { startServer, type BenchServer } from '../load.ts'
import { limitRow, type Row } from '../rows.ts'

const clients = 8
/** 8:00 to 18:00 in steps of half an hour. */
const slotsPerDay = 20

/** One call over HTTP: true when the place was given. */
type Book = (slot: number, subject: Subject) => Promise<boolean>

/**
 * Side by side over HTTP at eight clients: ours, and "look, then insert" as most booking programs do it. How many
 * bookings a second where everybody gets a place of their own, and how many one-place slots are sold twice when all eight
 * want the same one.
 */
export async function contestRows(
  { bookings, contests }: { bookings: number; contests: number },
  progress: (sentence: string) => void,
): Promise<Row[]> {
  const town = await openBenchTown(bookings + contests * clients, progress)
  const environment = deploymentEnvironment(town.url)
  const naive = await startServer('naive-booking.ts', environment)
  const ours = await startServer('app-database.ts', { ...environment, FUNCTION: 'booking' })
  try {
    const slots = await oneDayServices(town, bookings + contests)
    await onRaw(
      town,
      'create table naive_booking (id char(26) primary key, slot int not null, person char(26) not null)',
    )
    await onRaw(town, 'create index naive_slot on naive_booking (slot)')
    const bookHere: Book = (slot, subject) => oursBooks(ours, slots[slot], subject)
    const bookThere: Book = (slot, { person }) =>
      posted(naive, '/', { slot, id: newId(), person: person.residentId }, undefined)
    progress('eight clients book places of their own')
    const speed = [
      await perSecond(bookThere, town.subjects, bookings),
      await perSecond(bookHere, town.subjects, bookings),
    ]
    progress('eight clients want the same place')
    const rivals = town.subjects.slice(bookings)
    await contest(bookThere, rivals, bookings, contests)
    await contest(bookHere, rivals, bookings, contests)
    const twiceThere = await slotsWhere(town, 'select slot from naive_booking group by slot having count(*) > 1')
    const twiceHere = await slotsWhere(
      town,
      `select service_id, starts_at from booking where status = 'confirmed' group by service_id, starts_at having count(*) > 1`,
    )
    const sold = await slotsWhere(
      town,
      `select service_id, starts_at from booking where status = 'confirmed' group by service_id, starts_at`,
    )
    if (sold !== bookings + contests) throw new Error(`${bookings + contests} slots were wanted, ${sold} were sold`)
    const [there = 0, here = 0] = speed
    const share = (twice: number) => `${twice} of ${contests} sold twice`
    return [
      {
        ...limitRow(`bookings at ${clients} clients over HTTP`, `${here.toFixed(0)}/s`, '', here >= 300),
        baseline: `${there.toFixed(0)}/s look, then insert`,
        result: (here / there).toFixed(2),
        target: '≥ 300/s',
      },
      {
        ...limitRow(`contests of ${clients} for one place`, share(twiceHere), '0', twiceHere === 0),
        baseline: share(twiceThere),
      },
    ]
  } finally {
    naive.stop()
    ours.stop()
    await town.close()
  }
}

/** So many slots with one place each, on as many services as that takes. */
async function oneDayServices({ db }: BenchTown, count: number) {
  const day = addDays(dayOf(new Date()), 3)
  const plan = planOf([everyDay('08:00', '18:00')])
  const slots: { serviceId: string; startsAt: string }[] = []
  while (slots.length < count) {
    const serviceId = await addService(db, places.community, { plan, capacity: 1, open_limit: 5 })
    for (let slot = 0; slot < slotsPerDay && slots.length < count; slot += 1) {
      const startsAt = new Date(instantOf(day, '08:00').getTime() + slot * 30 * 60_000).toISOString()
      slots.push({ serviceId, startsAt })
    }
  }
  return slots
}

function oursBooks(server: BenchServer, slot: { serviceId: string; startsAt: string } | undefined, who: Subject) {
  return posted(server, '/api/booking.book', { id: newId(), person: who.person, ...slot, note: '' }, who.token)
}

async function posted(server: BenchServer, path: string, body: object, token: string | undefined): Promise<boolean> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (response.status !== 200 && response.status !== 409) throw new Error(`${response.status} ${text.slice(0, 200)}`)
  return response.ok
}

/** Eight clients, each with the next free slot and person until all are booked. */
async function perSecond(book: Book, subjects: readonly Subject[], count: number): Promise<number> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = next++; at < count; at = next++) {
        const subject = subjects[at]
        if (!subject || !(await book(at, subject))) throw new Error('a free place was not given')
      }
    }),
  )
  return (count * 1000) / (performance.now() - started)
}

async function contest(book: Book, rivals: readonly Subject[], firstSlot: number, contests: number): Promise<void> {
  for (let round = 0; round < contests; round += 1) {
    const crowd = rivals.slice(round * clients, (round + 1) * clients)
    await Promise.all(crowd.map((subject) => book(firstSlot + round, subject)))
  }
}

async function onRaw({ url }: BenchTown, statement: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(url)
  try {
    const [rows] = await connection.query<RowDataPacket[]>(statement)
    return rows
  } finally {
    await connection.end()
  }
}

async function slotsWhere(town: BenchTown, statement: string): Promise<number> {
  return (await onRaw(town, statement)).length
}
