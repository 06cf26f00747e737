import { dayOf } from '../../../shared/time.ts'
import type { Shift } from '../../../shared/volunteering/places-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { shortWhen } from '../words.ts'

/** Leaving a shift is confirmed in words. */
export function Leaving({
  shift,
  title,
  onClose,
  onLeft,
}: {
  shift: Shift
  title: string
  onClose: () => void
  onLeft: () => void
}) {
  const withdraw = useCommand('volunteering.withdraw')
  const waits = shift.mine?.status === 'waiting'
  const leave = async () => {
    const answer = await withdraw.run({ id: withdraw.id(), shiftId: shift.shiftId, reason: '' })
    if (!answer?.ok) return
    say(waits ? '不候补了' : '退掉了')
    onLeft()
  }
  const when = shortWhen(shift, dayOf(new Date()))
  return (
    <Sheet
      title={waits ? `不候补“${shift.task}”了？` : `退掉“${shift.task}”？`}
      line={
        waits ? `${title}，${when}。以后再报，要从最后排起。` : `${title}，${when}。位置会让给别的邻居，再报要重新排。`
      }
      onClose={onClose}
    >
      {withdraw.error ? <Notice kind="warn" text={withdraw.error.message} /> : null}
      <Btn
        id="withdraw"
        text={waits ? '不候补了' : '退掉这一班'}
        kind="danger"
        size="l"
        wide
        isBusy={withdraw.isBusy}
        busyText="正在退"
        onPress={() => void leave()}
      />
      <Btn text={waits ? '接着候补' : '先不退'} kind="plain" size="l" wide onPress={onClose} />
    </Sheet>
  )
}
