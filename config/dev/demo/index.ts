import type { Db } from '../../../api/_src/platform/db/tables.ts'
import '../../../api/_src/people/tables.ts'
import type { SimulatedDevice } from '../device-simulator.ts'
import type { DemoPerson } from '../demo-page/demo-page.ts'
import type { Person } from '../wechat-simulator/index.ts'
import { loadActivities } from './activities.ts'
import { loadAffairs } from './affairs.ts'
import { loadAttendance } from './attendance.ts'
import { loadBooking } from './booking.ts'
import { loadCare } from './care.ts'
import { loadCareCards } from './care-cards.ts'
import { loadCertificates } from './certificates.ts'
import { loadCounter } from './counter.ts'
import { demoDevice, loadDevices } from './devices.ts'
import { loadDrills } from './drills.ts'
import { loadRooms } from './group-rooms.ts'
import { loadGroups } from './groups.ts'
import { loadHealth } from './health.ts'
import { loadHelpSettings } from './help-settings.ts'
import { loadHelp } from './help.ts'
import { loadHours } from './hours.ts'
import { loadHomecare } from './homecare.ts'
import { helpTemplate, loadAreas, loadPeople, messagesAllowed } from './people.ts'
import { meiyuan } from './places.ts'
import { loadRequests } from './requests.ts'
import { loadRoster } from './roster.ts'
import { loadSeries } from './series.ts'
import { loadThanks } from './thanks.ts'
import { loadVisits } from './visits.ts'
import { loadPlaces } from './volunteer-places.ts'
import { loadVolunteering } from './volunteering.ts'
import { loadRegistrations } from './volunteers.ts'
import { makeWorld, type World } from './world.ts'

type Part = readonly [what: string, load: (db: Db, world: World, now: Date) => Promise<void>]

/** After the people, who come first. Each part leaves rows that are there already as they are. */
const parts: readonly Part[] = [
  ['services and bookings', loadBooking],
  ['lunch every day', loadSeries],
  ['the line in the hall', loadCounter],
  ['activities and volunteers', loadVolunteering],
  ['groups', loadGroups],
  ['kept places and a call', loadPlaces],
  ['the desk of volunteers', loadRegistrations],
  ['who came and who did not', loadAttendance],
  ['what is planned', loadActivities],
  ['rooms of activities', loadRooms],
  ['what neighbours ask for, and stations', loadRequests],
  ['hours of volunteers', loadHours],
  ['certificates', loadCertificates],
  ['points, gifts and kind words', loadThanks],
  ['duty rosters', loadRoster],
  ['settings of help calls', loadHelpSettings],
  ['help calls', loadHelp],
  ['care cards', loadCareCards],
  ['help devices', loadDevices],
  ['drills', loadDrills],
  ['looking after people', loadCare],
  ['family doctors and check-ups', loadHealth],
  ['care at home', loadHomecare],
  ['visits at home', loadVisits],
  ['notices', loadAffairs],
]

/**
 * Puts the demo community into an empty database. Where it is there already nothing changes, and a database that
 * belongs to somebody else is left alone. A load that was cut off is finished by the next.
 */
export async function loadDemo(db: Db, now: Date, progress: (what: string) => void = () => {}): Promise<void> {
  if ((await ownerOf(db)) !== 'nobody') return
  const world = makeWorld(now)
  progress('residents and staff')
  await loadPeople(db, world, now)
  for (const [what, load] of parts) {
    progress(what)
    await load(db, world, now)
  }
  await loadAreas(db, world)
}

/** Whose database this is: `demo` when the demo is whole, `nobody` when it is empty or the demo was cut off. */
async function ownerOf(db: Db): Promise<'demo' | 'nobody' | 'somebody'> {
  const area = await db.selectFrom('area').select('code').where('code', '=', meiyuan).executeTakeFirst()
  if (area !== undefined) return 'demo'
  const foreignArea = await db.selectFrom('area').select('code').limit(1).executeTakeFirst()
  const foreignAccount = await db
    .selectFrom('account')
    .select('id')
    .where('open_id', 'not like', 'o-demo-%')
    .limit(1)
    .executeTakeFirst()
  return foreignArea === undefined && foreignAccount === undefined ? 'nobody' : 'somebody'
}

/** Everybody whom the simulated WeChat knows: the accounts of the demo, and newcomers who are not bound yet. */
export async function wechatPeople(db: Db): Promise<Person[]> {
  if ((await ownerOf(db)) !== 'demo') return []
  const accounts = await db
    .selectFrom('account')
    .select(['open_id', 'display_name', 'phone'])
    .where('open_id', 'like', 'o-demo-%')
    .orderBy('open_id')
    .execute()
  const unbound = await db
    .selectFrom('resident')
    .leftJoin('identity', (join) =>
      join
        .onRef('identity.community_id', '=', 'resident.community_id')
        .onRef('identity.resident_id', '=', 'resident.id'),
    )
    .select(['resident.name', 'resident.phone'])
    .where('resident.community_id', '=', meiyuan)
    .where('resident.phone', 'is not', null)
    .where('identity.account_id', 'is', null)
    .orderBy('resident.id')
    .limit(3)
    .execute()
  return [
    ...accounts.map((row) => ({ openId: row.open_id, nickname: row.display_name, phone: row.phone ?? '' })),
    ...unbound.map((row, number) => ({ openId: `o-new-${number + 1}`, nickname: row.name, phone: row.phone ?? '' })),
  ]
}

/** The help device that /demo presses; none where the demo is not loaded. */
export async function demoDeviceOf(db: Db): Promise<SimulatedDevice | undefined> {
  return (await ownerOf(db)) === 'demo' ? demoDevice(makeWorld(new Date())) : undefined
}

/** Tells the simulated WeChat what the demo's staff agreed to: messages about help calls. */
export async function allowHelpMessages(db: Db, allow: (openId: string, templateIds: readonly string[]) => void) {
  if ((await ownerOf(db)) !== 'demo') return
  for (const { openId } of makeWorld(new Date()).staff) {
    for (let times = 0; times < messagesAllowed; times += 1) allow(openId, [helpTemplate])
  }
}

/** The row of people on /demo; empty where the demo is not loaded. */
export async function demoPeople(db: Db): Promise<DemoPerson[]> {
  if ((await ownerOf(db)) !== 'demo') return []
  const world = makeWorld(new Date())
  const resident = (key: string, what: string): DemoPerson[] => {
    const { name, age, account } = world.character(key)
    return account ? [{ openId: account.openId, name, what, kind: 'phone', page: '/home/index', elder: age >= 60 }] : []
  }
  const worker = (name: string): DemoPerson => {
    const { openId, postName } = world.member(name)
    return { openId, name, what: postName, kind: 'desk', page: '/desk/index/index' }
  }
  return [
    ...resident('wangXiuying', '82 岁，独居'),
    ...resident('fangWenbo', '34 岁，居民'),
    ...resident('chenJing', '王秀英的女儿，志愿者'),
    ...resident('heYuqing', '居家护理员').map((one) => ({ ...one, page: '/desk/my-visits/index' })),
    ...['李敏', '赵雨桐', '孙志强', '刘倩'].map(worker),
  ]
}
