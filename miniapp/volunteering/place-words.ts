import { dayOf, dayPhrase, timeOf } from '../../shared/time.ts'
import type { ActivityDetail, Shift } from '../../shared/volunteering/places-contract.ts'
import { skillWords } from '../text/volunteering.ts'

/** `明天 10:00`. */
export function untilWords(instant: string, now: Date): string {
  const at = new Date(instant)
  return `${dayPhrase(dayOf(at), dayOf(now))} ${timeOf(at).replace(/^0/, '')}`
}

const hours = (minutes: number) => `${Math.round(minutes / 6) / 10} 小时`

/** Why this shift is not for me, in a word, and what to do about it. */
export function hindranceWords(
  { hindrance, neededSkill }: Pick<Shift, 'hindrance' | 'neededSkill'>,
  { leastAge, mostMinutesPerDay, restMinutes }: Pick<ActivityDetail, 'leastAge' | 'mostMinutesPerDay' | 'restMinutes'>,
): { pill: string; line: string } | null {
  switch (hindrance) {
    case 'shift_overlaps':
      return { pill: '时间撞了', line: '和您报的另一班撞了。先退掉那一班，才能报这一班。' }
    case 'day_full':
      return {
        pill: `那天满 ${hours(mostMinutesPerDay)}了`,
        line: `一天最多 ${hours(mostMinutesPerDay)}，别累着。换一天吧。`,
      }
    case 'rest_needed':
      return { pill: '歇得不够', line: `和前后一天的班次，中间要歇 ${hours(restMinutes)}。换一班吧。` }
    case 'not_eligible':
      return { pill: `要满 ${leastAge ?? 18} 岁`, line: '年纪不到的，可以看看别的活动。生日登记错了，打电话问社区。' }
    case 'skill_needed':
      return {
        pill: '要会这一样',
        line: `这一班要${neededSkill === null ? '会一门手艺' : skillWords[neededSkill].text}。会的话，在志愿者资料里填上，再来报。`,
      }
    default:
      return null
  }
}

/** What keeps me from every shift alike, and where to change that; null when nothing does. */
export function standingWords(
  hindrance: Shift['hindrance'],
): { line: string; act: string; page: 'volunteers/register/index' | 'volunteers/profile/index' } | null {
  switch (hindrance) {
    case 'not_a_volunteer':
      return {
        line: '还没登记成志愿者。登记只要一分钟，好了回来接着报。',
        act: '去登记',
        page: 'volunteers/register/index',
      }
    case 'profile_incomplete':
      return {
        line: '志愿者登记还差几项。补上只要一分钟，好了回来接着报。',
        act: '去补上',
        page: 'volunteers/register/index',
      }
    case 'guardian_needed':
      return {
        line: '还等家长点头。请家长在手机上同意，就能报名了。',
        act: '看看资料',
        page: 'volunteers/profile/index',
      }
    case 'volunteer_paused':
      return {
        line: '您正在歇着。想来了，先在志愿者资料里点“接着做”。',
        act: '去资料里',
        page: 'volunteers/profile/index',
      }
    default:
      return null
  }
}

/** For whom free places are kept, and until when. */
export function keptWords(
  { kept, placesLeft, mine }: Pick<Shift, 'kept' | 'placesLeft' | 'mine'>,
  now: Date,
): string | null {
  if (kept === null) return null
  const until = untilWords(kept.until, now)
  if (kept.forMe) return mine === null ? `给第一次来的邻居留着 ${kept.places} 个位置，留到${until}。您正好。` : null
  if (mine?.status === 'waiting')
    return `还有 ${kept.places} 个位置留给第一次来的邻居。${until}还空着，就按候补的顺序补。`
  if (mine !== null || placesLeft > 0) return null
  return `剩下 ${kept.places} 个位置先留给第一次来的邻居，留到${until}。您可以先候补，到时按顺序补。`
}

/** Volunteers are chosen for a task; whoever only takes part comes along. */
export function signUpWords({ role, placesLeft }: Pick<Shift, 'role' | 'placesLeft'>): {
  choose: string
  press: string
} {
  if (placesLeft === 0) return { choose: '候补这班', press: '候补这一班' }
  return role === 'participant' ? { choose: '我想参加', press: '报名参加' } : { choose: '选这班', press: '报名这一班' }
}

/** How many will hear a call, and what they are asked. */
export function callWords(people: number, isAgain: boolean, needsSkill: boolean): string {
  const whom = isAgain ? `还有 ${people} 位没叫过的邻居` : `有 ${people} 位邻居`
  return `${whom}愿意临时帮忙${needsSkill ? '、会这一样' : ''}，那会儿也有空。每人只叫一次，人齐了自己停。`
}
