import type { ActivityKind, ShiftRole } from '../../../shared/volunteering/lifecycle.ts'
import type { ServiceKind, Skill } from '../../../shared/volunteers/lifecycle.ts'

export interface DemoPlanShift {
  task: string
  role: ShiftRole
  /** Days from today. */
  inDays: number
  from: string
  to: string
  capacity: number
  taken: number
  neededSkill?: Skill
  firstTimerPlaces?: number
  weekdays?: readonly number[]
  untilInDays?: number
}

export interface DemoPlan {
  status: 'draft' | 'in_review' | 'published'
  kind: ActivityKind
  category: ServiceKind
  title: string
  line: string
  group: string
  place: string
  description: string
  risk: string
  leastAge?: number
  maker: { character: string } | { staff: string }
  shifts: readonly DemoPlanShift[]
}

/** What is being planned in 梅园, and what neighbours come to without being volunteers. */
export const demoPlans: readonly DemoPlan[] = [
  {
    status: 'draft',
    kind: 'volunteering',
    category: 'children',
    title: '周末图书角',
    line: '陪孩子读一个小时书',
    group: '小书包陪伴队',
    place: '一楼儿童室',
    description: '',
    risk: '',
    maker: { character: 'chenJing' },
    shifts: [
      {
        task: '讲绘本',
        role: 'volunteer',
        inDays: 12,
        from: '10:00',
        to: '11:00',
        capacity: 3,
        taken: 0,
      },
    ],
  },
  {
    status: 'in_review',
    kind: 'volunteering',
    category: 'elder_care',
    title: '给老人理发',
    line: '推子剪子都带上门',
    group: '红围裙助餐队',
    place: '社区服务站一楼',
    description: '每周三下午，给走不远的老人理发。会理发的一位，扶人、扫地的两位。',
    risk: '剪子推子当心手。老人起身慢，扶稳了再走。',
    maker: { character: 'zhouJianguo' },
    shifts: [
      {
        task: '扶人、扫地',
        role: 'volunteer',
        inDays: 8,
        from: '14:00',
        to: '16:00',
        capacity: 2,
        taken: 0,
        firstTimerPlaces: 1,
        weekdays: [3],
        untilInDays: 36,
      },
    ],
  },
  {
    status: 'published',
    kind: 'lecture',
    category: 'health',
    title: '冬天怎么护好心脏',
    line: '林芳医生讲一个小时，讲完量血压',
    group: '银发互助队',
    place: '活动中心三楼多功能活动室',
    description: '天冷了，胸口闷、腿脚肿要当心什么，药怎么吃。讲完现场量血压，有话慢慢问。',
    risk: '三楼没电梯，上楼慢慢走，楼梯口有人扶。',
    maker: { staff: '沈卫东' },
    shifts: [
      { task: '听讲座', role: 'participant', inDays: 9, from: '09:30', to: '11:00', capacity: 40, taken: 23 },
      {
        task: '楼梯口扶人',
        role: 'volunteer',
        inDays: 9,
        from: '09:00',
        to: '11:30',
        capacity: 3,
        taken: 0,
        firstTimerPlaces: 1,
      },
    ],
  },
  {
    status: 'published',
    kind: 'culture',
    category: 'culture',
    title: '老歌大家唱',
    line: '手风琴一响，想唱就唱',
    group: '梅园书画社',
    place: '社区院子里',
    description: '方老师拉手风琴，歌词发到手上。带个小板凳，天冷多穿点。',
    risk: '院子里地面不平，走路看脚下。',
    maker: { staff: '沈卫东' },
    shifts: [{ task: '来唱歌', role: 'participant', inDays: 12, from: '15:00', to: '16:30', capacity: 60, taken: 18 }],
  },
  {
    status: 'published',
    kind: 'donation',
    category: 'children',
    title: '旧书换新家',
    line: '家里读完的书，送给图书角',
    group: '小书包陪伴队',
    place: '社区服务站门口',
    description: '七成新以上的童书、小说都收，教辅不收。捐一本，换一张借书卡。',
    risk: '书箱重，两个人一起抬。',
    maker: { staff: '沈卫东' },
    shifts: [
      { task: '来捐书', role: 'participant', inDays: 19, from: '09:00', to: '16:00', capacity: 200, taken: 12 },
      { task: '收书理书', role: 'volunteer', inDays: 19, from: '09:00', to: '12:00', capacity: 6, taken: 0 },
    ],
  },
  {
    status: 'published',
    kind: 'festival',
    category: 'culture',
    title: '梅园邻里节',
    line: '一家一道菜，摆一条长桌',
    group: '红围裙助餐队',
    place: '社区院子里',
    description: '每家带一道拿手菜，中午十一点半开席。下午有套圈、猜谜、修小家电。',
    risk: '热菜烫手，孩子别在灶台边跑。',
    maker: { staff: '沈卫东' },
    shifts: [
      { task: '来吃饭', role: 'participant', inDays: 26, from: '11:30', to: '14:00', capacity: 120, taken: 31 },
      { task: '摆桌收桌', role: 'volunteer', inDays: 26, from: '09:30', to: '15:00', capacity: 12, taken: 0 },
    ],
  },
]
