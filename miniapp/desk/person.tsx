import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { clockOf, dayOf, dayWord } from '../../shared/time.ts'
import { dial } from '../client/navigate.ts'
import { intentMarks, sourceMarks } from '../text/desk.ts'
import { outcomeWords } from '../text/help.ts'
import { relationWords } from '../text/relations.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Fact } from '../ui/layout.tsx'
import { Pill } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Say } from '../ui/say.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import type { CardAnswer, Desk } from './use-desk.ts'

type Person = Extract<CardAnswer, { ok: true }>['data']['person']

/** What the call is about and where it came from, then what somebody who runs must know. */
export function Tags({ call, person }: { call: DeskCall; person: Person | undefined }) {
  const source = sourceMarks[call.source]
  const intent = intentMarks[call.intent]
  const tags = [...(call.livingAlone ? ['独居'] : []), ...(person?.tags.filter((tag) => tag !== '独居') ?? [])]
  const allergies = person?.care?.allergies ?? ''
  return (
    <>
      <Pill
        text={intent.text}
        icon={intent.icon}
        {...(call.intent === 'emergency' ? { kind: 'warn' } : { kind: 'info' })}
      />
      {source ? <Pill text={source.text} icon={source.icon} kind="info" /> : null}
      {allergies === '' || tags.some((tag) => tag.includes('过敏')) ? null : (
        <Pill text={`${allergies}过敏`} kind="warn" icon="triangle-alert" />
      )}
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

/** How to get in: the note at the address, and who has the key. */
export function wayIn(person: Person | undefined): string {
  const key = person?.care?.keyHolder ?? ''
  return [person?.accessNote ?? '', key === '' || person?.accessNote.includes(key) ? '' : `钥匙在 ${key}`]
    .filter(Boolean)
    .join('，')
}

/** What is on the care card, in the order in which a doctor asks. Only what is there. */
function careFacts({ care }: Person): { name: string; value: string; warn?: boolean }[] {
  if (care === null) return []
  return [
    { name: '病', value: care.conditions },
    { name: '药', value: care.medicines },
    { name: '过敏', value: care.allergies, warn: true },
    { name: '说话', value: care.speech },
    { name: '耳目', value: care.senses },
    { name: '血型', value: care.bloodType ?? '' },
    { name: '留言', value: care.note },
  ].filter(({ value }) => value !== '')
}

/** The elder card: opens with the call and only then, and says that it was opened. */
export function PersonCard({ card, className = '' }: { card: Desk['card']; className?: string }) {
  const { answer, isOpened, open, retry } = card
  if (answer === undefined && !isOpened) {
    return (
      <Card pad className={className}>
        <Btn text="看老人情况" kind="secondary" wide icon="eye" onPress={open} />
        <View className="t-small quiet mt2">
          <Say>打开会记下，老人看得到谁看过。</Say>
        </View>
      </Card>
    )
  }
  if (answer === undefined) return <Skeleton rows={2} />
  if (!answer.ok) return <ErrorState message={answer.error.message} onRetry={retry} />
  const { person, pastCalls } = answer.data
  const facts = careFacts(person)
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
        {facts.map(({ name, value, warn }) => (
          <Fact key={name} name={name}>
            {warn ? <Pill text={value} kind="warn" icon="triangle-alert" /> : <Say>{value}</Say>}
          </Fact>
        ))}
        {facts.length > 0 ? null : (
          <View className="quiet">
            <Say>没有急救卡。病和药要当面问。</Say>
          </View>
        )}
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

/** Who comes besides the one who has it, and what was dialled. */
export function Company({ call }: { call: DeskCall }) {
  const lines = [
    ...(call.neighbour
      ? [`${relationOf(call)}${call.neighbour.name}说“我去”，${clockOf(new Date(call.neighbour.at))}`]
      : []),
    ...(call.helpers.length > 0 ? [`${call.helpers.map(({ name }) => name).join('、')}一起来帮忙`] : []),
  ]
  if (lines.length === 0) return null
  return (
    <View className="company mt3">
      {lines.map((line) => (
        <View key={line} className="flex g2">
          <Icon name="user-plus" size="s" className="green" />
          <Say>{line}</Say>
        </View>
      ))}
    </View>
  )
}

function relationOf({ neighbour }: DeskCall): string {
  return neighbour === null ? '' : relationWords[neighbour.relation]
}
