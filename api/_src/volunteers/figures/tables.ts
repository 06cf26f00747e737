import type { Day } from '../../../../shared/time.ts'
import type { ModelLevel, StationStandard } from '../../../../shared/volunteers/stations.ts'

export interface VolunteerStationTable {
  community_id: string
  id: string
  name: string
  place: string
  open_hours: string
  person_in_charge: string
  phone: string
  standard: StationStandard[]
  model_since: Day | null
  model_level: ModelLevel | null
  closed_on: Day | null
  version: number
  changed_by_name: string
  changed_at: Date
}

/** How many people live in a community: what coverage is counted against. */
export interface PopulationTable {
  community_id: string
  people: number
  counted_on: Day
  source: string
  changed_by_name: string
  changed_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    volunteer_station: VolunteerStationTable
    population: PopulationTable
  }
}
