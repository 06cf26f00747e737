import type { StaffRole } from '../../../../shared/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { figuresContract, Station, VolunteerFigures } from '../../../../shared/volunteers/figures-contract.ts'
import { coveragePercent, lacking } from '../../../../shared/volunteers/stations.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import {
  changeStation,
  figuresOf,
  findStation,
  insertStation,
  setPopulation,
  stationsOf,
  type FigureRow,
} from './store.ts'
import type { VolunteerStationTable } from './tables.ts'

const seeing: readonly StaffRole[] = ['community_staff', 'grid_worker', 'admin', 'dispatcher']
const deciding: readonly StaffRole[] = ['community_staff', 'admin']

/** Everybody who lives or works in the community may know where its stations are. */
const belongsTo = (actor: Actor, communityId: string) =>
  actor.identity?.communityId === communityId || actor.staff.some((grant) => grant.communityIds.includes(communityId))

export const figuresHandlers: Handlers<typeof figuresContract> = {
  async 'volunteers.stations'({ communityId }, { actor, db }) {
    if (!belongsTo(actor, communityId)) return refuse('not_allowed')
    return ok({ stations: (await stationsOf(db, communityId)).map(stationView) })
  },

  async 'volunteers.saveStation'({ id, communityId, version, isOpen, model, ...fields }, { actor, db, now }) {
    if (!holdsRoleOver(actor, deciding, communityId)) return refuse('not_allowed')
    const missing = lacking(fields.standard)
    if (model && missing.length > 0) return refuse('standard_unmet', { missing })
    const row: VolunteerStationTable = {
      community_id: communityId,
      id,
      name: fields.name,
      place: fields.place,
      open_hours: fields.openHours,
      person_in_charge: fields.personInCharge,
      phone: fields.phone,
      standard: fields.standard,
      model_since: model?.since ?? null,
      model_level: model?.level ?? null,
      closed_on: isOpen ? null : dayOf(now),
      version: version + 1,
      changed_by_name: actor.displayName,
      changed_at: now,
    }
    const isWritten = version === 0 ? (await insertStation(db, row)) === 'done' : await changeStation(db, row, version)
    if (isWritten) return ok(stationView(row))
    const there = await findStation(db, communityId, id)
    // A repeat finds its own words; anything else is somebody else's change.
    const isRepeat = there?.version === row.version && there.changed_by_name === row.changed_by_name
    return isRepeat ? ok(stationView(there)) : refuse('conflict')
  },

  async 'volunteers.figures'(_, { actor, db }) {
    const grants = actor.staff.filter(({ role }) => seeing.includes(role))
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    return ok({ communities: (await figuresOf(db, communityIds)).map(figuresView) })
  },

  async 'volunteers.setPopulation'({ communityId, people, countedOn, source }, { actor, db, now }) {
    if (!holdsRoleOver(actor, deciding, communityId)) return refuse('not_allowed')
    const changed = { changed_by_name: actor.displayName, changed_at: now }
    await setPopulation(db, { community_id: communityId, people, counted_on: countedOn, source, ...changed })
    const [row] = await figuresOf(db, [communityId])
    return row ? ok(figuresView(row)) : refuse('not_allowed')
  },
}

function stationView(row: VolunteerStationTable): Station {
  const { model_since: since, model_level: level } = row
  return {
    stationId: row.id,
    name: row.name,
    place: row.place,
    openHours: row.open_hours,
    personInCharge: row.person_in_charge,
    phone: row.phone,
    standard: [...row.standard],
    model: since === null || level === null ? null : { since, level },
    isOpen: row.closed_on === null,
    version: row.version,
  }
}

function figuresView(row: FigureRow): VolunteerFigures {
  const volunteers = row.volunteers ?? 0
  return {
    communityId: row.code,
    communityName: row.name,
    volunteers,
    people: row.people,
    peopleCountedOn: row.counted_on,
    peopleSource: row.source ?? '',
    coveragePercent: coveragePercent(volunteers, row.people),
    stations: row.stations ?? 0,
    modelStations: row.model_stations ?? 0,
  }
}
