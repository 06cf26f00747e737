import type { LegResult } from '../../../../shared/help/drills.ts'
import { dayOf, dayWord, timeOf } from '../../../../shared/time.ts'
import type { PendingRow } from '../../platform/deliver/source.ts'
import type { Test } from './decide-button.ts'
import type { Drill } from './decide.ts'

type Versioned = PendingRow['messages'][number]

export const resultWords: Readonly<Record<LegResult, string>> = {
  waiting: '还没轮到',
  running: '正在响',
  passed: '收到了',
  no_staff: '没有人值守',
  nobody_reachable: '一个人也叫不到',
  no_desk: '没有开着的值守台',
  not_confirmed: '没有人点收到',
}

/** Every message of a drill says so in its first word. What comes too late is not sent: nobody answers it any more. */
export function drillMessages(drill: Drill, toldVersion: number): Versioned[] {
  const page = '/desk/drills/index'
  return drill.history.flatMap((entry): Versioned[] => {
    if (entry.version <= toldVersion) return []
    if (entry.kind === 'rang' && drill.status === 'running') {
      return (entry.accountIds ?? []).map((id) => ({
        recipient: { kind: 'account', id },
        topic: 'help',
        title: '演练：请点“收到”',
        body: '这是演练，没有人求助。打开演练页，点一下“收到”。',
        page,
        version: entry.version,
      }))
    }
    if (entry.kind === 'ended' && drill.startedBy !== null) {
      const failed = drill.legs.filter(({ result }) => result !== 'passed')
      const body =
        failed.length === 0
          ? '从网格到区里，每一级都收到了。'
          : `${failed.map(({ areaName, result }) => `${areaName}${resultWords[result]}`).join('，')}。`
      return [
        {
          recipient: { kind: 'account', id: drill.startedBy },
          topic: 'help',
          title: failed.length === 0 ? '演练通过了' : '演练没有通过',
          body,
          page,
          version: entry.version,
        },
      ]
    }
    return []
  })
}

/** What the resident reads of a test: who heard it, that nobody did, and when it is time again. */
export function testMessages(test: Test, toldVersion: number): Versioned[] {
  return test.history.flatMap((entry): Versioned[] => {
    if (entry.version <= toldVersion || entry.kind === 'pressed') return []
    const words = {
      answered: {
        title: `${entry.byName ?? ''}：听到了，按钮是好的`,
        body: `${dayWord(dayOf(test.pressedAt))} ${timeOf(test.pressedAt)} 的测试，${test.seconds} 秒送到。`,
      },
      lapsed: {
        title: '您的按钮测试，没有人回',
        body: '测试送到了，没人点回复，社区会去查。真有事照样按求助，求助会一直响到有人接。',
      },
      reminded: { title: '该测一测求助按钮了', body: '一个月测一次。只是测试，不会惊动人。' },
    }[entry.kind]
    return [
      {
        recipient: { kind: 'resident', id: test.residentId },
        topic: 'help',
        ...words,
        page: '/account/test-button/index',
        version: entry.version,
      },
    ]
  })
}
