import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { at, counterTown } from '../../testing/counter-world.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()

test('sixteen arrive at once: every number once, none left out; a repeat gets its own again', async () => {
  const town = await counterTown(database)
  const { communityId, cast } = town
  const bookings = await Promise.all(
    Array.from({ length: 16 }, () => town.book(cast.elder, town.ids.papers, at('09:00'))),
  )
  const checkIn = (bookingId: string) =>
    town.ok(cast.communityStaff, 'booking.checkIn', { communityId, bookingId, wheelchair: false })
  const answers = await Promise.all(bookings.flatMap((id) => [checkIn(id), checkIn(id)]))
  const numbers = new Map(answers.map(({ bookingId, number }) => [bookingId, number]))
  for (const { bookingId, number } of answers) expect(number).toBe(numbers.get(bookingId))
  const expected = Array.from({ length: 16 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`)
  expect(new Set(numbers.values())).toEqual(new Set(expected))
  for (const id of bookings) expect(await town.booking(id)).toMatchObject({ status: 'checked_in', version: 2 })
})

test('windows that press at once never get the same person, and a window never two', async () => {
  const town = await counterTown(database, at('09:30'))
  const { communityId, cast } = town
  const windows = Array.from({ length: 4 }, (_, index) => `${index + 1} 号窗口`)
  const provider = { communityId, providerId: town.ids.hall }
  await town.ok(cast.communityStaff, 'booking.saveCounter', {
    ...provider,
    version: 0,
    windows,
    showNames: false,
    newDoorCode: false,
  })
  const waiting = 24
  for (let index = 0; index < waiting; index += 1) {
    await town.ok(cast.communityStaff, 'booking.walkIn', {
      ...{ id: newId(), communityId, serviceId: town.ids.papers, residentId: null, guestName: '', wheelchair: false },
    })
  }
  const called: string[] = []
  while (called.length < waiting) {
    // every window is pressed on two computers at once, and one press comes twice
    const presses = windows.flatMap((window) => {
      const id = newId()
      return [id, id, newId()].map((one) => ({ window, id: one }))
    })
    const answers = await Promise.all(
      presses.map(({ window, id }) => town.call(cast.communityStaff, 'booking.callNext', { id, ...provider, window })),
    )
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))
    expect(codes.filter((code) => code !== 'window_busy' && code !== 'conflict')).toEqual([])
    const standing = (await database.raw(
      `select id, version, at_window from queue_ticket where at_window is not null`,
    )) as { id: string; version: number; at_window: string }[]
    expect(new Set(standing.map(({ at_window: window }) => window)).size).toBe(standing.length)
    expect(standing.length).toBeGreaterThan(0)
    for (const answer of answers) {
      if (answer.ok && answer.data.called) {
        const { ticketId, window } = answer.data.called
        expect(standing.find(({ id }) => id === ticketId)?.at_window).toBe(window)
      }
    }
    for (const { id, version } of standing) {
      called.push(id)
      const done = { communityId, ticketId: id, version, act: 'done' } as const
      await town.ok(cast.communityStaff, 'booking.moveTicket', done)
    }
  }
  expect(new Set(called).size).toBe(waiting)
  expect(await database.raw(`select id from queue_ticket where status <> 'served'`)).toEqual([])
})
