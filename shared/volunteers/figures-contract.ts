import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Phone, typedText } from '../schemas.ts'
import { modelLevels, stationStandard } from './stations.ts'

const staff = ['community_staff', 'grid_worker', 'admin'] as const
const deciders = ['community_staff', 'admin'] as const

const stationFields = {
  name: typedText(40),
  place: typedText(80),
  openHours: typedText(60),
  personInCharge: typedText(40),
  phone: Phone,
  standard: z.array(z.enum(stationStandard)).check(z.maxLength(stationStandard.length)),
  /** Only where the whole standard is met. */
  model: z.nullable(z.object({ level: z.enum(modelLevels), since: Day })),
  isOpen: z.boolean(),
}

export const Station = z.object({ ...stationFields, stationId: Id, version: Count })
export type Station = z.infer<typeof Station>

/** One community's figures, as the statistics of the levels above will read them. */
export const VolunteerFigures = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  /** Registered and not left. */
  volunteers: Count,
  /** People who live there, null where nobody has entered them. */
  people: z.nullable(Count),
  peopleCountedOn: z.nullable(Day),
  peopleSource: z.string(),
  /** Volunteers among a hundred people; null without a population. */
  coveragePercent: z.nullable(z.number()),
  stations: Count,
  modelStations: Count,
})
export type VolunteerFigures = z.infer<typeof VolunteerFigures>

export const figuresContract = {
  'volunteers.stations': query({
    summary: 'The places where volunteers stand ready, open ones first',
    callers: ['resident', ...staff],
    input: z.object({ communityId: CommunityId }),
    output: z.object({ stations: z.array(Station) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteers.saveStation': command({
    summary: 'Enter a station, or change one; it is a model station only with the whole standard',
    callers: deciders,
    input: z.object({ ...stationFields, id: Id, communityId: CommunityId, version: Count }),
    output: Station,
    errors: ['not_allowed', 'conflict', 'standard_unmet'],
    roundTrips: 3,
  }),
  'volunteers.figures': query({
    summary: 'Volunteers, coverage and stations of every community of the caller',
    callers: [...staff, 'dispatcher'],
    input: z.object({}),
    output: z.object({ communities: z.array(VolunteerFigures) }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteers.setPopulation': command({
    summary: 'Enter how many people live in a community, when they were counted and by whom',
    callers: deciders,
    input: z.object({
      communityId: CommunityId,
      people: z.int().check(z.minimum(1), z.maximum(1_000_000)),
      countedOn: Day,
      source: typedText(60),
    }),
    output: VolunteerFigures,
    errors: ['not_allowed'],
    roundTrips: 3,
  }),
} satisfies Contract
