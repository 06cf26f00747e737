import { View } from '@tarojs/components'
import { useState } from 'react'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import { homeMark } from '../../../shared/homecare/visits.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { scan } from '../../client/scan.ts'

/** At the door: the picture, the six digits under it, or the family says so on their own phone. */
export function Arrive({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const arrive = useCommand('homecare.arrive')
  const { communityId, visitId } = visit

  async function prove(proof: { door: string } | { number: string }) {
    setWrong(undefined)
    const answer = await arrive.run({ communityId, visitId, proof })
    if (answer?.ok === true) say('到了，记下了')
    if (answer?.ok === true || answer?.error.code === 'conflict') onDone()
  }
  async function scanned() {
    const read = await scan()
    if (read === undefined) return
    if (read.indexOf(homeMark) === 0) await prove({ door: read.slice(homeMark.length) })
    else setWrong('这不是门上的码。请扫门口“邻里通”那一张。')
  }
  function typed() {
    const digits = number.replace(/\D/g, '')
    if (digits.length === 6) void prove({ number: digits })
    else setWrong(`要 6 个数字，现在是 ${digits.length} 个。`)
  }

  const isBrowser = process.env.TARO_ENV === 'h5'
  return (
    <>
      {isBrowser ? null : (
        <Btn
          text="扫门上的码，到了"
          kind="primary"
          size="xl"
          wide
          icon="scan-line"
          isBusy={arrive.isBusy}
          busyText="正在记"
          onPress={() => void scanned()}
        />
      )}
      <Card pad className="col g3">
        <Field
          label={isBrowser ? '输门上的 6 个数字' : '扫不了？输码下面的 6 个数字'}
          value={number}
          onInput={setNumber}
          type="number"
          maxLength={7}
          placeholder="6 个数字"
          id="door"
        />
        <Btn
          text="到了"
          kind={isBrowser ? 'primary' : 'secondary'}
          size="l"
          wide
          icon="door-open"
          isBusy={arrive.isBusy}
          busyText="正在记"
          onPress={typed}
        />
        <View className="t-small quiet">
          <Say>门上没有码，请老人或家里人在手机上点“人到了”。</Say>
        </View>
      </Card>
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      {arrive.error === undefined ? null : <Notice kind="warn" text={arrive.error.message} />}
    </>
  )
}
