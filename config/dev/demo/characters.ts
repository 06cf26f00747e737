import type { DelegationScope, Relation } from '../../../shared/people/contract.ts'
import type { Member } from './households.ts'
import { meiyuan } from './places.ts'

interface Home {
  building: string
  unit: string
  room: string
}

export interface CharacterHousehold {
  kind: 'elderAlone' | 'elderCouple' | 'parentsAndChild'
  home: Home
  /** Each with the key by which the rest of the demo calls them. */
  members: readonly (Member & { key: string; account: boolean; tags?: readonly string[] })[]
  accessNote?: string
}

/** The people the pictures and the demo page speak of. All of them live in 梅园社区. */
export const characterHouseholds: readonly CharacterHousehold[] = [
  {
    kind: 'elderAlone',
    home: { building: '3', unit: '2', room: '501' },
    members: [
      {
        key: 'wangXiuying',
        name: '王秀英',
        sex: 'female',
        age: 82,
        account: true,
        tags: ['独居', '右耳背', '说南京话', '青霉素过敏', '心脏支架'],
      },
    ],
    accessNote: '5 楼没电梯，备用钥匙在 402 周建国家',
  },
  {
    kind: 'elderAlone',
    home: { building: '5', unit: '1', room: '203' },
    members: [{ key: 'zhangDefu', name: '张德福', sex: 'male', age: 78, account: true, tags: ['独居', '糖尿病'] }],
    accessNote: '2 楼没电梯，门口有密码锁，密码问网格员',
  },
  {
    kind: 'elderAlone',
    home: { building: '1', unit: '3', room: '602' },
    members: [
      { key: 'liuGuilan', name: '刘桂兰', sex: 'female', age: 85, account: true, tags: ['独居', '走路要人扶'] },
    ],
    accessNote: '6 楼没电梯，备用钥匙在儿子家',
  },
  {
    kind: 'elderCouple',
    home: { building: '3', unit: '2', room: '402' },
    members: [
      { key: 'zhouJianguo', name: '周建国', sex: 'male', age: 67, account: true },
      { key: 'fangAiping', name: '方爱萍', sex: 'female', age: 66, account: true },
    ],
  },
  {
    kind: 'parentsAndChild',
    home: { building: '7', unit: '1', room: '302' },
    members: [
      { key: 'xuZhiming', name: '许志明', sex: 'male', age: 50, account: false },
      { key: 'chenJing', name: '陈静', sex: 'female', age: 48, account: true },
      { key: 'xuYiming', name: '许一鸣', sex: 'male', age: 15, account: false },
    ],
  },
  {
    kind: 'parentsAndChild',
    home: { building: '2', unit: '1', room: '401' },
    members: [
      { key: 'fangWenbo', name: '方文博', sex: 'male', age: 34, account: true },
      { key: 'heYuqing', name: '何雨晴', sex: 'female', age: 33, account: true },
      { key: 'fangYinuo', name: '方一诺', sex: 'female', age: 5, account: false },
    ],
  },
]

export const charactersLiveIn = meiyuan

/** Who lends what to whom. */
export const delegations: readonly {
  from: string
  to: string
  relation: Relation
  scopes: readonly DelegationScope[]
}[] = [
  { from: 'wangXiuying', to: 'chenJing', relation: 'daughter', scopes: ['book', 'see', 'apply', 'help'] },
  { from: 'wangXiuying', to: 'zhouJianguo', relation: 'neighbour', scopes: ['come', 'key'] },
]

/** Emergency contacts, in their order. */
export const characterContacts: readonly { of: string; contact: string; relation: Relation }[] = [
  { of: 'wangXiuying', contact: 'chenJing', relation: 'daughter' },
  { of: 'wangXiuying', contact: 'zhouJianguo', relation: 'neighbour' },
  { of: 'zhangDefu', contact: 'zhouJianguo', relation: 'relative' },
  { of: 'chenJing', contact: 'xuZhiming', relation: 'spouse' },
  { of: 'fangWenbo', contact: 'heYuqing', relation: 'spouse' },
]
