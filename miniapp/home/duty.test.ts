import { describe, expect, it } from 'vitest'
import { dutyLines, dutyPromise, waitWords } from './duty.ts'

const duty = { people: [{ name: '李敏', post: '三网格网格员' }], medianAnswerSeconds: 20 }

describe('who answers, and how fast', () => {
  it('names the person who is rung first', () => {
    expect(dutyLines(duty)).toEqual(['李敏在值班', '一般 20 秒就有人接'])
    expect(dutyPromise(duty)).toBe('按一下，李敏马上接')
  })

  it('invents neither a name nor a time', () => {
    const unknown = ['按一下，社区马上知道', '没人应，接着往上找']
    expect(dutyLines(undefined)).toEqual(unknown)
    expect(dutyLines({ people: [], medianAnswerSeconds: null })).toEqual(unknown)
    expect(dutyPromise({ people: [], medianAnswerSeconds: 20 })).toBe('按一下，社区马上知道')
  })

  it('says long waits in minutes', () => {
    expect([0, 20, 89, 90, 150, 600].map(waitWords)).toEqual(['1 秒', '20 秒', '89 秒', '2 分钟', '3 分钟', '10 分钟'])
  })
})
