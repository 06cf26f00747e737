import { dayOf, dayPhrase, dayWord, timeOf, type Day } from '../../shared/time.ts'
import type { VolunteerRequest } from '../../shared/volunteering/requests-contract.ts'

type Told = Pick<VolunteerRequest, 'status' | 'taken' | 'wanted' | 'endsAt' | 'dueDay'>

/** How far a request has come, for who asked. */
export function requestSaid(request: Told, now: Date): { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string } {
  const isOver = now.getTime() > Date.parse(request.endsAt)
  switch (request.status) {
    case 'asked':
      return isOver ? { text: '过了日子', kind: 'warn', icon: 'hourglass' } : { text: '等社区答复', icon: 'hourglass' }
    case 'refused':
      return { text: '这次不行', kind: 'warn', icon: 'info' }
    case 'withdrawn':
      return { text: '取消了' }
    case 'accepted':
      if (request.taken === 0)
        return isOver ? { text: '没等到人', kind: 'warn' } : { text: '在找人', icon: 'hourglass' }
      if (isOver) return { text: '办完了', kind: 'ok', icon: 'check' }
      if (request.taken < request.wanted)
        return { text: `来 ${request.taken} 位，还找 ${request.wanted - request.taken} 位`, kind: 'ok' }
      return { text: '有人来', kind: 'ok', icon: 'check' }
  }
}

/** `明天 14:00–15:00`. */
export function requestWhen({ startsAt, endsAt }: Pick<VolunteerRequest, 'startsAt' | 'endsAt'>, today: Day): string {
  const [from, to] = [new Date(startsAt), new Date(endsAt)]
  return `${dayPhrase(dayOf(from), today)} ${timeOf(from)}–${timeOf(to)}`
}

/** The same in a list: `明天 14:00`, `11 月 26 日 10:00`. */
export function requestShort({ startsAt }: Pick<VolunteerRequest, 'startsAt'>, today: Day): string {
  const from = new Date(startsAt)
  const day = dayOf(from)
  const phrase = dayPhrase(day, today)
  return `${phrase.includes(' ') ? dayWord(day) : phrase} ${timeOf(from)}`
}
