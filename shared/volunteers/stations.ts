/** What a station (志愿服务站) must have to be a model one (示范站); a worker ticks what was seen there. */
export const stationStandard = [
  'place',
  'sign',
  'leader',
  'team',
  'menu',
  'hours_posted',
  'record',
  'first_aid',
] as const
export type StationStandard = (typeof stationStandard)[number]

/** Who named it a model station. */
export const modelLevels = ['street', 'district', 'city'] as const
export type ModelLevel = (typeof modelLevels)[number]

/** What of the standard a station still lacks. */
export function lacking(standard: readonly StationStandard[]): StationStandard[] {
  return stationStandard.filter((one) => !standard.includes(one))
}

/** Registered volunteers among a hundred people, one decimal; null where nobody counted the people. */
export function coveragePercent(volunteers: number, people: number | null): number | null {
  return people === null || people === 0 ? null : Math.round((volunteers / people) * 1_000) / 10
}
