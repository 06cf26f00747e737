import type { AccessPurpose } from '../../shared/people/access.ts'
import type { Relation } from '../../shared/people/contract.ts'
import { dayOf, dayPhrase, timeOf } from '../../shared/time.ts'
import { relationWords } from './relations.ts'

/** What was opened or changed, and why, as the person it is about understands it. */
export const accessWords: Readonly<Record<AccessPurpose, string>> = {
  help_card: '因为求助，打开了住址和急救卡',
  bind_code: '在服务台发了绑定码',
  record_changed: '在服务台改了登记的资料',
  care_card: '看了急救卡',
  care_card_changed: '写了急救卡',
  call_file: '听了或看了求助时发的语音、照片',
  care_call: '来慰问，看了住址和急救卡',
  visit_photo: '看了上门服务的照片',
  door_code: '开了门口的扫码牌',
  home_care: '办居家养老，看了需求和协议',
  health_file: '家庭医生看了您的健康情况',
  referral: '医生看了转诊信',
  check_up: '为体检的事，看了姓名和电话',
  volunteer_file: '看了您的志愿者资料',
  material_photo: '帮您看了要带的材料的照片',
  volunteer_export: '导出了志愿者的表格',
  volunteer_request: '看了您请志愿者帮忙的事',
}

/** `李敏，三网格网格员`; `女儿，陈静`. */
export function whoWords({ name, post, relation }: { name: string; post: string; relation: Relation | null }): string {
  const what = post === '' ? (relation === null ? '' : relationWords[relation]) : post
  return [...new Set([name, what])].filter((part) => part !== '').join('，')
}

/** `今天 8:21`; earlier years are named. */
export function momentWords(at: string, now: Date): string {
  const moment = new Date(at)
  const [day, today] = [dayOf(moment), dayOf(now)]
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : `${day.slice(0, 4)} 年 `
  return `${year}${dayPhrase(day, today)} ${timeOf(moment).replace(/^0/, '')}`
}
