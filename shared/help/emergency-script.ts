import type { CallSource, EmergencyNumber, Intent } from './lifecycle.ts'

/** What is known of a call when 120, 119 or 110 is rung. Empty text where nothing is known. */
export interface EmergencyFacts {
  number: EmergencyNumber
  /** Who rings: `李敏`, `梅园社区三网格网格员`. */
  caller: { name: string; post: string; phone: string | null }
  person: { name: string; age: number | null; livingAlone: boolean; phone: string | null }
  /** From the district to the door: `青溪区梅园街道梅园社区 3 栋 2 单元 501`. */
  address: string
  /** Floor, lift, key: `5 楼没电梯，备用钥匙在 402 周建国家`. */
  accessNote: string
  intent: Intent
  source: CallSource
  /** True when the caller, or a helper, stands beside the person. */
  onSite: boolean
  /** Of the emergency card; read to 120 only. */
  health: { conditions: string; medicines: string; allergies: string; speech: string; senses: string } | null
}

const wants: Readonly<Record<EmergencyNumber, string>> = {
  '120': '要一辆救护车',
  '119': '要消防来救人',
  '110': '要报警',
}

const presses: Readonly<Record<Intent, string>> = {
  emergency: '按了紧急求助',
  unwell: '说身体不舒服',
  daily_help: '本来要人帮个忙，现在情况变急了',
  question: '打来问事，现在情况变急了',
  call_family: '在找家里人，现在情况变急了',
}

/**
 * What to read out on the telephone, one sentence a line, in the order in which it is asked for: what is wanted, where
 * exactly, who, what happened, health, how to ring back, and who opens the door.
 */
export function emergencyScript(facts: EmergencyFacts): string[] {
  const { number, caller, person, address, accessNote } = facts
  return [
    `您好，${wants[number]}。`,
    `地址：${address}。${accessNote === '' ? '' : ended(accessNote)}`,
    `${[person.name, age(person.age), person.livingAlone ? '一个人住' : ''].filter((part) => part !== '').join('，')}。`,
    `${whatHappened(facts)}。`,
    ...(number === '120' ? healthLines(facts) : []),
    `我是${caller.post}${caller.name}${caller.phone === null ? '' : `，回电打 ${inGroups(caller.phone)}`}。`,
    ...(person.phone === null ? [] : [`${person.name}家的电话是 ${inGroups(person.phone)}。`]),
    facts.onSite ? '有人在楼下等，带你们上去。' : '我们的人正赶过去，在楼下等，带你们上去。',
  ]
}

function whatHappened({ intent, source, person, onSite }: EmergencyFacts): string {
  const seen = onSite ? '我们就在旁边' : '我们还没见到人'
  if (source === 'fall') return `呼叫器觉出${person.name}可能摔倒了，${seen}`
  if (source === 'wellness') return `${person.name}一直没有音信，${seen}`
  return `${person.name}${source === 'device' ? '按了身上的呼叫器' : presses[intent]}，${seen}`
}

function healthLines({ health }: EmergencyFacts): string[] {
  if (health === null) return []
  const { conditions, medicines, allergies, speech, senses } = health
  return [
    [conditions, '有'],
    [medicines, '平时吃'],
    [allergies, '过敏：'],
    [speech, '说话：'],
    [senses, '要留意：'],
  ].flatMap(([text = '', before = '']) => (text === '' ? [] : [`${before}${ended(text)}`]))
}

function age(years: number | null): string {
  return years === null ? '' : `${years} 岁`
}

/** Read number by number: `138 0000 1234`. */
function inGroups(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone
}

function ended(text: string): string {
  return /[。！？]$/.test(text) ? text : `${text}。`
}
