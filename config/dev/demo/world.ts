import { addDays, dayOf, type Day } from '../../../shared/time.ts'
import { addressOf } from '../../../api/_src/people/decide.ts'
import type { AreaTable } from '../../../api/_src/people/tables.ts'
import { characterHouseholds, charactersLiveIn, type CharacterHousehold } from './characters.ts'
import { Dice } from './dice.ts'
import { elderAloneFrom, householdMaker, type HouseholdCounts, type HouseholdKind, type Member } from './households.ts'
import { idOf } from './ids.ts'
import type { Sex } from './names.ts'
import { areas, communities, type DemoBuilding, type DemoCommunity } from './places.ts'
import { staff, type DemoStaff } from './staff.ts'

export interface DemoResident {
  communityId: string
  residentId: string
  householdId: string
  householdKind: HouseholdKind
  name: string
  sex: Sex
  age: number
  birthDate: Day
  phone: string | null
  gridCode: string
  building: string
  unit: string
  room: string
  floor: number
  hasLift: boolean
  /** `3 栋 2 单元 501`. */
  address: string
  accessNote: string
  livingAlone: boolean
  tags: readonly string[]
  /** Null for people without WeChat. */
  account: { accountId: string; openId: string } | null
}

/** The made-up district, the same for the same day. Other parts of the demo hang their rows on these people. */
export interface World {
  today: Day
  areas: readonly AreaTable[]
  communities: readonly DemoCommunity[]
  residents: readonly DemoResident[]
  staff: readonly DemoStaff[]
  /** A person of the pictures: `wangXiuying`, `chenJing`, `zhouJianguo`, `fangWenbo` … */
  character: (key: string) => DemoResident
  /** Somebody of the staff by name: `李敏`, `赵雨桐`, `林芳` … */
  member: (name: string) => DemoStaff
}

/** 600 people: 260, 200 and 140. The first column is what the product is for: 90 who live alone over 75. */
const householdCounts: readonly HouseholdCounts[] = [
  {
    elderAlone: 40,
    elderCouple: 26,
    parentsAndChild: 28,
    parentsAndTwo: 4,
    threeGenerations: 5,
    parentsAndGrown: 9,
    youngAlone: 10,
    alone: 6,
  },
  {
    elderAlone: 32,
    elderCouple: 20,
    parentsAndChild: 20,
    parentsAndTwo: 3,
    threeGenerations: 4,
    parentsAndGrown: 7,
    youngAlone: 9,
    alone: 6,
  },
  {
    elderAlone: 18,
    elderCouple: 12,
    parentsAndChild: 17,
    parentsAndTwo: 3,
    threeGenerations: 2,
    parentsAndGrown: 5,
    youngAlone: 6,
    alone: 4,
  },
]

const elderTags = ['高血压', '糖尿病', '耳背', '说南京话', '走路用拐杖', '心脏不好', '视力不好', '一个人吃饭']

interface Home {
  building: DemoBuilding
  unit: string
  room: string
  floor: number
}

interface Placed {
  kind: HouseholdKind
  home: Home
  members: readonly (Member & Partial<CharacterHousehold['members'][number]>)[]
  accessNote?: string | undefined
}

/** Makes the world of a day. Pure: the same moment gives the same world. */
export function makeWorld(now: Date): World {
  const today = dayOf(now)
  const dice = new Dice(320_199)
  const make = householdMaker(dice, Number(today.slice(0, 4)))
  const characters = new Map<string, DemoResident>()
  const residents: DemoResident[] = []
  for (const [index, community] of communities.entries()) {
    const counts = householdCounts[index]
    if (!counts) throw new Error(`${community.name} has no households`)
    for (const household of settle(dice, community, counts, make)) {
      for (const [place, member] of household.members.entries()) {
        const resident = residentOf(dice, today, community, household, member, place, residents.length)
        residents.push(resident)
        if (member.key !== undefined) characters.set(member.key, resident)
      }
    }
  }
  const found = <Item>(item: Item | undefined, what: string): Item => {
    if (item === undefined) throw new Error(`nobody in the demo is called ${what}`)
    return item
  }
  return {
    today,
    areas,
    communities,
    residents,
    staff,
    character: (key) => found(characters.get(key), key),
    member: (name) =>
      found(
        staff.find((one) => one.name === name),
        name,
      ),
  }
}

