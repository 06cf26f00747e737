import '../../../api/_src/people/roster/tables.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { daysFrom, weekOf, type Hours, type RosterEntry } from '../../../shared/people/roster.ts'
import { addDays, addSeconds, dayOf, instantOf, type Day } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

interface DemoRoster {
  areaCode: string
  covered: Hours
  /** A and B of each shift; a day later they change places. */
  shifts: readonly (Hours & { people: readonly [string, string | undefined] })[]
}

const rosters: readonly DemoRoster[] = [
  {
    areaCode: meiyuan,
    covered: { from: '08:00', to: '24:00' },
    shifts: [
      { from: '08:00', to: '16:00', people: ['赵雨桐', '沈卫东'] },
      { from: '16:00', to: '24:00', people: ['沈卫东', '赵雨桐'] },
    ],
  },
  {
    areaCode: meiyuan.slice(0, 9),
    covered: { from: '08:00', to: '16:00' },
    shifts: [{ from: '08:00', to: '16:00', people: ['孙志强', undefined] }],
  },
  {
    areaCode: meiyuan.slice(0, 6),
    covered: { from: '08:00', to: '16:00' },
    shifts: [{ from: '08:00', to: '16:00', people: ['刘倩', undefined] }],
  },
]

/** Six days ahead nobody is A in the evening: what a check a week ahead is for. */
const redAhead = 6
const handedOver = '王秀英家的燃气报警器换过电池了。刘桂兰下午从医院回来，晚上打个电话问问。'

/** This week's and next week's duty rosters of 梅园社区, its street and its district; and a swap that waits for an answer. */
export async function loadRoster(db: Db, world: World, now: Date): Promise<void> {
  const today = dayOf(now)
  const days = daysFrom(weekOf(today), 14)
  const idOfMember = (name: string) => world.member(name).accountId
  for (const { areaCode, covered, shifts } of rosters) {
    const entries = days.flatMap((day, index) =>
      shifts.flatMap(({ people, ...hours }) => {
        const [first, second] = index % 2 === 0 || people[1] === undefined ? people : [people[1], people[0]]
        const a = { day, ...hours, part: 'A' as const, accountId: idOfMember(first) }
        const b = second === undefined ? [] : [{ day, ...hours, part: 'B' as const, accountId: idOfMember(second) }]
        const isRed = areaCode === meiyuan && day === addDays(today, redAhead) && hours.from === '16:00'
        return isRed ? b : [a, ...b]
      }),
    )
    await db
      .insertInto('roster_area')
      .values({
        area_code: areaCode,
        covered_from: covered.from,
        covered_to: covered.to,
        version: 3,
        check_due_at: now,
        findings: json({ gaps: [], unready: [] }),
      })
      .onDuplicateKeyUpdate({ area_code: inserted<string>('area_code') })
      .execute()
    await weeks(db, areaCode, entries, idOfMember(shifts[0]?.people[0] ?? ''), now)
    await db
      .insertInto('roster_shift')
      .values(entries.map((entry) => shiftRow(areaCode, entry, now)))
      .onDuplicateKeyUpdate({ id: inserted<string>('id') })
      .execute()
  }
  await openSwap(db, addDays(today, 3), { by: idOfMember('沈卫东'), of: idOfMember('赵雨桐') }, now)
}

async function weeks(db: Db, areaCode: string, entries: readonly RosterEntry[], by: string, now: Date) {
  const at = addSeconds(now, -3 * 86_400).toISOString()
  for (const week of new Set(entries.map(({ day }) => weekOf(day)))) {
    await db
      .insertInto('roster_week')
      .values({
        area_code: areaCode,
        week,
        version: 2,
        entries: json(entries.filter(({ day }) => weekOf(day) === week)),
        published_at: new Date(at),
        history: json([
          { kind: 'saved', version: 1, at, by },
          { kind: 'published', version: 2, at, by },
        ]),
      })
      .onDuplicateKeyUpdate({ area_code: inserted<string>('area_code') })
      .execute()
  }
}

const idOfShift = (areaCode: string, { day, from, part }: Pick<RosterEntry, 'day' | 'from' | 'part'>) =>
  idOf(`demo duty ${areaCode} ${day} ${from} ${part}`)

/** Shifts that are over were started and ended; the last of them has handed something over. */
function shiftRow(areaCode: string, entry: RosterEntry, now: Date) {
  const { day, from, to, part } = entry
  const startsAt = instantOf(day, from)
  const endsAt = to === '24:00' ? instantOf(addDays(day, 1)) : instantOf(day, to)
  const isOver = endsAt <= now
  const isLast = isOver && part === 'A' && addSeconds(endsAt, 86_400) > now
  return {
    area_code: areaCode,
    id: idOfShift(areaCode, entry),
    part,
    account_id: entry.accountId,
    starts_at: startsAt,
    ends_at: endsAt,
    started_at: isOver ? startsAt : null,
    ended_at: isOver ? endsAt : null,
    channel: isOver ? ('desk' as const) : null,
    excuse: '',
    note: isLast && areaCode === meiyuan ? handedOver : '',
  }
}

/** On an evening both are on: they would change places. */
async function openSwap(db: Db, day: Day, who: { by: string; of: string }, now: Date) {
  const evening = { day, from: '16:00' }
  const rows = await db
    .selectFrom('roster_shift')
    .select(['id', 'account_id', 'part', 'starts_at'])
    .where('area_code', '=', meiyuan)
    .where('starts_at', '=', instantOf(evening.day, evening.from))
    .execute()
  const given = rows.find((row) => row.account_id === who.by)
  const back = rows.find((row) => row.account_id === who.of)
  if (given === undefined || back === undefined) return
  await db
    .insertInto('roster_swap')
    .values({
      area_code: meiyuan,
      id: idOf('demo duty swap'),
      shift_id: given.id,
      in_return_id: back.id,
      asked_by: who.by,
      asked_of: who.of,
      status: 'asked',
      asked_at: addSeconds(now, -7200),
      starts_at: given.starts_at,
      part: given.part,
      told_in: meiyuan,
      version: 1,
      untold: 1,
    })
    .onDuplicateKeyUpdate({ id: inserted<string>('id') })
    .execute()
}
