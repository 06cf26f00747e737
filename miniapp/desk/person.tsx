import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { clockOf, dayOf, dayWord } from '../../shared/time.ts'
import { dial } from '../client/navigate.ts'
import { eventWords, newestFirst, nextRiseWords, outcomeWords } from '../text/help.ts'
import { relationWords } from '../text/relations.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Fact } from '../ui/layout.tsx'
import { Pill } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Timeline } from '../ui/progress.tsx'
import { Say } from '../ui/say.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import type { CardAnswer, Desk } from './use-desk.ts'

type Person = Extract<CardAnswer, { ok: true }>['data']['person']

/** What somebody who runs must know: tags first, then who has the key, then whom to ring. */
export function Tags({ call, person }: { call: DeskCall; person: Person | undefined }) {
  const tags = [...(call.livingAlone ? ['独居'] : []), ...(person?.tags.filter((tag) => tag !== '独居') ?? [])]
  return (
    <>
      {tags.map((tag) =>
        tag.includes('过敏') ? (
          <Pill key={tag} text={tag} kind="warn" icon="triangle-alert" />
        ) : (
          <Pill key={tag} text={tag} />
        ),
      )}
    </>
  )
}

export function PersonCard({ card, className = '' }: { card: Desk['card']; className?: string }) {
  const { answer, isOpened, open, retry } = card
  if (answer === undefined && !isOpened) {
    return (
      <Card pad className={className}>
        <Btn text="看老人情况" kind="secondary" wide icon="eye" onPress={open} />
      </Card>
    )
  }
  if (answer === undefined) return <Skeleton rows={2} />
  if (!answer.ok) return <ErrorState message={answer.error.message} onRetry={retry} />
  const { person, pastCalls } = answer.data
  return (
    <Card pad className={className}>
      <View className="flex between">
        <View className="section__title">
          <Text>老人情况</Text>
        </View>
        <View className="t-small quiet flex g1">
          <Icon name="eye" size="s" />
          <Text>已记下您看过</Text>
        </View>
      </View>
      <View className="facts facts--desk mt3">
        {person.contacts.map((contact) => (
          <Fact key={contact.phone} name={relationWords[contact.relation]}>
            <View className="flex between">
              <Say>{contact.address === '' ? contact.name : `${contact.name}，${contact.address}`}</Say>
              <Press
                className="dial dial--icon"
                label={`打给${relationWords[contact.relation]}${contact.name}`}
                onPress={() => dial(contact.phone)}
              >
                <Icon name="phone" />
              </Press>
            </View>
          </Fact>
        ))}
      </View>
      {pastCalls.length === 0 ? null : (
        <>
          <View className="t-small quiet mt4">
            <Text>以前的求助</Text>
          </View>
          <View className="facts facts--desk facts--past mt1">
            {pastCalls.map(({ raisedAt, outcome }) => (
              <Fact key={raisedAt} name={dayWord(dayOf(new Date(raisedAt)))}>
                <Say>{outcome === null ? '按错了' : outcomeWords[outcome]}</Say>
              </Fact>
            ))}
          </View>
        </>
      )}
    </Card>
  )
}

/** What happened, newest first, and what happens next by itself. */
export function Story({ call, className = '' }: { call: DeskCall; className?: string }) {
  const happened = newestFirst(
    call.events.map((event, index) => ({
      what: eventWords(event, '老人', call.events.slice(0, index)).replace(/^老人/, ''),
      time: clockOf(new Date(event.at)),
      now: index === call.events.length - 1,
      ...(event.kind === 'raised' || event.kind === 'pressed_again' ? { kind: 'help' as const } : {}),
    })),
  )
  const next =
    isOpen(call.status) && call.dueAt !== null
      ? [
          {
            what: call.status === 'ringing' ? `没人接就${nextRiseWords(call)}` : `没动静就${nextRiseWords(call)}`,
            time: clockOf(new Date(call.dueAt)),
            kind: 'next' as const,
          },
        ]
      : []
  return (
    <Card pad className={className}>
      <View className="section__title">
        <Text>经过</Text>
      </View>
      <View className="mt3">
        <Timeline moments={[...next, ...happened]} />
      </View>
    </Card>
  )
}

export function PhoneButtons({ card, name }: { card: Desk['card']; name: string }) {
  const phone = card.answer?.ok ? card.answer.data.person.phone : null
  return (
    <View className="flex g2 mt3">
      {phone === null ? null : (
        <Btn text={`打给${name}`} kind="secondary" icon="phone" className="grow" onPress={() => dial(phone)} />
      )}
      <Btn text="代打 120" kind="secondary" icon="ambulance" className="grow" onPress={() => dial('120')} />
    </View>
  )
}