/** Gives every household of a community a home that exists and is nobody else's. */
function settle(
  dice: Dice,
  community: DemoCommunity,
  counts: HouseholdCounts,
  make: (kind: HouseholdKind) => Member[],
): Placed[] {
  const named = community.communityId === charactersLiveIn ? characterHouseholds : []
  const all = homesOf(community)
  const placed: Placed[] = named.map(({ kind, home, members, accessNote }) => ({
    kind,
    home: all.find((one) => isAt(one, home)) ?? specialHome(community, home),
    members,
    accessNote,
  }))
  const free = dice.shuffle(all.filter((home) => !named.some((household) => isAt(home, household.home))))
  for (const kind of Object.keys(counts) as HouseholdKind[]) {
    const already = named.filter((household) => household.kind === kind).length
    for (let number = already; number < counts[kind]; number += 1) {
      const home = free.pop()
      if (!home) throw new Error(`${community.name} has no home left`)
      placed.push({ kind, home, members: make(kind) })
    }
  }
  return placed
}

function isAt(home: Home, at: { building: string; unit: string; room: string }): boolean {
  return home.building.number === at.building && home.unit === at.unit && home.room === at.room
}

function homesOf(community: DemoCommunity): Home[] {
  return community.buildings.flatMap((building) =>
    Array.from({ length: building.units * building.floors * building.roomsPerFloor }, (_, index) => {
      const room = (index % building.roomsPerFloor) + 1
      const floor = (Math.floor(index / building.roomsPerFloor) % building.floors) + 1
      const unit = Math.floor(index / (building.roomsPerFloor * building.floors)) + 1
      return { building, unit: String(unit), room: `${floor}0${room}`, floor }
    }),
  )
}

function specialHome(community: DemoCommunity, at: { building: string; unit: string; room: string }): Home {
  const building = community.buildings.find(({ number }) => number === at.building)
  if (!building) throw new Error(`${community.name} has no building ${at.building}`)
  return { building, unit: at.unit, room: at.room, floor: Number(at.room.slice(0, -2)) }
}

function residentOf(
  dice: Dice,
  today: Day,
  community: DemoCommunity,
  { kind, home, members, accessNote }: Placed,
  member: Placed['members'][number],
  place: number,
  number: number,
): DemoResident {
  const where = `demo ${community.communityId} ${home.building.number} ${home.unit} ${home.room}`
  const { building, unit, room, floor } = { ...home, building: home.building.number }
  const { age } = member
  const livingAlone = members.length === 1
  // Old people have a telephone nearly always, WeChat now and then; children neither.
  const hasPhone = age >= 12 && !(age >= 70 && dice.chance(0.06))
  const hasWechat = dice.chance(age < 14 ? 0 : age < 65 ? 0.55 : age < elderAloneFrom ? 0.4 : 0.2)
  const account = {
    accountId: idOf(`${where} account ${place}`),
    openId: `o-demo-${String(number + 1).padStart(3, '0')}`,
  }
  return {
    communityId: community.communityId,
    residentId: idOf(`${where} resident ${place}`),
    householdId: idOf(where),
    householdKind: kind,
    name: member.name,
    sex: member.sex,
    age,
    birthDate: birthDay(dice, today, age),
    phone: hasPhone || member.account ? `1990000${1001 + number}` : null,
    gridCode: home.building.gridCode,
    building,
    unit,
    room,
    floor,
    hasLift: home.building.hasLift,
    address: addressOf({ building, unit, room }),
    accessNote: accessNote ?? `${floor} 楼${home.building.hasLift ? '有电梯' : '没电梯'}`,
    livingAlone,
    tags: member.tags ?? tagsOf(dice, age, livingAlone),
    account: (member.account ?? hasWechat) ? account : null,
  }
}

/** Somebody of this age, whose birthday is any day of the year. */
function birthDay(dice: Dice, today: Day, age: number): Day {
  const lastBirthday = addDays(today, -dice.between(0, 364))
  const day = lastBirthday.slice(5) === '02-29' ? '02-28' : lastBirthday.slice(5)
  return `${Number(lastBirthday.slice(0, 4)) - age}-${day}`
}

function tagsOf(dice: Dice, age: number, livingAlone: boolean): string[] {
  if (age < 70) return []
  const tags = dice.shuffle(elderTags).slice(0, dice.between(0, 2))
  return livingAlone ? ['独居', ...tags] : tags
}
