import type { GroupField, GroupKind } from '../../../shared/volunteering/lifecycle.ts'

export interface DemoGroup {
  name: string
  kind: GroupKind
  field: GroupField
  introduction: string
  meets: string
  isOpen?: boolean
  branchOf?: string
  /** Characters by key; null = the first of the volunteers. */
  leader: string | null
  deputies?: readonly string[]
  members?: readonly string[]
  size: number
}

/** The groups of 梅园; those of the activities are called as there. */
export const demoGroups: readonly DemoGroup[] = [
  {
    name: '银发互助队',
    kind: 'volunteer_team',
    field: 'mutual_aid',
    introduction: '陪老邻居说话、看病、买菜，教手机。自己也会老，先搭把手。',
    meets: '每周六上午，活动中心二楼',
    leader: 'chenJing',
    deputies: ['fangAiping'],
    size: 18,
  },
  {
    name: '红围裙助餐队',
    kind: 'volunteer_team',
    field: 'mutual_aid',
    introduction: '每天傍晚把热饭送到独居老人家门口，敲门说两句话再走。',
    meets: '天天 16:30，社区食堂后门',
    leader: 'zhouJianguo',
    members: ['chenJing'],
    size: 14,
  },
  {
    name: '平安楼道队',
    kind: 'volunteer_team',
    field: 'mutual_aid',
    introduction: '看看楼道的灯亮不亮、扶手牢不牢，东西别堵了路。',
    meets: '每月第一个周日上午，各楼门口',
    leader: null,
    members: ['zhouJianguo'],
    size: 11,
  },
  {
    name: '绿色楼道队',
    kind: 'volunteer_team',
    field: 'other',
    introduction: '分垃圾、种花草，楼下干干净净。',
    meets: '每周三早上，垃圾分类亭',
    isOpen: true,
    leader: null,
    size: 9,
  },
  {
    name: '小书包陪伴队',
    kind: 'volunteer_team',
    field: 'reading',
    introduction: '放学后陪孩子写作业、看书，等爸爸妈妈下班。',
    meets: '周一到周五 16:00，图书室',
    leader: null,
    members: ['chenJing'],
    size: 10,
  },
  {
    name: '梅园文体协会',
    kind: 'interest_club',
    field: 'other',
    introduction: '管着书画社、舞蹈队和棋友会，一起办邻里节、冬至和春晚。',
    meets: '每月 15 日，活动中心三楼',
    leader: null,
    members: ['fangAiping'],
    size: 7,
  },
  {
    name: '梅园书画社',
    kind: 'interest_club',
    field: 'calligraphy',
    introduction: '一起写字画画，过年给邻居写春联。笔墨社里有，人来就行。',
    meets: '每周五上午，活动中心三楼',
    branchOf: '梅园文体协会',
    leader: 'fangAiping',
    members: ['wangXiuying'],
    size: 12,
  },
  {
    name: '梅园舞蹈队',
    kind: 'interest_club',
    field: 'song_dance',
    introduction: '跳广场舞，也排节目。动作慢慢教，六十岁正当年。',
    meets: '每天 19:00，中心广场',
    isOpen: true,
    branchOf: '梅园文体协会',
    leader: null,
    size: 15,
  },
  {
    name: '楚河棋友会',
    kind: 'interest_club',
    field: 'board_games',
    introduction: '下象棋，看的人不说话，输了笑一笑。',
    meets: '天天下午，3 栋凉亭',
    isOpen: true,
    branchOf: '梅园文体协会',
    leader: null,
    size: 8,
  },
  {
    name: '党员先锋队',
    kind: 'party_team',
    field: 'mutual_aid',
    introduction: '急难险重先上：下雪扫路、停水送水、半夜有人敲门也去。',
    meets: '每月 10 日党员活动日',
    leader: null,
    members: ['zhouJianguo'],
    size: 13,
  },
  {
    name: '梅园中学志愿队',
    kind: 'student_team',
    field: 'reading',
    introduction: '周末教老人用手机、给小朋友讲故事，家长陪着来。',
    meets: '每个周日下午，图书室',
    leader: null,
    size: 6,
  },
]

/** Who waits for an answer of 陈静. */
export const demoAsks = [
  { group: '银发互助队', character: 'fangWenbo', words: '我周末有空，会修电脑和手机', daysAgo: 1 },
  { group: '银发互助队', character: 'heYuqing', words: '我是护理员，能教大家怎么扶老人', daysAgo: 2 },
] as const

export const demoProposal = {
  name: '梅园晨跑团',
  kind: 'interest_club',
  field: 'sports',
  introduction: '早上六点半沿河慢跑三公里，跑不动就走，回来一起吃早饭。',
  meets: '周二、周四、周六 6:30，南门',
  character: 'fangWenbo',
} as const

export const demoNotices = [
  {
    group: '银发互助队',
    by: 'chenJing',
    title: '周六义诊提前半小时到',
    words: '这周六请 8 点到卫生站门口，先把桌椅摆好。轮椅在门卫室，钥匙找周建国。',
    daysAgo: 1,
  },
  {
    group: '银发互助队',
    by: 'fangAiping',
    title: '教手机的讲义印好了',
    words: '大字的，放在活动中心二楼前台，教之前去拿一份。',
    daysAgo: 6,
  },
  {
    group: '红围裙助餐队',
    by: 'zhouJianguo',
    title: '天冷了，饭盒先捂好',
    words: '出门前把保温袋拉紧。楼道灯坏的地方打手电，别赶。',
    daysAgo: 2,
  },
  {
    group: '梅园书画社',
    by: 'fangAiping',
    title: '下周写春联，自己带围裙',
    words: '红纸和墨社里准备。写好的送给 80 岁以上的邻居，一家一副。',
    daysAgo: 3,
  },
] as const
