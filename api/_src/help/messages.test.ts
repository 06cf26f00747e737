import { describe, expect, it } from 'vitest'
import { callEventKinds } from '../../../shared/help/call.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { at, daughter, end, later, limin, moved, sun, wu, zhao } from '../testing/help-calls.ts'
import type { Call } from './call.ts'
import { rate, reopen } from './decide-after.ts'
import { addHelper, callEmergency, note } from './decide-beside.ts'
import type { Decision } from './decide-entry.ts'
import { firstRing, rise, type Reach } from './decide-ladder.ts'
import { cannotCome, come } from './decide-neighbour.ts'
import { accept, decline, handOver, keep, settleOffer, takeOver } from './decide-offers.ts'
import { afterStep } from './decide-step.ts'
import { acknowledge, calledBack, cancel, checkIn, close } from './decide.ts'
import { attached } from './attachments/decide.ts'
import { messagesFor } from './messages.ts'

const people: Readonly<Record<string, typeof limin | typeof wu>> = { grid: limin, community: zhao, street: sun }
const reach: Reach = (level) => {
  const one = people[level]
  return { people: one ? [{ accountId: one.accountId, name: one.name, post: one.post }] : [], isReachable: true }
}
const elder = { accountId: 'A-WANG', name: '王秀英' }
const zhou = { accountId: 'A-ZHOU', name: '周建国', relation: 'neighbour' } as const
const residentId = at('ringing').residentId
const around = {
  family: [{ accountId: 'A-CHEN', residentId }],
  neighbours: [zhou.accountId, 'A-SUN-J'].map((accountId) => ({ accountId, residentId })),
}
const names: Record<string, string> = {
  [residentId]: '王秀英',
  'A-CHEN': '陈静',
  'A-ZHOU': '周建国',
  'A-SUN-J': '孙强',
  'A-LI': '李敏',
  'A-ZHAO': '赵雨桐',
  'A-WU': '吴浩',
  'A-SUN': '孙志强',
}

/** Who is told what by the last version of this call. */
const told = (call: Call) =>
  messagesFor(call, call.version - 1, around).map(
    ({ recipient, title, version }) => `${names[recipient.id]}: ${title}${version === call.version ? '' : ' (old)'}`,
  )
const planned = (call: Call) => afterStep(call, firstRing(call, defaultSettings, reach, later(0)))
const ringing = () => planned(at('ringing'))
const taken = () => moved(ringing(), acknowledge(ringing(), limin, later(20)))
const stalled = () => {
  const step = rise(taken(), later(330), reach)
  if (!step) throw new Error('not due')
  return afterStep(taken(), step)
}
const settled = (call: Call, now: Date) => {
  const step = settleOffer(call, now)
  if (!step) throw new Error('no offer ended')
  return afterStep(call, step)
}
const after = (call: Call, move: (call: Call) => Decision<string>) => moved(call, move(call))
const onSite = () => planned(at('on_site'))
const closed = () => after(onSite(), (call) => close(call, limin, { ...end, note: '没有大碍' }, later(300)))
const asked = () => after(taken(), (call) => takeOver(call, zhao, '我离得近', later(30)))
const handed = () => after(taken(), (call) => handOver(call, limin, zhao, '走不开', later(30)))
const going = () => after(ringing(), (call) => come(call, zhou, later(9)))
const id = '01K0000000000000000000000X'

