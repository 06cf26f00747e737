import { View } from '@tarojs/components'
import { useState } from 'react'
import { hoursText } from '../../../shared/records/hours.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayTyped } from '../../text/certificates.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { MyCertificates } from './index.tsx'

const mostYears = 4

/** Which time it is for, and whether the name may stand in public. */
export function AskSheet({ mine, onClose, onDone }: { mine: MyCertificates; onClose: () => void; onDone: () => void }) {
  const ask = useCommand('records.askCertificate')
  const [period, setPeriod] = useState<'all' | 'own' | number>('all')
  const [[from, to], setDays] = useState<readonly [string, string]>(['', dayOf(new Date())])
  const [showsName, setShowsName] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const all = mine.years.reduce((sum, year) => sum + year.minutes, 0)
  const days = { from: dayTyped(from), to: dayTyped(to) }
  const wrong = (day: string | undefined) => (isChecked && day === undefined ? '写成 2026-01-01 这样' : undefined)

  async function send() {
    setChecked(true)
    const { from: first, to: last } = days
    if (period === 'own' && (first === undefined || last === undefined)) return
    const asked =
      period === 'all'
        ? { from: null, to: null }
        : period === 'own'
          ? { from: first ?? null, to: last ?? null }
          : { from: `${period}-01-01`, to: `${period}-12-31` }
    const answer = await ask.run({ id: ask.id(), ...asked, showsName, replacesId: null })
    if (answer?.ok !== true) return
    say(`提交了，公示 ${mine.publicityDays} 天`)
    onDone()
  }

  return (
    <Sheet title="开哪段时间的" onClose={onClose}>
      <View className="col g3">
        <Choice title="全部" note={`${hoursText(all)} 小时`} isOn={period === 'all'} onPress={() => setPeriod('all')} />
        {mine.years.slice(0, mostYears).map(({ year, minutes }) => (
          <Choice
            key={year}
            title={`${year} 年`}
            note={`${hoursText(minutes)} 小时`}
            isOn={period === year}
            onPress={() => setPeriod(year)}
          />
        ))}
        <Choice title="自己写日子" isOn={period === 'own'} onPress={() => setPeriod('own')} />
        {period === 'own' ? (
          <>
            <Field
              label="从哪天"
              value={from}
              onInput={(value) => setDays([value, to])}
              placeholder="比如 2026-01-01"
              wrong={wrong(days.from)}
              maxLength={14}
              id="certificate-from"
            />
            <Field
              label="到哪天"
              value={to}
              onInput={(value) => setDays([from, value])}
              placeholder="比如 2026-11-30"
              wrong={wrong(days.to)}
              maxLength={14}
              id="certificate-to"
            />
          </>
        ) : null}
        <Choice
          title="公示时写我的姓名"
          note={showsName ? '邻居看得到姓名、次数和时长' : '不写：只写志愿者编号、次数和时长'}
          isOn={showsName}
          many
          onPress={() => setShowsName(!showsName)}
        />
      </View>
      {ask.error === undefined ? null : <Notice kind="warn" text={ask.error.message} />}
      <View className="t-small quiet">
        <Say>公示的时候谁有异议，社区会停下来核对，告诉您结果。</Say>
      </View>
      <Btn
        text="提交"
        kind="primary"
        size="l"
        wide
        isBusy={ask.isBusy}
        busyText="正在提交"
        onPress={() => void send()}
      />
      <Btn text="先不开" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
