import type { ServiceKind, Skill } from '../../../shared/volunteers/lifecycle.ts'

export interface DemoShift {
  /** Days from today, or the next such weekday (0 = Sunday) and how many weeks after it. */
  on: { days: number } | { weekday: number; weeksLater?: number }
  from: string
  to: string
  task: string
  place?: string
  skill?: Skill
  capacity: number
  taken: number
  waiting?: number
}

export interface DemoActivity {
  category: ServiceKind
  title: string
  line: string
  icon: string
  group: string
  place: string
  description: string
  risk: string
  insured: boolean
  /** A character of the demo, or a member of the staff. */
  contact: { character: string } | { staff: string; called: string }
  shifts: readonly DemoShift[]
}

const saturday = { weekday: 6 }
const sunday = { weekday: 0 }

const dinner = (days: number, taken: number): DemoShift => ({
  on: { days },
  from: '16:30',
  to: '18:00',
  task: '送晚饭',
  capacity: 3,
  taken,
})

const homework = (weekday: number, taken: number): DemoShift => ({
  on: { weekday },
  from: '16:00',
  to: '17:30',
  task: '陪写作业',
  capacity: 2,
  taken,
})

const patrol = (weekday: number, taken: number): DemoShift => ({
  on: { weekday },
  from: '19:30',
  to: '21:00',
  task: '巡楼',
  capacity: 4,
  taken,
})

