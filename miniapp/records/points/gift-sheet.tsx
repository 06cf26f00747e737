import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Gift, Redemption } from '../../../shared/records/points-contract.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { monthDay, spacedNumber } from '../../text/points.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface GiftSheetProps {
  gift: Gift
  balance: number
  onClose: () => void
  onDone: () => void
}

/** 换一把雨伞？ asked in words before points are put aside. */
export function GiftSheet({ gift, balance, onClose, onDone }: GiftSheetProps) {
  const redeem = useCommand('records.redeem')

  async function send() {
    const answer = await redeem.run({ id: redeem.id(), giftId: gift.giftId })
    if (answer?.ok === true) {
      say('给您留好了，凭号码来拿')
      onDone()
    }
  }

  return (
    <Sheet
      title={`换一份${gift.name}？`}
      line={`用 ${gift.points} 分，换好还剩 ${balance - gift.points} 分。没拿走以前，随时可以退回来。`}
      onClose={onClose}
    >
      {redeem.error === undefined ? null : <Notice kind="warn" text={redeem.error.message} />}
      <Btn
        text="换这个"
        kind="primary"
        size="l"
        wide
        isBusy={redeem.isBusy}
        busyText="正在留"
        onPress={() => void send()}
      />
      <Btn text="再想想" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

/** What waits at the community, with the number to say there. */
export function Aside({ redemption, onChanged }: { redemption: Redemption; onChanged: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const communityId = useMe()?.identity?.communityId ?? ''
  const cancel = useCommand('records.cancelRedemption')
  const { redemptionId, giftName, number, points, askedAt } = redemption

  async function giveBack() {
    const answer = await cancel.run({ communityId, redemptionId })
    if (answer?.ok === true) {
      say(`退好了，${points} 分回来了`)
      setAsking(false)
      onChanged()
    }
  }

  return (
    <Card pad className="col g2">
      <View className="strong">
        <Text>{giftName}</Text>
      </View>
      <View className="spoken" ariaLabel={`取礼物的号码 ${number.split('').join(' ')}`}>
        <Text>{spacedNumber(number)}</Text>
      </View>
      <View className="t-small quiet">
        <Say>{`${monthDay(askedAt)}换的。到社区服务台，把这六个数字念给工作人员听。`}</Say>
      </View>
      <Btn
        text="不要了，退回积分"
        kind="text"
        label={`不要了，退回积分，${giftName}`}
        onPress={() => setAsking(true)}
      />
      {isAsking ? (
        <Sheet title={`不要${giftName}了？`} line={`${points} 分马上退回来。`} onClose={() => setAsking(false)}>
          {cancel.error === undefined ? null : <Notice kind="warn" text={cancel.error.message} />}
          <Btn
            text="退回来"
            kind="danger"
            size="l"
            wide
            isBusy={cancel.isBusy}
            busyText="正在退"
            onPress={() => void giveBack()}
          />
          <Btn text="还是留着" kind="text" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </Card>
  )
}