describe('every kind of line', () => {
  const table: readonly [kind: (typeof callEventKinds)[number], what: string, call: () => Call, expected: string[]][] =
    [
      ['raised', 'is told by the ring', () => at('ringing'), []],
      [
        'rang',
        'first, to those it names, neighbours and family, not to the daughter who pressed',
        ringing,
        [
          '李敏: 王秀英按了求助',
          '赵雨桐: 王秀英按了求助',
          '周建国: 王秀英按了求助，您能去看看吗？',
          '孙强: 王秀英按了求助，您能去看看吗？',
        ],
      ],
      [
        'risen',
        'to the level that is rung now',
        () => {
          const step = rise(ringing(), later(60), reach)
          return step ? afterStep(ringing(), step) : ringing()
        },
        ['赵雨桐: 没人接：王秀英在求助'],
      ],
      ['risen', 'when nothing moves', stalled, ['赵雨桐: 没有动静：王秀英在求助']],
      [
        'acknowledged',
        'to the person and the family',
        taken,
        ['王秀英: 李敏接了您的求助', '陈静: 李敏接了王秀英的求助'],
      ],
      [
        'acknowledged',
        'by another of what stood still, to the one before as well',
        () => after(stalled(), (call) => acknowledge(call, zhao, later(410))),
        ['王秀英: 赵雨桐接了您的求助', '陈静: 赵雨桐接了王秀英的求助', '李敏: 赵雨桐接过去了'],
      ],
      [
        'acknowledged',
        'by the same, who thereby says that it goes on',
        () => after(stalled(), (call) => acknowledge(call, limin, later(410))),
        ['王秀英: 李敏还在处理您的求助', '陈静: 李敏还在处理王秀英的求助'],
      ],
      [
        'checked_in',
        'to the family',
        () => after(onSite(), (call) => checkIn(call, limin, { id, text: '' }, later(200))),
        ['陈静: 李敏在王秀英身边'],
      ],
      [
        'noted',
        'to nobody',
        () => after(taken(), (call) => note(call, limin, { id, text: '电话不通' }, later(30))),
        [],
      ],
      [
        'attached',
        'to whoever is rung',
        () => after(ringing(), (call) => attached(call, elder, { id, kind: 'photo' }, later(5))),
        ['李敏: 王秀英那边发来一张照片', '赵雨桐: 王秀英那边发来一张照片'],
      ],
      [
        'emergency_called',
        'to everybody beside the one who dials',
        () => after(onSite(), (call) => callEmergency(call, limin, { id, number: '120' }, later(200))),
        ['王秀英: 李敏打了 120', '陈静: 李敏为王秀英打了 120', '吴浩: 李敏为王秀英打了 120'],
      ],
      ['take_over_asked', 'to whoever has it', asked, ['李敏: 赵雨桐想接手王秀英的求助']],
      [
        'take_over_declined',
        'to the one who asked',
        () => after(asked(), (call) => keep(call, limin, later(35))),
        ['赵雨桐: 李敏自己接着办'],
      ],
      [
        'taken_over',
        'to all four',
        () => settled(asked(), later(60)),
        [
          '王秀英: 赵雨桐接着来帮您',
          '陈静: 赵雨桐接手了王秀英的求助',
          '赵雨桐: 王秀英的求助归您了',
          '李敏: 赵雨桐接过去了',
        ],
      ],
      ['hand_over_asked', 'to the one who is asked', handed, ['赵雨桐: 李敏请您接手：王秀英在求助']],
      [
        'hand_over_lapsed',
        'by itself, to both',
        () => settled(handed(), later(100)),
        ['李敏: 赵雨桐没有接手', '赵雨桐: 王秀英那边不用您接手了'],
      ],
      [
        'hand_over_lapsed',
        'by the one who was asked',
        () => after(handed(), (call) => decline(call, zhao, later(40))),
        ['李敏: 赵雨桐没有接手'],
      ],
      [
        'handed_over',
        'to the person, the family and the one before',
        () => after(handed(), (call) => accept(call, zhao, later(40))),
        ['王秀英: 赵雨桐接着来帮您', '陈静: 赵雨桐接手了王秀英的求助', '李敏: 赵雨桐接过去了'],
      ],
      [
        'helper_added',
        'to the helper and the person',
        () => after(taken(), (call) => addHelper(call, limin, wu, later(25))),
        ['吴浩: 请您一起去帮王秀英', '王秀英: 吴浩也来帮忙'],
      ],
      [
        'helper_added',
        'by the helper, to whoever has it',
        () => after(taken(), (call) => addHelper(call, wu, wu, later(25))),
        ['李敏: 吴浩和您一起去', '王秀英: 吴浩也来帮忙'],
      ],
      [
        'neighbour_coming',
        'to all, and the others are stood down',
        going,
        [
          '王秀英: 邻居周建国来看您了',
          '李敏: 邻居周建国先去看王秀英了',
          '赵雨桐: 邻居周建国先去看王秀英了',
          '孙强: 周建国去了，谢谢您，您不用跑了',
          '陈静: 邻居周建国去看王秀英了',
        ],
      ],
      [
        'neighbour_cannot_come',
        'and the others are asked again',
        () => after(going(), (call) => cannotCome(call, zhou, later(15))),
        [
          '王秀英: 邻居周建国来不了了',
          '李敏: 邻居周建国去不了了',
          '赵雨桐: 邻居周建国去不了了',
          '孙强: 王秀英按了求助，您能去看看吗？',
        ],
      ],
      [
        'neighbour_cannot_come',
        'from one who was not going: to nobody',
        () => after(ringing(), (call) => cannotCome(call, zhou, later(15))),
        [],
      ],
      [
        'closed',
        'to the person, the family, the helpers and the neighbours',
        closed,
        [
          '王秀英: 这次求助结束了',
          '陈静: 王秀英的求助结束了',
          '吴浩: 王秀英的求助结束了',
          '周建国: 王秀英没事了，您不用跑了',
          '孙强: 王秀英没事了，您不用跑了',
        ],
      ],
      [
        'cancelled',
        'to whoever is rung, the family and the neighbours',
        () => after(ringing(), (call) => cancel(call, elder, later(12))),
        [
          '李敏: 王秀英说没事，按错了',
          '赵雨桐: 王秀英说没事，按错了',
          '陈静: 王秀英说没事，按错了',
          '周建国: 王秀英没事了，您不用跑了',
          '孙强: 王秀英没事了，您不用跑了',
        ],
      ],
      [
        'called_back',
        'to the family',
        () => after(closed(), (call) => calledBack(call, zhao, later(9000))),
        ['陈静: 赵雨桐给王秀英打过电话了'],
      ],
      [
        'rated',
        'badly, to the responder',
        () => after(closed(), (call) => rate(call, elder, 'bad', later(9000))),
        ['李敏: 王秀英说这次没帮好'],
      ],
      ['rated', 'well, to nobody', () => after(closed(), (call) => rate(call, elder, 'good', later(9000))), []],
      ['reopened', 'is told by the ring', () => after(closed(), (call) => reopen(call, elder, later(9000))), []],
      [
        'rang',
        'again',
        () => planned(after(closed(), (call) => reopen(call, elder, later(0)))),
        [
          '李敏: 王秀英说没解决，还要帮忙',
          '赵雨桐: 王秀英说没解决，还要帮忙',
          '周建国: 王秀英按了求助，您能去看看吗？',
          '孙强: 王秀英按了求助，您能去看看吗？',
          '陈静: 王秀英说没解决，还要帮忙',
        ],
      ],
    ]
  it.each(table)('%s %s', (kind, _, make, expected) => {
    const call = make()
    expect(call.history.at(-1)?.kind).toBe(kind)
    expect(told(call)).toEqual(expected)
  })

  it('has its words or its reason to be silent', () => {
    const elsewhere = ['pressed_again', 'set_out', 'arrived'] as const
    const covered = new Set<string>([...table.map(([kind]) => kind), ...elsewhere])
    expect(callEventKinds.filter((kind) => !covered.has(kind))).toEqual([])
  })
})

