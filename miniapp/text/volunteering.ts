import type { SignupStatus } from '../../shared/volunteering/lifecycle.ts'
import type { FreeTime, Skill } from '../../shared/volunteers/lifecycle.ts'

/** What somebody can do, as a neighbour would say it. */
export const skillWords: Readonly<Record<Skill, { text: string; icon: string }>> = {
  driving: { text: '会开车', icon: 'car' },
  first_aid: { text: '会急救', icon: 'heart-pulse' },
  repair: { text: '会修东西', icon: 'wrench' },
  computer: { text: '会用电脑手机', icon: 'monitor' },
  dialect: { text: '会说本地话', icon: 'message-circle' },
  music: { text: '会乐器唱歌', icon: 'music' },
  calligraphy: { text: '会写毛笔字', icon: 'brush' },
  cooking: { text: '会做饭', icon: 'cooking-pot' },
  wheelchair: { text: '会推轮椅', icon: 'accessibility' },
  nursing: { text: '护士或医生', icon: 'stethoscope' },
}

export const freeTimeWords: Readonly<Record<FreeTime, string>> = {
  weekday_morning: '平时上午',
  weekday_afternoon: '平时下午',
  weekday_evening: '平时晚上',
  weekend: '周末',
}

/** What became of a shift that is over. */
export const pastWords: Readonly<Record<SignupStatus, string>> = {
  waiting: '没轮到',
  confirmed: '等核对',
  checked_in: '签到了',
  withdrawn: '退掉了',
  attended: '去过了',
  missed: '没去成',
}
