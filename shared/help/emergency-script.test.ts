import { expect, it } from 'vitest'
import { emergencyScript, type EmergencyFacts } from './emergency-script.ts'

const facts: EmergencyFacts = {
  number: '120',
  caller: { name: '李敏', post: '梅园社区三网格网格员', phone: '19900000001' },
  person: { name: '王秀英', age: 82, livingAlone: true, phone: '025-86001234' },
  address: '青溪区梅园街道梅园社区 3 栋 2 单元 501',
  accessNote: '5 楼没电梯，备用钥匙在 402 周建国家',
  intent: 'emergency',
  source: 'app',
  onSite: true,
  health: {
    conditions: '高血压、糖尿病',
    medicines: '氨氯地平',
    allergies: '青霉素',
    speech: '说南京话',
    senses: '右耳背',
  },
}

it('says what is wanted, where, who, what, health, and how to ring back, in that order', () => {
  expect(emergencyScript(facts)).toEqual([
    '您好，要一辆救护车。',
    '地址：青溪区梅园街道梅园社区 3 栋 2 单元 501。5 楼没电梯，备用钥匙在 402 周建国家。',
    '王秀英，82 岁，一个人住。',
    '王秀英按了紧急求助，我们就在旁边。',
    '有高血压、糖尿病。',
    '平时吃氨氯地平。',
    '过敏：青霉素。',
    '说话：说南京话。',
    '要留意：右耳背。',
    '我是梅园社区三网格网格员李敏，回电打 199 0000 0001。',
    '王秀英家的电话是 025-86001234。',
    '有人在楼下等，带你们上去。',
  ])
})

it('reads health to nobody but 120', () => {
  for (const number of ['119', '110'] as const) {
    const script = emergencyScript({ ...facts, number }).join('')
    for (const word of ['高血压', '氨氯地平', '青霉素']) expect(script).not.toContain(word)
  }
})

it('leaves out what nobody knows', () => {
  const script = emergencyScript({
    ...facts,
    caller: { ...facts.caller, phone: null },
    person: { name: '周建国', age: null, livingAlone: false, phone: null },
    accessNote: '',
    health: null,
    onSite: false,
    source: 'fall',
  })
  expect(script).toEqual([
    '您好，要一辆救护车。',
    '地址：青溪区梅园街道梅园社区 3 栋 2 单元 501。',
    '周建国。',
    '呼叫器觉出周建国可能摔倒了，我们还没见到人。',
    '我是梅园社区三网格网格员李敏。',
    '我们的人正赶过去，在楼下等，带你们上去。',
  ])
})
