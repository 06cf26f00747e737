import type { AccessFact, ProviderKind, ResourceKind } from '../../../shared/booking/lifecycle.ts'
import type { OpeningHours } from '../../../shared/booking/plan.ts'

export const workdays = [1, 2, 3, 4, 5]
export const everyDay = [0, 1, 2, 3, 4, 5, 6]

export interface DemoProvider {
  key: 'hall' | 'care' | 'health' | 'canteen' | 'centre' | 'barber' | 'foot'
  kind: ProviderKind
  /** Behind the name of the community: `梅园社区服务大厅`. */
  name: string
  address: string
  introduction: string
  access: readonly AccessFact[]
  openingHours: OpeningHours
}

/** Who gives services in every community of the demo. */
export const demoProviders: readonly DemoProvider[] = [
  {
    key: 'hall',
    kind: 'community_hall',
    name: '社区服务大厅',
    address: '活动中心一楼',
    introduction: '医保社保、低保救助、各种证明，一次说清楚要带什么。门口有人引导。',
    access: ['ramp', 'wheelchair', 'escort', 'accessible_toilet'],
    openingHours: {
      weekly: [
        { weekdays: workdays, from: '08:30', to: '11:30' },
        { weekdays: workdays, from: '13:30', to: '17:00' },
      ],
      onHolidays: 'closed',
    },
  },
  {
    key: 'care',
    kind: 'care_station',
    name: '养老服务站',
    address: '活动中心二楼',
    introduction: '日间照料、助浴、打扫卫生和接送看病，都从这里安排。',
    access: ['ramp', 'lift', 'accessible_toilet', 'wheelchair'],
    openingHours: { weekly: [{ weekdays: everyDay, from: '08:00', to: '17:30' }], onHolidays: 'as_usual' },
  },
  {
    key: 'health',
    kind: 'health_station',
    name: '卫生站',
    address: '小区东门 12 号',
    introduction: '家庭医生看常见病、开药、看化验单；护士能上门量血压、换药。',
    access: ['ramp', 'wheelchair', 'accessible_toilet', 'sign_language'],
    openingHours: {
      weekly: [
        { weekdays: workdays, from: '07:30', to: '11:30' },
        { weekdays: workdays, from: '13:30', to: '17:30' },
        { weekdays: [6], from: '08:00', to: '11:30' },
      ],
      onHolidays: 'closed',
    },
  },
  {
    key: 'canteen',
    kind: 'canteen',
    name: '社区食堂',
    address: '活动中心一楼西侧',
    introduction: '每天三顿，软烂少盐的另外做，70 岁以上便宜两块钱。',
    access: ['ramp', 'accessible_toilet', 'escort'],
    openingHours: {
      weekly: [
        { weekdays: everyDay, from: '06:30', to: '09:00' },
        { weekdays: everyDay, from: '10:30', to: '13:00' },
        { weekdays: everyDay, from: '16:30', to: '18:30' },
      ],
      onHolidays: 'as_usual',
    },
  },
  {
    key: 'centre',
    kind: 'community_hall',
    name: '居民活动中心',
    address: '小区西门 3 号',
    introduction: '唱歌、跳舞、开会、打牌的地方。用完请扫地、关灯。',
    access: ['ramp', 'lift', 'accessible_toilet'],
    openingHours: { weekly: [{ weekdays: everyDay, from: '08:00', to: '21:00' }], onHolidays: 'as_usual' },
  },
  {
    key: 'barber',
    kind: 'merchant',
    name: '老孙理发店',
    address: '小区东门 8 号',
    introduction: '开了二十年的理发店，跟社区签了约，能上门。',
    access: ['ramp'],
    openingHours: { weekly: [{ weekdays: [0, 2, 3, 4, 5, 6], from: '08:30', to: '19:00' }], onHolidays: 'as_usual' },
  },
  {
    key: 'foot',
    kind: 'merchant',
    name: '李师傅修脚店',
    address: '小区南门 21 号',
    introduction: '修脚、治灰指甲、采耳。腿脚不好的，打电话让师傅扶一把。',
    access: ['ramp', 'escort'],
    openingHours: { weekly: [{ weekdays: everyDay, from: '09:00', to: '20:00' }], onHolidays: 'as_usual' },
  },
]

export type DemoResource =
  | 'nurse'
  | 'doctor'
  | 'window-1'
  | 'window-2'
  | 'hall'
  | 'bathroom'
  | 'car'
  | 'wheelchairs'
  | 'driver'
  | 'carer-woman'
  | 'carer-man'
  | 'cleaners'
  | 'barber-1'
  | 'barber-2'
  | 'foot-master'

export interface DemoResourceFacts {
  key: DemoResource
  kind: ResourceKind
  /** Of the doctor: empty, the community's own doctor of the staff. */
  name: string
  units: number
  skills: readonly string[]
  dialects: readonly string[]
  gender: 'female' | 'male' | null
  building: string
}

const thing = { skills: [], dialects: [], gender: null, building: '' }

export const demoResources: readonly DemoResourceFacts[] = [
  { key: 'window-1', kind: 'window', name: '1 号窗口', units: 1, ...thing },
  { key: 'window-2', kind: 'window', name: '2 号窗口', units: 1, ...thing },
  { key: 'hall', kind: 'room', name: '多功能活动室', units: 1, ...thing },
  { key: 'bathroom', kind: 'room', name: '助浴间', units: 1, ...thing },
  { key: 'car', kind: 'vehicle', name: '接送车', units: 1, ...thing },
  { key: 'wheelchairs', kind: 'wheelchair', name: '轮椅', units: 4, ...thing },
  {
    key: 'nurse',
    kind: 'worker',
    name: '周敏护士',
    units: 1,
    skills: ['换药', '量血压', '打针'],
    dialects: ['南京话'],
    gender: 'female',
    building: '3',
  },
  {
    key: 'doctor',
    kind: 'worker',
    name: '',
    units: 1,
    skills: ['全科', '慢病'],
    dialects: ['南京话', '普通话'],
    gender: 'female',
    building: '',
  },
  {
    key: 'carer-woman',
    kind: 'worker',
    name: '吴桂芬护理员',
    units: 1,
    skills: ['助浴', '喂饭', '翻身'],
    dialects: ['南京话', '安徽话'],
    gender: 'female',
    building: '5',
  },
  {
    key: 'carer-man',
    kind: 'worker',
    name: '赵海护理员',
    units: 1,
    skills: ['助浴', '搬抬', '翻身'],
    dialects: ['普通话'],
    gender: 'male',
    building: '7',
  },
  {
    key: 'cleaners',
    kind: 'worker',
    name: '保洁一组',
    units: 1,
    skills: ['擦窗', '洗油烟机'],
    dialects: [],
    gender: 'female',
    building: '2',
  },
  {
    key: 'driver',
    kind: 'worker',
    name: '钱师傅',
    units: 1,
    skills: ['开车', '扶上下楼'],
    dialects: ['南京话'],
    gender: 'male',
    building: '',
  },
  {
    key: 'barber-1',
    kind: 'worker',
    name: '老孙',
    units: 1,
    skills: ['理发', '刮脸'],
    dialects: ['南京话'],
    gender: 'male',
    building: '',
  },
  {
    key: 'barber-2',
    kind: 'worker',
    name: '小何',
    units: 1,
    skills: ['理发'],
    dialects: ['普通话'],
    gender: 'female',
    building: '',
  },
  {
    key: 'foot-master',
    kind: 'worker',
    name: '李师傅',
    units: 1,
    skills: ['修脚'],
    dialects: ['扬州话'],
    gender: 'male',
    building: '',
  },
]
