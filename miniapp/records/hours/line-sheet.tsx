import { Text } from '@tarojs/components'
import { signedHoursText } from '../../../shared/records/hours.ts'
import type { HoursEntry } from '../../../shared/records/hours-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { lineTitle, waysOf } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Fact } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'

/** One line of the ledger with all that is on record about it. */
export function LineSheet({
  entry,
  onClose,
  onObject,
}: {
  entry: HoursEntry
  onClose: () => void
  onObject: () => void
}) {
  const facts: [string, string][] = [
    ['时长', `${signedHoursText(entry.minutes)} 小时（${entry.minutes} 分钟）`.replace('（-', '（−')],
    ['哪一天', dayWord(entry.serviceDay)],
    ['怎么记的', waysOf(entry)],
    ...(entry.kind === 'correction'
      ? [['谁经手', `${entry.enteredByName}更正，${entry.confirmedByName}核对`] as [string, string]]
      : entry.reason === ''
        ? []
        : [['为什么补录', entry.reason] as [string, string]]),
    ['做什么', `${entry.title}，${entry.content}`],
    ['在哪儿', entry.place],
    ['谁组织', entry.organiserName],
    ['负责人', entry.personInCharge],
    ['第几笔', `第 ${entry.seq} 笔${entry.correctsSeq === null ? '' : `，更正第 ${entry.correctsSeq} 笔`}`],
  ]
  return (
    <Sheet title={lineTitle(entry)} onClose={onClose}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <Fact key={name} name={name}>
            {name === '时长' ? <Text>{value}</Text> : <Say>{value}</Say>}
          </Fact>
        ))}
      <Btn text="这一笔不对" wide onPress={onObject} />
      <Btn text="看好了" kind="primary" size="l" wide onPress={onClose} />
    </Sheet>
  )
}
