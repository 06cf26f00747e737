import * as z from 'zod/mini'
import { Count, Instant, optionalText } from '../schemas.ts'

const minutes = z.int().check(z.minimum(0), z.maximum(1_440))

/** What a community decides for itself about its volunteers. */
export const VolunteerSettings = z.object({
  /** Hours for one to five stars, rising (中国社区志愿者注册管理办法 Art. 18: 100, 300, 600, 1000, 1500). */
  starHours: z.array(z.int().check(z.minimum(1), z.maximum(20_000))).check(z.length(5)),
  /** A shift counts when at least this share of it was attended, in percent. */
  leastAttendedPercent: z.int().check(z.minimum(0), z.maximum(100)),
  /** Most service minutes on one local day. */
  mostMinutesPerDay: minutes,
  /** Least minutes between the last shift of a day and the first of the next day. Shifts of one day may touch. */
  restMinutes: minutes,
  /** How long places are kept for those who never served before, after an activity is published. */
  firstTimerHours: z.int().check(z.minimum(0), z.maximum(168)),
  /** From this age one may register; below 18 a guardian must agree. */
  leastAge: z.int().check(z.minimum(8), z.maximum(18)),
  pointsPerHour: z.int().check(z.minimum(0), z.maximum(100)),
  hasRanking: z.boolean(),
  /** Days a certificate stands on the publicity list before it is valid (民发〔2015〕149号: at least 7). */
  publicityDays: z.int().check(z.minimum(7), z.maximum(60)),
  /** Only a recording unit may call its paper 证明; any other gives a 平台服务记录 (民政部令67号 Art. 14-17). */
  isRecordingUnit: z.boolean(),
  unitName: optionalText(60),
  /** 负责人, 经办人 and where to ask, as printed on a certificate. */
  personInCharge: optionalText(40),
  handler: optionalText(40),
  contactPhone: optionalText(20),
})
export type VolunteerSettings = z.infer<typeof VolunteerSettings>

export const VolunteerSettingsView = z.object({
  settings: VolunteerSettings,
  version: Count,
  changedByName: z.nullable(z.string()),
  changedAt: z.nullable(Instant),
})
export type VolunteerSettingsView = z.infer<typeof VolunteerSettingsView>
