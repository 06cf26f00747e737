import { expect, test } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { allowedUnits, cellsOf, freeUnits, minuteOf, type Claim } from './decide-claims.ts'
import { insertClaims } from './store-claim.ts'

const { db, raw } = await useDatabase()

/** Of either kind on either driver: ten thousand in one run of all tests. `CONTESTS` asks for more. */
const contests = Number(process.env['CONTESTS'] ?? 2_500)
const rivals = 16
/** As many at once as fit the connections of a busy server. */
const contestsAtOnce = 4
const first = instantOf('2026-12-01', '00:00')
const minutes = 30
const poolPlaces = 2
const patience = 900_000

/** Every rival looked when all was free, and takes the first unit it can get; true when it got one. */
async function rivalTakes(claimsOf: (unit: number) => Omit<Claim, 'need'>[], units: number): Promise<boolean> {
  const bookingId = newId()
  const all = allowedUnits({ capacity: units, kept: 0 }, [])
  for (const unit of freeUnits(all, [], bookingId)) {
    const claims = claimsOf(unit).map((claim) => ({ ...claim, need: 0, bookingId, dueAt: first }))
    if ((await insertClaims(db, places.community, claims)) === 'done') return true
  }
  return false
}

/** How often each number of winners came out of so many contests for one place after another. */
async function contestAll(claimsOf: (contest: number, unit: number) => Omit<Claim, 'need'>[], units: number) {
  const winners: Record<number, number> = {}
  let next = 0
  await Promise.all(
    Array.from({ length: contestsAtOnce }, async () => {
      for (let contest = next++; contest < contests; contest = next++) {
        const taken = await Promise.all(
          Array.from({ length: rivals }, () => rivalTakes((unit) => claimsOf(contest, unit), units)),
        )
        const won = taken.filter(Boolean).length
        winners[won] = (winners[won] ?? 0) + 1
      }
    }),
  )
  return winners
}

/** What the database holds in the end, counted by itself. */
async function totals() {
  const [row] = await raw('select count(*) as claims, count(distinct booking_id) as bookings from booking_claim')
  return { claims: Number(row?.['claims']), bookings: Number(row?.['bookings']) }
}

test(
  `${contests} contests of ${rivals} for one worker: each has one winner, with all of the half hour`,
  { timeout: patience },
  async () => {
    const worker = newId()
    const cells = minutes / 5
    const winners = await contestAll((contest, unit) => {
      const startsAt = addSeconds(first, contest * minutes * 60)
      const endsAt = addSeconds(startsAt, minutes * 60)
      return cellsOf({ startsAt, endsAt }).map((cell) => ({ key: worker, cell, unit }))
    }, 1)
    expect(winners).toEqual({ 1: contests })
    expect(await totals()).toEqual({ claims: contests * cells, bookings: contests })
  },
)

test(
  `${contests} contests of ${rivals} for ${poolPlaces} places: each has ${poolPlaces} winners`,
  { timeout: patience },
  async () => {
    const service = newId()
    const winners = await contestAll(
      (contest, unit) => [{ key: service, cell: minuteOf(addSeconds(first, contest * minutes * 60)), unit }],
      poolPlaces,
    )
    expect(winners).toEqual({ [poolPlaces]: contests })
    expect(await totals()).toEqual({ claims: contests * poolPlaces, bookings: contests * poolPlaces })
  },
)
