import type { AreaTable } from '../../../api/_src/people/tables.ts'

const district = '320199'

export interface DemoBuilding {
  number: string
  gridCode: string
  units: number
  floors: number
  roomsPerFloor: number
  hasLift: boolean
}

export interface DemoCommunity {
  communityId: string
  name: string
  streetCode: string
  hotline: string
  gridCodes: readonly string[]
  buildings: readonly DemoBuilding[]
}

const oldHouse = { units: 3, floors: 6, roomsPerFloor: 2, hasLift: false }
const tower = { units: 2, floors: 17, roomsPerFloor: 4, hasLift: true }

function community(
  code: string,
  name: string,
  hotline: string,
  house: Omit<DemoBuilding, 'number' | 'gridCode'>,
  /** Numbers of the buildings, grid by grid. */
  grids: readonly (readonly number[])[],
): DemoCommunity {
  const gridCode = (index: number) => `${code}${String(index + 1).padStart(3, '0')}`
  return {
    communityId: code,
    name,
    streetCode: code.slice(0, 9),
    hotline,
    gridCodes: grids.map((_, index) => gridCode(index)),
    buildings: grids.flatMap((numbers, index) =>
      numbers.map((number) => ({ ...house, number: String(number), gridCode: gridCode(index) })),
    ),
  }
}

/**
 * A made-up district: no code of the national statistics begins like this one, and no telephone number in Nanjing
 * begins with 0.
 */
export const communities: readonly DemoCommunity[] = [
  community(`${district}001001`, '梅园社区', '025-00001001', oldHouse, [
    [5, 6],
    [1, 2],
    [3, 4],
    [7, 8, 9],
    [10, 11, 12],
  ]),
  community(`${district}001002`, '兰园社区', '025-00001002', oldHouse, [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8],
    [9, 10],
  ]),
  community(`${district}002001`, '竹林社区', '025-00002001', tower, [[1, 2], [3, 4], [5]]),
]

/** The community most of the demo plays in. */
export const meiyuan = `${district}001001`

const gridWords = ['一', '二', '三', '四', '五']

/** One district with its city above; two streets, three communities, twelve grids below. */
export const areas: readonly AreaTable[] = [
  { code: '3201', level: 'city', name: '南京市', parent_code: null, hotline: null },
  { code: district, level: 'district', name: '青溪区', parent_code: '3201', hotline: '025-00000100' },
  { code: `${district}001`, level: 'street', name: '梅园街道', parent_code: district, hotline: '025-00001000' },
  { code: `${district}002`, level: 'street', name: '竹林街道', parent_code: district, hotline: '025-00002000' },
  ...communities.map(({ communityId, name, streetCode, hotline }): AreaTable => ({
    code: communityId,
    level: 'community',
    name,
    parent_code: streetCode,
    hotline,
  })),
  ...communities.flatMap(({ communityId, gridCodes }) =>
    gridCodes.map((code, index): AreaTable => ({
      code,
      level: 'grid',
      name: `${gridWords[index] ?? ''}网格`,
      parent_code: communityId,
      hotline: null,
    })),
  ),
]
