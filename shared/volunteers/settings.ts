import type { VolunteerSettings } from './settings-schemas.ts'

export type { VolunteerSettings, VolunteerSettingsView } from './settings-schemas.ts'

/** Apart from the schemas, so that the tick, which checks no input, needs none of them. */
export const defaultVolunteerSettings: VolunteerSettings = {
  starHours: [100, 300, 600, 1_000, 1_500],
  leastAttendedPercent: 60,
  mostMinutesPerDay: 480,
  restMinutes: 480,
  firstTimerHours: 24,
  leastAge: 14,
  pointsPerHour: 10,
  hasRanking: true,
  publicityDays: 7,
  isRecordingUnit: false,
  unitName: '',
  personInCharge: '',
  handler: '',
  contactPhone: '',
}

/** Version 0 = never changed here. */
