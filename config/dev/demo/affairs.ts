import type { NoticeKind } from '../../../shared/affairs/contract.ts'
import { addDays, dayWord, instantOf, weekdayOf, weekdayWord, type Day, type TimeOfDay } from '../../../shared/time.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import '../../../api/_src/affairs/tables.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

interface DemoNotice {
  kind: NoticeKind
  title: string
  publisher: string
  paragraphs: string[]
  /** Days before today, and the time of day. */
  published: readonly [daysAgo: number, time: TimeOfDay]
  /** The last day on which it is of use. */
  until?: Day
}

/** Eight notices of 梅园社区. Rows that are there already stay as they are. */
export async function loadAffairs(db: Db, world: World, now: Date): Promise<void> {
  const rows = notices(world.today).map((notice, number) => {
    const [daysAgo, time] = notice.published
    const publishedAt = instantOf(addDays(world.today, -daysAgo), time)
    return {
      community_id: meiyuan,
      id: idOf(`demo notice ${number}`),
      kind: notice.kind,
      title: notice.title,
      publisher: notice.publisher,
      paragraphs: json(notice.paragraphs),
      // Loaded before the working day begins, today's notices are out already.
      published_at: publishedAt < now ? publishedAt : now,
      ends_at: notice.until === undefined ? null : instantOf(addDays(notice.until, 1)),
      version: 1,
    }
  })
  await db
    .insertInto('notice')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

function notices(today: Day): DemoNotice[] {
  const tomorrow = addDays(today, 1)
  const saturday = nextWeekday(today, 6)
  const friday = nextWeekday(today, 5)
  const yearlyCheckEnds = addDays(today, 16)
  const office = '梅园社区居委会'
  const words = (day: Day) => `${dayWord(day)}${weekdayWord(day)}`
  return [
    {
      kind: 'reminder',
      title: '明天 3 栋、5 栋停水检修',
      publisher: '梅园物业服务中心',
      published: [0, '08:00'],
      until: tomorrow,
      paragraphs: [
        `${words(tomorrow)} 9:00 到 15:00，3 栋和 5 栋检修水泵，这段时间没有水。`,
        '请今晚先接好水。家里有老人的，我们今天下午挨家再说一声，要帮忙提水的请告诉网格员。',
        '来水以后先放一两分钟再用。到 16:00 还没有水，请打物业电话 025-00001010。',
      ],
    },
    {
      kind: 'activity',
      title: '周六上午义诊，不收费',
      publisher: '梅园社区卫生服务站',
      published: [1, '10:20'],
      until: saturday,
      paragraphs: [
        `${words(saturday)} 8:30 到 11:30，社区卫生服务站门口，量血压、测血糖，林芳医生看报告。`,
        '测空腹血糖的，早上先别吃东西，带一个包子测完吃。在吃药的，把药盒带来。',
        '腿脚不方便的，前一天打社区电话，志愿者推轮椅来接。',
      ],
    },
    {
      kind: 'notice',
      title: `尊老金年审，${dayWord(yearlyCheckEnds)}前办`,
      publisher: office,
      published: [3, '09:00'],
      until: yearlyCheckEnds,
      paragraphs: [
        `领尊老金的老人，${dayWord(yearlyCheckEnds)}前要核对一次。不核对，下个月起会先停发，补办以后再补发。`,
        '带本人身份证到社区 2 号窗口，一两分钟就好。子女可以代办，带老人和自己的身份证。',
        '出不了门的，打社区电话，网格员上门办，不用等人排队。',
      ],
    },
    {
      kind: 'public_affairs',
      title: '上个月居务公开',
      publisher: office,
      published: [5, '16:30'],
      paragraphs: [
        '党群服务经费：支出 6,420 元，用在重阳节慰问 38 户、楼道扶手更换 12 处。',
        '公共收益：小广场摊位费收入 3,600 元，支出 1,180 元修活动室门锁和灯，结余 2,420 元。',
        '每一笔的票据在一楼公示栏右边的本子里，谁都可以翻。有疑问，找居委会委员沈卫东。',
      ],
    },
    {
      kind: 'notice',
      title: '社区食堂下周换冬季菜单',
      publisher: '梅园社区食堂',
      published: [2, '11:00'],
      until: addDays(today, 20),
      paragraphs: [
        '下周一起，中午多一道汤，每天有一道软烂的菜，牙口不好也能吃。',
        '午饭 12 元一份，满 80 岁 8 元，送上门不另收钱。当天 9:30 前订。',
        '少盐、少糖、不吃某样东西的，订的时候在备注里写一句。',
      ],
    },
    {
      kind: 'activity',
      title: '教老人用手机，每周五下午',
      publisher: office,
      published: [4, '15:00'],
      until: addDays(friday, 21),
      paragraphs: [
        `从${words(friday)}起，连着四个周五 14:30 到 16:00，二楼活动室。`,
        '一位志愿者带两位老人，学打视频电话、挂号、扫码付钱，也教怎么认出骗子的短信。',
        '带上手机和充电线就行，字小可以当场调大。',
      ],
    },
    {
      kind: 'reminder',
      title: '最近有人冒充医保局打电话',
      publisher: '梅园派出所社区民警',
      published: [6, '17:40'],
      paragraphs: [
        '电话里说您的医保卡异常、要转到安全账户，或者要您念验证码的，都是骗子，挂掉就好。',
        '医保的事，社区 2 号窗口当面就能查，不用在电话里说卡号。',
        '已经转了钱的，马上打 110，越早越好，再告诉社区，我们陪您去派出所。',
      ],
    },
    {
      kind: 'public_affairs',
      title: '1 栋加装电梯，听听大家怎么说',
      publisher: office,
      published: [8, '09:30'],
      until: addDays(today, 12),
      paragraphs: [
        '1 栋 3 单元有 9 户提出加装电梯，方案和各户分摊的钱贴在单元门口。',
        `${words(addDays(today, 9))} 19:00 在二楼会议室开会，物业和设计院的人都来，同意的、不同意的都请来说说。`,
        '来不了的，可以把想法写给楼长，或者打社区电话，我们照原话记下来。',
      ],
    },
  ]
}

/** The next such weekday after today. */
function nextWeekday(today: Day, weekday: number): Day {
  let day = addDays(today, 1)
  while (weekdayOf(day) !== weekday) day = addDays(day, 1)
  return day
}