/** What goes on in 梅园 these weeks. */
export const demoActivities: readonly DemoActivity[] = [
  {
    category: 'elder_care',
    title: '给独居老人送晚饭',
    line: '从社区食堂送到家门口',
    icon: 'soup',
    group: '红围裙助餐队',
    place: '社区食堂后门',
    description: '到食堂后门领饭盒，送到 6 户独居老人家里，敲门说两句话再走。',
    risk: '老楼没电梯，要爬 6 层。汤烫，走慢一点。',
    insured: true,
    contact: { character: 'zhouJianguo' },
    shifts: [dinner(-5, 3), dinner(0, 2), dinner(1, 3), dinner(3, 1)],
  },
  {
    category: 'health',
    title: '周六义诊',
    line: '给老邻居量血压、测血糖',
    icon: 'stethoscope',
    group: '银发互助队',
    place: '社区卫生站门口',
    description: '给老邻居量血压、测血糖。',
    risk: '站着的时候多，穿双舒服的鞋。',
    insured: true,
    contact: { staff: '林芳', called: '林芳医生' },
    shifts: [
      { on: saturday, from: '08:30', to: '10:30', task: '引导登记', capacity: 4, taken: 3 },
      { on: saturday, from: '08:00', to: '11:30', task: '接送老人', skill: 'wheelchair', capacity: 3, taken: 2 },
      {
        on: saturday,
        from: '09:00',
        to: '11:30',
        task: '量血压',
        skill: 'nursing',
        capacity: 2,
        taken: 2,
        waiting: 2,
      },
    ],
  },
  {
    category: 'elder_care',
    title: '教老人用手机',
    line: '一对一，教会挂号和视频',
    icon: 'monitor',
    group: '银发互助队',
    place: '二楼活动室',
    description: '一对一教老邻居挂号、付钱、和孩子视频，慢慢来，教会为止。',
    risk: '不碰老人的密码和钱，要输密码请他自己来。',
    insured: true,
    contact: { staff: '赵雨桐', called: '赵雨桐' },
    shifts: [
      { on: sunday, from: '14:00', to: '16:00', task: '教手机', skill: 'computer', capacity: 6, taken: 3 },
      {
        on: { weekday: 0, weeksLater: 1 },
        from: '14:00',
        to: '16:00',
        task: '教手机',
        skill: 'computer',
        capacity: 6,
        taken: 1,
      },
    ],
  },
  {
    category: 'safety',
    title: '楼道扶手大检查',
    line: '1 栋到 6 栋，一层一层摸一遍',
    icon: 'wrench',
    group: '平安楼道队',
    place: '1 栋到 6 栋',
    description: '一层一层看，扶手松没松，灯亮不亮，记下来交给物业。',
    risk: '要上下楼，别踩凳子，够不着的记下来就行。',
    insured: true,
    contact: { staff: '沈卫东', called: '沈卫东' },
    shifts: [{ on: sunday, from: '09:00', to: '11:00', task: '查扶手', capacity: 8, taken: 8, waiting: 3 }],
  },
  {
    category: 'children',
    title: '放学陪写作业',
    line: '家里没人的孩子，有人陪着',
    icon: 'pencil-line',
    group: '小书包陪伴队',
    place: '一楼儿童室',
    description: '陪十来个孩子写作业，等家长来接。不用会讲题，在边上就好。',
    risk: '孩子只交给登记过的家长，不单独带出门。',
    insured: true,
    contact: { staff: '赵雨桐', called: '赵雨桐' },
    shifts: [homework(1, 2), homework(2, 1), homework(3, 1), homework(4, 0)],
  },
  {
    category: 'safety',
    title: '晚间巡楼',
    line: '两个人一组，走一圈',
    icon: 'shield-check',
    group: '平安楼道队',
    place: '社区服务站门口集合',
    description: '两个人一组走一圈，看电动车乱充电、门禁没关，顺便和门卫打个招呼。',
    risk: '天黑看路，遇到事先打 110，不要自己上前。',
    insured: true,
    contact: { staff: '李敏', called: '李敏' },
    shifts: [patrol(5, 4), patrol(6, 2), patrol(0, 1)],
  },
  {
    category: 'environment',
    title: '清一清楼道杂物',
    line: '旧家具旧纸箱，一起搬下楼',
    icon: 'leaf',
    group: '绿色楼道队',
    place: '7 栋楼下',
    description: '把楼道里说好不要的旧家具、旧纸箱搬下楼，车来一趟拉走。',
    risk: '搬重东西两个人一起，手套社区发。',
    insured: true,
    contact: { staff: '沈卫东', called: '沈卫东' },
    shifts: [
      { on: { weekday: 6, weeksLater: 1 }, from: '08:30', to: '10:30', task: '搬东西', capacity: 10, taken: 4 },
      {
        on: { weekday: 6, weeksLater: 1 },
        from: '10:30',
        to: '11:30',
        task: '开车拉走',
        skill: 'driving',
        capacity: 1,
        taken: 0,
      },
    ],
  },
  {
    category: 'elder_care',
    title: '陪老人去医院复查',
    line: '挂号、排队、取药，送回家',
    icon: 'accessibility',
    group: '银发互助队',
    place: '市第一医院',
    description: '到家里接老人，一起去市第一医院复查，挂号排队取药，再送回家。',
    risk: '老人的病情不外传。路上不舒服，先打 120 再打社区。',
    insured: true,
    contact: { staff: '林芳', called: '林芳医生' },
    shifts: [
      {
        on: { weekday: 5, weeksLater: 1 },
        from: '07:30',
        to: '11:30',
        task: '陪诊',
        skill: 'wheelchair',
        capacity: 2,
        taken: 1,
      },
    ],
  },
  {
    category: 'culture',
    title: '书画室帮手',
    line: '磨墨、铺纸、教新来的',
    icon: 'brush',
    group: '梅园书画社',
    place: '二楼书画室',
    description: '周三下午书画室开门，帮着磨墨铺纸，教新来的邻居写几个字。',
    risk: '墨汁洗不掉，围裙社区有。',
    insured: false,
    contact: { character: 'fangAiping' },
    shifts: [
      {
        on: { weekday: 3, weeksLater: 1 },
        from: '14:00',
        to: '16:30',
        task: '教写字',
        skill: 'calligraphy',
        capacity: 2,
        taken: 1,
      },
      { on: { weekday: 3, weeksLater: 1 }, from: '13:30', to: '16:30', task: '铺纸打下手', capacity: 2, taken: 0 },
    ],
  },
  {
    category: 'culture',
    title: '包饺子，送给独居老人',
    line: '食堂出馅，大家出手',
    icon: 'cooking-pot',
    group: '红围裙助餐队',
    place: '社区食堂',
    description: '食堂备好馅和面，大家一起包，包好分头送给 40 位独居老人。',
    risk: '有健康证最好，手上有伤口的负责送。',
    insured: true,
    contact: { character: 'zhouJianguo' },
    shifts: [
      { on: { days: 24 }, from: '09:00', to: '11:30', task: '包饺子', capacity: 10, taken: 4 },
      { on: { days: 24 }, from: '11:00', to: '12:30', task: '送饺子', capacity: 6, taken: 2 },
    ],
  },
]
