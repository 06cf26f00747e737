import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import type { App } from '../../../api/_src/app.ts'
import { compose } from '../../../api/_src/compose.ts'
import { newId } from '../../../api/_src/platform/ids.ts'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { slices } from '../../../api/_src/slices.ts'
import { makePlaces, type TestResident } from '../../../api/_src/testing/actors.ts'
import { call } from '../../../api/_src/testing/call.ts'
import { makeVolunteers, openShift } from '../../../api/_src/testing/volunteering.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { startPrivateDatabase } from '../../dev/private-database.ts'
import { migrateToLatest } from '../../migrate.ts'
import { deploymentEnvironment } from '../database/environment.ts'
import { median } from '../load.ts'
import { limitRow, type Row } from '../rows.ts'
import { writeSignups } from './many-signups.ts'

const mostRatio = 1.3
const warmUps = 30
const bufferPoolMegabytes = 1024
const visitors = 20
/** In both communities: what is to come, and what each visitor has. */
const comingShifts = 40
const shiftsPerVisitor = 6
const signupsPerShift = 50

interface Community {
  db: Db
  app: App
  people: readonly TestResident[]
  activityId: string
  close: () => Promise<void>
}

/**
 * The lists of activities, of one activity and of one's own shifts, in a community with 1,000 sign-ups behind it and in
 * one with 100,000, asked in turn in the same run on the same server.
 */
export async function largeSignupRows(samples: number, progress: (sentence: string) => void): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'linlitong-bench-'))
  const server = await startPrivateDatabase({ dataDirectory: path.join(folder, 'database'), bufferPoolMegabytes })
  const opened: Community[] = []
  try {
    for (const [name, signups] of [
      ['signups_small', 1_000],
      ['signups_large', 100_000],
    ] as const) {
      progress(`${signups} sign-ups are written`)
      opened.push(await openCommunity(server.url, name, signups))
    }
    return await ratios(opened, samples)
  } finally {
    for (const community of opened) await community.close()
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openCommunity(serverUrl: string, name: string, signups: number): Promise<Community> {
  const root = await createConnection(serverUrl)
  await root.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_520_ci`)
  await root.end()
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`)
  await migrateToLatest(url)
  const db = openMysql(url)
  const { app } = compose(slices, {
    db,
    environment: readEnvironment(deploymentEnvironment(url)),
    log: () => undefined,
  })
  await makePlaces(db)
  const now = new Date()
  const people = await makeVolunteers(db, visitors, now)
  const at = (days: number) => instantOf(addDays(dayOf(now), days), '09:00')
  const coming = []
  for (let number = 1; number <= comingShifts; number += 1) {
    coming.push(await openShift(db, { startsAt: at(number), capacity: 30 }))
  }
  for (const { token } of people) {
    for (const { shiftId } of coming.slice(0, shiftsPerVisitor)) {
      const reply = await call(app, token, 'volunteering.signUp', { id: newId(), shiftId })
      if (!reply.ok) throw new Error(`the bench could not sign up: ${reply.error.code}`)
    }
  }
  await app.settled()
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
  for (let from = 0; from < signups; from += signupsPerShift) {
    const startsAt = at(-10 - Math.floor(from / signupsPerShift / 4))
    const shift = await openShift(db, { startsAt, capacity: signupsPerShift })
    await writeSignups(connection, shift, { from, to: from + signupsPerShift - 1, status: 'attended', startsAt })
  }
  await connection.query('analyze table signup, shift, activity, volunteer_group')
  await connection.end()
  return { db, app, people, activityId: coming[0]?.activityId ?? '', close: () => db.destroy() }
}

const measured = ['volunteering.activities', 'volunteering.activity', 'volunteering.mine'] as const

async function ratios(communities: readonly Community[], samples: number): Promise<Row[]> {
  const times = measured.map(() => communities.map((): number[] => []))
  for (let index = 0; index < warmUps + samples; index += 1) {
    // whoever goes first changes from call to call
    for (const which of index % 2 === 0 ? [0, 1] : [1, 0]) {
      const community = communities[which]
      if (!community) continue
      for (const [at, name] of measured.entries()) {
        const milliseconds = await timeOf(community, name, index)
        if (index >= warmUps) times[at]?.[which]?.push(milliseconds)
      }
    }
  }
  return measured.map((name, at) => {
    const [small = [], large = []] = times[at] ?? []
    const [p50Small, p50Large] = [median(small), median(large)]
    const ratio = p50Large / p50Small
    return {
      ...limitRow(`${name} p50 at 100,000`, `${p50Large.toFixed(2)} ms`, `${mostRatio}`, ratio <= mostRatio),
      baseline: `${p50Small.toFixed(2)} ms at 1,000`,
      result: ratio.toFixed(2),
    }
  })
}

async function timeOf(community: Community, name: (typeof measured)[number], index: number): Promise<number> {
  const who = community.people[index % community.people.length]
  if (!who) throw new Error('nobody lives here')
  const input = name === 'volunteering.activity' ? { activityId: community.activityId } : {}
  const started = performance.now()
  const result = await call(community.app, who.token, name, input as never)
  const milliseconds = performance.now() - started
  if (!result.ok) throw new Error(`${name} was refused: ${result.error.code}`)
  return milliseconds
}
