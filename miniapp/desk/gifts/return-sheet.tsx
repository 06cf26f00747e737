import type { WaitingRedemption } from '../../../shared/records/points-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** For who cannot come: the points go back, the piece too. */
export function ReturnSheet({
  communityId,
  redemption,
  onClose,
  onDone,
}: {
  communityId: string
  redemption: WaitingRedemption
  onClose: () => void
  onDone: () => void
}) {
  const cancel = useCommand('records.cancelRedemption')
  const { redemptionId, volunteerName, giftName, points } = redemption

  async function send() {
    const answer = await cancel.run({ communityId, redemptionId })
    if (answer?.ok === true) {
      say('退好了')
      onDone()
    }
  }

  return (
    <Sheet title={`${volunteerName}不要${giftName}了？`} line={`${points} 分退给他，礼物摆回来。`} onClose={onClose}>
      {cancel.error === undefined ? null : <Notice kind="warn" text={cancel.error.message} />}
      <Btn
        text="替他退掉"
        kind="danger"
        size="l"
        wide
        isBusy={cancel.isBusy}
        busyText="正在退"
        onPress={() => void send()}
      />
      <Btn text="还是留着" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}
