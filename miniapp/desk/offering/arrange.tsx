import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { PeopleList } from './people-list.tsx'
import type { UnplannedPerson } from './use-offering.ts'

const pollMilliseconds = 30_000

/** Who has booked a time that the plan does not have any more. They stay here until they have another one, or none. */
export function Arrange({ communityId }: { communityId: string }) {
  const query = useQuery('booking.toArrange', { communityId }, { pollMilliseconds })
  return (
    <QueryView query={query} rows={1}>
      {({ people }) =>
        people.length === 0 ? (
          <Notice kind="ok" text="约好的人，时间都还在。" />
        ) : (
          <Section title="要安排的人" note={`${people.length} 位`} first>
            <Ask communityId={communityId} people={people} onAsked={query.refresh} />
          </Section>
        )
      }
    </QueryView>
  )
}

function Ask({
  communityId,
  people,
  onAsked,
}: {
  communityId: string
  people: readonly UnplannedPerson[]
  onAsked: () => void
}) {
  const offer = useCommand('booking.offerTimes')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const chosen = people.filter(({ bookingId }) => ticked.indexOf(bookingId) !== -1)
  const [only] = chosen
  const reason = typed ?? only?.because ?? ''

  async function ask() {
    const answer = await offer.run({
      communityId,
      offers: chosen.map(({ bookingId, version, nearest }) => ({
        bookingId,
        version,
        startsAt: nearest?.startsAt ?? null,
      })),
      reason: reason.trim(),
    })
    if (answer?.ok !== true) return
    say(`问了 ${answer.data.asked} 位，等回话`)
    setTicked([])
    setTyped(undefined)
    onAsked()
  }
  return (
    <View className="col g3">
      <PeopleList
        people={people}
        ticked={ticked}
        onToggle={(id) => setTicked(ticked.indexOf(id) === -1 ? [...ticked, id] : ticked.filter((one) => one !== id))}
      />
      {only === undefined ? (
        <Notice text="先打电话说一声最好。勾上谁，可以发消息问，也可以替他改时间。" />
      ) : (
        <>
          <Field label="为什么改，会写在消息里" value={reason} onInput={setTyped} maxLength={60} id="reason" />
          {offer.error === undefined ? null : <Notice kind="warn" text={offer.error.message} />}
          <Btn
            text={`发消息问这 ${chosen.length} 位`}
            kind="primary"
            wide
            disabled={reason.trim() === ''}
            isBusy={offer.isBusy}
            busyText="正在发"
            onPress={() => void ask()}
          />
          {chosen.length === 1 ? (
            <Btn
              text={`替${only.residentName}改时间，或者取消`}
              wide
              onPress={() => openPage('booking/detail/index', { community: communityId, id: only.bookingId })}
            />
          ) : null}
        </>
      )}
    </View>
  )
}
