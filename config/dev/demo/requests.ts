import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { makeShift } from '../../../api/_src/volunteering/requests/store.ts'
import type { RequestStep, VolunteerRequestTable } from '../../../api/_src/volunteering/requests/tables.ts'
import '../../../api/_src/volunteers/figures/tables.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { menu, type MenuCode, type RequestStatus } from '../../../shared/volunteering/menu.ts'
import { stationStandard } from '../../../shared/volunteers/stations.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

interface DemoRequest {
  character: string
  item: MenuCode
  inDays: number
  time: string
  words: string
  status: RequestStatus
  /** Who asked, where it was not the person. */
  byName?: string
  answer?: string
}

const requests: readonly DemoRequest[] = [
  {
    character: 'wangXiuying',
    item: 'company',
    inDays: 2,
    time: '15:00',
    words: '眼睛不好，想听人读读报纸',
    status: 'asked',
    byName: '女儿陈静',
  },
  {
    character: 'zhangDefu',
    item: 'repair',
    inDays: 3,
    time: '10:00',
    words: '厨房龙头滴水',
    status: 'accepted',
    answer: '请互助队的人去看看。',
  },
  {
    character: 'wangXiuying',
    item: 'hospital',
    inDays: 6,
    time: '08:00',
    words: '去市第一医院复查，走得慢',
    status: 'accepted',
    answer: '帮您找人，陪着去陪着回。',
  },
  {
    character: 'liuGuilan',
    item: 'cleaning',
    inDays: 5,
    time: '14:00',
    words: '想把吊灯拆下来洗',
    status: 'refused',
    answer: '爬高的活志愿者不能做，给您请一位师傅。',
  },
]

/** What residents of 梅园 ask volunteers for, its two stations, and how many people live there. */
export async function loadRequests(db: Db, world: World, now: Date): Promise<void> {
  for (const request of requests) await loadRequest(db, world, request, now)
  const changed = { changed_by_name: '赵雨桐', changed_at: now }
  await db
    .insertInto('volunteer_station')
    .values([
      {
        community_id: meiyuan,
        id: idOf('demo station hall'),
        name: '梅园志愿服务站',
        place: '社区一楼大厅东边',
        open_hours: '每天 8:30–17:30',
        person_in_charge: '赵雨桐',
        phone: world.member('赵雨桐').phone,
        standard: json([...stationStandard]),
        model_since: `${Number(world.today.slice(0, 4)) - 1}-11-01`,
        model_level: 'street',
        closed_on: null,
        version: 1,
        ...changed,
      },
      {
        community_id: meiyuan,
        id: idOf('demo station gate'),
        name: '北门邻里驿站',
        place: '北门传达室旁边',
        open_hours: '周一到周五 9:00–11:30',
        person_in_charge: '周建国',
        phone: world.character('zhouJianguo').phone ?? world.member('赵雨桐').phone,
        standard: json(['place', 'sign', 'leader', 'team', 'hours_posted']),
        model_since: null,
        model_level: null,
        closed_on: null,
        version: 1,
        ...changed,
      },
    ])
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await db
    .insertInto('population')
    .values({
      community_id: meiyuan,
      people: 6_812,
      counted_on: `${world.today.slice(0, 4)}-11-01`,
      source: '户籍和流动人口台帐',
      ...changed,
    })
    .onDuplicateKeyUpdate({ people: inserted('people') })
    .execute()
}

async function loadRequest(db: Db, world: World, request: DemoRequest, now: Date): Promise<void> {
  const person = world.character(request.character)
  const row = rowOf(person, request, world, now)
  await db
    .insertInto('volunteer_request')
    .values({ ...row, history: json(row.history) })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  const { name, phone } = world.member('赵雨桐')
  if (request.status === 'accepted') {
    await makeShift(db, row, { contact: { name, phone }, insured: true, byName: name, now })
  }
}

type Row = Omit<VolunteerRequestTable, 'untold'>

function rowOf(person: DemoResident, request: DemoRequest, world: World, now: Date): Row {
  const { character, item, inDays, time, words, status, byName = person.name, answer = '' } = request
  const id = idOf(`demo request ${character} ${item}`)
  const startsAt = instantOf(addDays(world.today, inDays), time)
  const askedAt = addSeconds(now, -86_400)
  const isAnswered = status !== 'asked'
  const by = person.account?.accountId ?? world.member('赵雨桐').accountId
  const answerer = world.member('赵雨桐')
  const asked: RequestStep = { at: askedAt.toISOString(), step: 'asked', by, byName, words }
  const answered: RequestStep = {
    at: now.toISOString(),
    step: status,
    by: answerer.accountId,
    byName: answerer.name,
    words: answer,
  }
  const isAccepted = status === 'accepted'
  const version = isAnswered ? 2 : 1
  return {
    community_id: meiyuan,
    id,
    resident_id: person.residentId,
    resident_name: person.name,
    grid_code: person.gridCode,
    building: person.building,
    address: person.address,
    phone: person.phone,
    item,
    starts_at: startsAt,
    ends_at: addSeconds(startsAt, menu[item].minutes * 60),
    wanted: menu[item].people,
    words,
    status,
    asked_by: by,
    asked_by_name: byName,
    asked_at: askedAt,
    due_day: addDays(world.today, 2),
    group_id: isAccepted ? idOf('demo group 银发互助队') : null,
    activity_id: isAccepted ? id : null,
    shift_id: isAccepted ? idOf(`demo request shift ${character} ${item}`) : null,
    answered_by: isAnswered ? answerer.accountId : null,
    answered_by_name: isAnswered ? answerer.name : null,
    answer,
    outlook: null,
    version,
    notified_version: version,
    history: isAnswered ? [asked, answered] : [asked],
  }
}
