import { useEffect, useRef, useState } from 'react'
import type { OfferingChange } from '../../../shared/booking/offering-schemas.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ErrorState, Lines, Notice, Skeleton } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { PeopleList } from './people-list.tsx'

/**
 * A change on its way: first who of those who booked would lose their time. With nobody hit it is saved at once, unless
 * `question` asks first; else everybody is listed, and the ticked ones are asked for another time.
 */
export function ChangeSheet({
  communityId,
  change,
  question,
  done,
  onClose,
  onSaved,
}: {
  communityId: string
  change: OfferingChange
  /** Asked even when nobody is hit: for what takes something away. */
  question?: string
  /** Said when it is saved: `存好了`. */
  done: string
  onClose: () => void
  onSaved: () => void
}) {
  const check = useQuery('booking.planCheck', { communityId, change })
  const apply = useCommand('booking.applyPlanChange')
  const [left, setLeft] = useState<readonly string[]>([])
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const isBegun = useRef(false)

  const people = check.data?.people ?? []
  const mistakes = check.data?.mistakes ?? []
  const ticked = people.map(({ bookingId }) => bookingId).filter((id) => left.indexOf(id) === -1)
  const reason = typed ?? people[0]?.because ?? ''

  async function save(withOffers: boolean) {
    const offers = people
      .filter(({ bookingId, status }) => status === 'confirmed' && ticked.indexOf(bookingId) !== -1)
      .map(({ bookingId, version, nearest }) => ({ bookingId, version, startsAt: nearest?.startsAt ?? null }))
    const answer = await apply.run({
      communityId,
      change,
      seen: people.map(({ bookingId }) => bookingId),
      offers: withOffers ? offers : [],
      reason: reason.trim(),
    })
    if (answer?.ok === true) {
      say(answer.data.asked === 0 ? done : `${done}，问了 ${answer.data.asked} 位`)
      onSaved()
    } else if (answer?.error.code === 'people_affected') check.refresh()
  }

  const isFree = check.data !== undefined && mistakes.length === 0 && people.length === 0
  useEffect(() => {
    if (!isFree || question !== undefined || isBegun.current) return
    isBegun.current = true
    void save(false)
  })

  const wrong = apply.error === undefined ? null : <Notice kind="warn" text={apply.error.message} />
  if (check.data === undefined) {
    return (
      <Sheet title="看看会影响谁" onClose={onClose}>
        {check.error === undefined ? (
          <Skeleton rows={2} />
        ) : (
          <ErrorState message={check.error.message} onRetry={check.refresh} />
        )}
        <Btn text="先不改" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  if (mistakes.length > 0) {
    return (
      <Sheet title="这几处要改一改" onClose={onClose}>
        <Lines lines={mistakes} />
        <Btn text="回去改" kind="primary" wide onPress={onClose} />
      </Sheet>
    )
  }
  if (people.length === 0) {
    return (
      <Sheet title={question ?? '正在存'} line="没有约好的人受影响。" onClose={onClose}>
        {wrong}
        {question === undefined && apply.error === undefined ? null : (
          <Btn
            text={question === undefined ? '再存一次' : '就这样'}
            kind="primary"
            wide
            isBusy={apply.isBusy}
            busyText="正在存"
            onPress={() => void save(false)}
          />
        )}
        <Btn text="先不改" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  return (
    <Sheet
      title={`${people.length} 位约好的时间没有了`}
      line="勾上的，发消息问能不能改时间。原来的时间先不动，等本人点头再改。没勾的留在“要安排的人”里。"
      onClose={onClose}
    >
      <PeopleList
        people={people}
        ticked={ticked}
        onToggle={(id) => setLeft(left.indexOf(id) === -1 ? [...left, id] : left.filter((one) => one !== id))}
      />
      <Field label="为什么改，会写在消息里" value={reason} onInput={setTyped} maxLength={60} id="reason" />
      {wrong}
      <Btn
        text={ticked.length === 0 ? '存下来，先不问' : `存下来，问这 ${ticked.length} 位`}
        kind="primary"
        wide
        isBusy={apply.isBusy}
        busyText="正在存"
        disabled={ticked.length > 0 && reason.trim() === ''}
        onPress={() => void save(true)}
      />
      <Btn text="先不改" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