describe('what is told late', () => {
  const all = (call: Call) =>
    messagesFor(call, 0, around).map(({ recipient, title }) => `${names[recipient.id]}: ${title}`)

  it('rings nobody of the staff once somebody has it, and asks no neighbour once one is going', () => {
    expect(all(taken()).filter((line) => line.includes('按了求助'))).toEqual([
      '周建国: 王秀英按了求助，您能去看看吗？',
      '孙强: 王秀英按了求助，您能去看看吗？',
    ])
    expect(all(going()).filter((line) => line.includes('您能去看看'))).toEqual([])
  })

  it('asks for no answer to an offer that is settled', () => {
    const kept = after(asked(), (call) => keep(call, limin, later(35)))
    expect(all(kept).filter((line) => line.includes('想接手'))).toEqual([])
  })
})

it('leaves family and neighbours in peace where the plan does, but not the daughter who asked', () => {
  const question = planned({ ...at('ringing'), intent: 'question' })
  const answered = moved(question, acknowledge(question, limin, later(20)))
  expect(told(answered)).toEqual(['王秀英: 李敏接了您的求助', '陈静: 李敏接了王秀英的求助'])
  const own = {
    ...answered,
    history: answered.history.map((line) =>
      line.kind === 'raised' ? { ...line, byAccountId: elder.accountId } : line,
    ),
  }
  expect(told(own)).toEqual(['王秀英: 李敏接了您的求助'])
  expect(daughter.accountId).toBe('A-CHEN')
})
