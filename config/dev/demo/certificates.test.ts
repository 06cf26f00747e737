import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadCertificates } from './certificates.ts'
import { loadHours } from './hours.ts'
import { loadPeople } from './people.ts'
import { loadVolunteering } from './volunteering.ts'
import { loadRegistrations } from './volunteers.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it.each(['2026-11-24T00:20:00.000Z', '2027-01-31T16:30:00.000Z'])(
  'shows a certificate in every state on %s, 陈静’s issued',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    await loadRegistrations(db, world, now)
    await loadHours(db, world, now)
    await loadCertificates(db, world, now)
    const rows = () => raw('select name, status from certificate order by status, name')
    const before = await rows()
    // Loading again, after a load that was cut off, changes nothing.
    await loadCertificates(db, world, now)
    expect(await rows()).toEqual(before)
    expect(before.map((row) => row['status'])).toEqual(['held', 'issued', 'published', 'published', 'revoked'])
    expect(before).toContainEqual({ name: '陈静', status: 'issued' })
  },
)
