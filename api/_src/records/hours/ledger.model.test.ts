import * as fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { Db } from '../../platform/db/tables.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { attendance, hoursStart } from '../../testing/hours-town.ts'
import { hoursOf, recordAttendances, type Attendance } from '../index.ts'
import { advanceHours } from './advance.ts'
import { decideBatch, insertProposals, lineToCorrect, type Proposal } from './store-additions.ts'
import { entriesOfRange } from './store-verify.ts'
import { verifyPortion } from './verify.ts'
import { writeConfirmed } from './writing.ts'

const database = await useDatabase()
const { db } = database
const communityId = places.community
const now = hoursStart

class Crash extends Error {}

/** The database of a process that dies before its statement number `statements`. */
function dying(statements: number): Db {
  let left = statements
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (left === 0) throw new Crash()
      left -= 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return db.withPlugin(plugin)
}

/** Runs work that may die in between; whoever called it knows nothing of how far it came. */
async function maybeDies(statements: number | undefined, work: (db: Db) => Promise<unknown>): Promise<void> {
  try {
    await work(statements === undefined ? db : dying(statements))
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

const who = fc.integer({ min: 0, max: 2 })
/** Dies before this statement; undefined lives. */
const dies = fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined })
const command = fc.oneof(
  fc.record({ kind: fc.constant('attend' as const), who: fc.array(who, { minLength: 1, maxLength: 4 }), dies }),
  fc.record({ kind: fc.constant('add' as const), who, minutes: fc.integer({ min: 1, max: 720 }), dies }),
  fc.record({
    kind: fc.constant('correct' as const),
    who,
    seq: fc.integer({ min: 1, max: 6 }),
    minutes: fc.integer({ min: 0, max: 300 }),
    dies,
  }),
  fc.record({ kind: fc.constant('clock' as const), dies }),
)

function proposal(residentId: string, over: Partial<Proposal>): Proposal {
  const id = newId()
  return {
    community_id: communityId,
    id,
    batch_id: id,
    kind: 'service',
    basis: 'added',
    resident_id: residentId,
    volunteer_number: '1',
    volunteer_name: '陈静',
    corrects_seq: null,
    objection_id: null,
    service_day: '2026-11-03',
    title: '楼道清洁',
    content: '扫楼道',
    place: '3 栋',
    organiser_name: '梅园社区',
    person_in_charge: '李敏',
    minutes: 60,
    reason: '没签到',
    proposed_by: newId(),
    proposed_by_name: '赵雨桐',
    proposed_at: now,
    ...over,
  }
}

const lines = () => entriesOfRange(db, communityId, { after: '' })
const bySeq = (rows: Awaited<ReturnType<typeof lines>>) =>
  new Map(rows.map((row) => [`${row.resident_id} ${row.seq}`, row]))

it('whatever is attended, added, corrected and cut off: balance = sum, the chain holds, no line ever changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 14 }), async (commands) => {
      await database.clear()
      const people = [newId(), newId(), newId()]
      const attended: Attendance[] = []
      /** Minutes that must stand in the end, by volunteer. */
      const expected = { automatic: [0, 0, 0], added: [0, 0, 0] }
      let before = bySeq(await lines())

      for (const one of commands) {
        if (one.kind === 'attend') {
          const some = one.who.map((index) => attendance(people[index] ?? ''))
          for (const index of one.who) expected.automatic[index] = (expected.automatic[index] ?? 0) + 180
          attended.push(...some)
          await maybeDies(one.dies, (own) => recordAttendances(own, some, { now, newId }))
        } else if (one.kind === 'clock') {
          await maybeDies(one.dies, (own) => advanceHours({ db: own, communityIds: [communityId], now, newId }))
        } else {
          const residentId = people[one.who] ?? ''
          const line =
            one.kind === 'correct' ? await lineToCorrect(db, { communityId, residentId }, one.seq) : undefined
          if (one.kind === 'correct' && (!line || line.minutes === one.minutes)) continue
          const basis = line?.entry.basis ?? 'added'
          const minutes = line ? one.minutes - line.minutes : one.minutes
          const kind = line ? 'correction' : 'service'
          const row = proposal(residentId, { kind, basis, minutes, corrects_seq: line?.entry.seq ?? null })
          if ((await insertProposals(db, [row])) === 'open') continue
          const by = { decided_by: newId(), decided_by_name: '沈涛', decided_at: now, decision_words: '' }
          const batch = { communityId, batchId: row.id }
          expect(await decideBatch(db, batch, { status: 'confirmed', ...by })).toBe(true)
          expected[basis][one.who] = (expected[basis][one.who] ?? 0) + minutes
          await maybeDies(one.dies, (own) => writeConfirmed(own, [communityId], now, row.id))
        }
        const after = bySeq(await lines())
        for (const [key, row] of before) expect(after.get(key)).toEqual(row)
        before = after
      }

      // Whoever was cut off comes again.
      await recordAttendances(db, attended, { now, newId })
      await advanceHours({ db, communityIds: [communityId], now, newId })
      const portion = await verifyPortion(db, communityId, { after: '' })
      expect(portion.problems).toEqual([])
      const sums = await hoursOf(db, communityId, people)
      const all = await lines()
      people.forEach((residentId, index) => {
        const own = all.filter((row) => row.resident_id === residentId)
        const sum = sums.get(residentId)
        expect(sum).toMatchObject({
          automaticMinutes: expected.automatic[index],
          addedMinutes: expected.added[index],
          totalMinutes: own.reduce((total, row) => total + row.minutes, 0),
        })
        for (const row of own.filter(({ kind }) => kind === 'service')) {
          const corrections = own.filter(({ corrects_seq: seq }) => seq === row.seq)
          expect(corrections.reduce((total, each) => total + each.minutes, row.minutes)).toBeGreaterThanOrEqual(0)
        }
      })
      const accounts = await db
        .selectFrom('hours_account')
        .select(['resident_id', 'entries'])
        .where('community_id', '=', communityId)
        .execute()
      for (const { resident_id: id, entries } of accounts) {
        expect(entries).toBe(all.filter((row) => row.resident_id === id).length)
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
