import { instantOf } from '../../../shared/time.ts'
import type { RollMark } from '../../../shared/volunteering/attendance.ts'
import type { Proof } from '../../../shared/volunteering/attendance-contract.ts'
import { newId } from '../platform/ids.ts'
import { volunteeringSlice } from '../volunteering/slice.ts'
import { makeActors, places, type TestResident } from './actors.ts'
import { call, callOk } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer } from './server.ts'
import { joinAll, openShift, type ShiftOptions } from './volunteering.ts'

export const attendanceDay = '2026-11-28'
/** A time of that Saturday. */
export const at = (time: string) => instantOf(attendanceDay, time)
const { community: communityId } = places

/** `ok`, or the code of the refusal. */
export const codeOf = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : reply.error?.code)

/** A server on the morning of a shift, with one who leads it: call `begin` before each test. */
export function attendanceServer(database: TestDatabase) {
  const { db, raw } = database
  const server = testServer(database, [volunteeringSlice], at('07:00'))
  const { app, clock } = server

  async function begin() {
    clock.now = at('07:00')
    const cast = await makeActors(db, clock.now)
    const leader = cast.neighbour
    const volunteer = cast.daughter
    await joinAll(db, [cast.elder, volunteer, leader, cast.former], { now: clock.now })

    async function open(options: Partial<ShiftOptions> = {}) {
      const opened = await openShift(db, { startsAt: at('08:30'), capacity: 3, ...options })
      await raw('update activity set leader_id = ? where id = ?', [leader.person.residentId, opened.activityId])
      return opened
    }
    const { shiftId } = await open()
    const place = { communityId, shiftId }
    const sheetOf = (who: { token: string }) => callOk(app, who.token, 'volunteering.attendance', place)
    async function personOn(name: string) {
      const person = (await sheetOf(leader)).people.find((each) => each.name === name)
      if (!person) throw new Error(`${name} is not on the roll`)
      return person
    }
    return {
      cast,
      leader,
      volunteer,
      shiftId,
      place,
      open,
      sheetOf,
      personOn,
      signUp: (who: TestResident) => callOk(app, who.token, 'volunteering.signUp', { id: newId(), shiftId }),
      async codeNow(shift = shiftId) {
        const of = { communityId, shiftId: shift }
        const { codes } = await callOk(app, leader.token, 'volunteering.attendanceCodes', of)
        const [code] = codes
        if (!code) throw new Error('no code')
        return code
      },
      checkIn: (who: TestResident, proof: Proof, id = newId()) =>
        call(app, who.token, 'volunteering.checkIn', { id, shiftId, proof }),
      checkOut: (who: TestResident, proof: Proof, id = newId()) =>
        call(app, who.token, 'volunteering.checkOut', { id, shiftId, proof }),
      async roll(
        who: { token: string },
        mark: RollMark,
        names: readonly string[],
        { id = newId(), fromStart = false } = {},
      ) {
        const people = await Promise.all(names.map(personOn))
        const asked = people.map(({ signupId, version }) => ({ signupId, version }))
        return call(app, who.token, 'volunteering.rollCall', { id, ...place, mark, fromStart, people: asked })
      },
      async messages(who: TestResident) {
        const rows = await raw('select title from delivery where recipient_id = ? and channel = ?', [
          who.person.residentId,
          'inbox',
        ])
        return rows.map(({ title }) => String(title))
      },
      entries: (who: TestResident) =>
        raw('select minutes, basis, check_out_was_forgotten from hours_entry where resident_id = ?', [
          who.person.residentId,
        ]),
    }
  }
  return { server, app, clock, begin }
}

export type AttendanceDay = Awaited<ReturnType<ReturnType<typeof attendanceServer>['begin']>>
