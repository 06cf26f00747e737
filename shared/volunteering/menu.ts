import type { ServiceKind, Skill } from '../volunteers/lifecycle.ts'

export interface MenuItem {
  name: string
  /** What a volunteer does, and what not. */
  line: string
  icon: string
  kind: ServiceKind
  skill: Skill | null
  /** How long it takes as a rule. */
  minutes: number
  /** How many come as a rule. */
  people: number
}

/** What residents can ask volunteers for (菜单服务): nothing that needs a licence, nothing with money in hand. */
export const menu = {
  hospital: {
    name: '陪看病',
    line: '陪着去、挂号、取药，不替医生说话',
    icon: 'stethoscope',
    kind: 'elder_care',
    skill: null,
    minutes: 180,
    people: 1,
  },
  wheelchair: {
    name: '推轮椅出门',
    line: '下楼晒太阳、理发、看朋友',
    icon: 'accessibility',
    kind: 'elder_care',
    skill: 'wheelchair',
    minutes: 120,
    people: 2,
  },
  repair: {
    name: '小修小补',
    line: '灯泡、龙头、门锁；燃气和电路要找专门的人',
    icon: 'wrench',
    kind: 'elder_care',
    skill: 'repair',
    minutes: 60,
    people: 1,
  },
  shopping: {
    name: '代买东西',
    line: '买菜、买米、取快递，先说好钱怎么给',
    icon: 'store',
    kind: 'elder_care',
    skill: null,
    minutes: 60,
    people: 1,
  },
  company: {
    name: '陪聊天读报',
    line: '坐一坐，读读报，下盘棋',
    icon: 'message-circle',
    kind: 'elder_care',
    skill: null,
    minutes: 60,
    people: 1,
  },
  phone: {
    name: '教用手机',
    line: '视频、挂号、交费，一步一步教',
    icon: 'phone',
    kind: 'elder_care',
    skill: 'computer',
    minutes: 60,
    people: 1,
  },
  cleaning: {
    name: '打扫屋子',
    line: '擦窗、扫地；不爬高，不搬重东西',
    icon: 'brush',
    kind: 'elder_care',
    skill: null,
    minutes: 120,
    people: 2,
  },
  writing: {
    name: '写信写春联',
    line: '代写书信、填表、写对联',
    icon: 'pencil-line',
    kind: 'culture',
    skill: 'calligraphy',
    minutes: 60,
    people: 1,
  },
  homework: {
    name: '看孩子写作业',
    line: '放学后在活动室，大人要在家',
    icon: 'smile',
    kind: 'children',
    skill: null,
    minutes: 120,
    people: 1,
  },
} as const satisfies Record<string, MenuItem>

export type MenuCode = keyof typeof menu
export const menuCodes = [
  'hospital',
  'wheelchair',
  'repair',
  'shopping',
  'company',
  'phone',
  'cleaning',
  'writing',
  'homework',
] as const satisfies readonly MenuCode[]

/** `asked`: the community has not answered. `accepted`: volunteers can take it. */
export const requestStatuses = ['asked', 'accepted', 'refused', 'withdrawn'] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** Working days in which a request is answered; 条例 §13 asks for an answer without a number. */
export const answerWorkingDays = 3
