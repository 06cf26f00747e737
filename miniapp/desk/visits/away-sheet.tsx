import { useState } from 'react'
import type { Visit } from '../../../shared/homecare/visit-schemas.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Day } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { hour, shortDay } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Worker = Output<Endpoints['homecare.week']>['workers'][number]
const reasons = ['生病', '家里有事', '轮休', '培训'] as const

/** 周梅周三请假？ and what she leaves behind: each of it is one tap from somebody else. */
export function AwaySheet({
  communityId,
  worker,
  day,
  visits,
  onOpen,
  onClose,
  onChanged,
}: {
  communityId: string
  worker: Worker
  day: Day
  visits: readonly Visit[]
  onOpen: (visit: Visit) => void
  onClose: () => void
  onChanged: () => void
}) {
  const [reason, setReason] = useState<(typeof reasons)[number]>(reasons[0])
  const away = useCommand('homecare.workerAway')
  const isAway = worker.away.indexOf(day) >= 0
  const left = visits.filter(
    (visit) => visit.day === day && visit.status === 'planned' && visit.worker?.resourceId === worker.resourceId,
  )

  async function send(next: boolean) {
    const answer = await away.run({ communityId, resourceId: worker.resourceId, day, isAway: next, reason })
    if (answer?.ok !== true) return
    say(next ? (answer.data.visits.length === 0 ? '记下了' : `有 ${answer.data.visits.length} 趟要换人`) : '又能来了')
    onClose()
    onChanged()
  }

  return (
    <Sheet
      title={isAway ? `${worker.name}这天请假` : `${worker.name}请假？`}
      line={`${shortDay(day)}，${left.length === 0 ? '没有排上门' : `有 ${left.length} 趟，请假就要换人`}。`}
      onClose={onClose}
    >
      {left.length === 0 ? null : (
        <Rows>
          {left.map((visit) => (
            <Row
              key={visit.visitId}
              title={`${hour(visit.startsAt)} ${visit.residentName}`}
              note={isAway ? '点开，换一个人去' : visit.address}
              {...(isAway
                ? {
                    onPress: () => {
                      onClose()
                      onOpen(visit)
                    },
                  }
                : {})}
            />
          ))}
        </Rows>
      )}
      {isAway ? null : (
        <Chips
          label="为什么"
          options={reasons.map((one) => ({ value: one, text: one }))}
          value={reason}
          onChange={setReason}
        />
      )}
      {away.error === undefined ? null : <Notice kind="warn" text={away.error.message} />}
      <Btn
        text={isAway ? '又能来了' : '记请假'}
        kind={isAway ? 'secondary' : 'primary'}
        size="l"
        wide
        isBusy={away.isBusy}
        busyText="正在记"
        onPress={() => void send(!isAway)}
      />
      <Btn text="返回" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}
