import { writeSettings } from '../../../api/_src/help/store-settings.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { defaultSettings, type PlanRule } from '../../../shared/help/settings.ts'
import { addDays, instantOf } from '../../../shared/time.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

/** At night what can wait rings at the community's desk alone, and wakes no grid worker. */
const night: PlanRule = {
  intents: ['daily_help', 'question'],
  fromHour: 22,
  toHour: 6,
  levels: [
    { level: 'community', seconds: 600, fromStart: true },
    { level: 'district', seconds: 600, fromStart: false },
  ],
  ringsFamily: false,
  ringsNeighbours: false,
}

/** 梅园社区 has a night rule of its own; the other communities keep the defaults. */
export async function loadHelpSettings(db: Db, world: World, _now: Date): Promise<void> {
  const { accountId } = world.member('赵雨桐')
  const settings = { ...defaultSettings, rules: [night, ...defaultSettings.rules] }
  const now = instantOf(addDays(world.today, -20), '15:10')
  await writeSettings(db, { communityId: meiyuan, version: 0, settings, by: accountId, now })
}
