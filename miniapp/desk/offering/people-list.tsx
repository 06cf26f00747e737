import { View } from '@tarojs/components'
import { dayOf, timeOf } from '../../../shared/time.ts'
import { dial } from '../../client/navigate.ts'
import { dayHeading } from '../../text/offering.ts'
import { Choice } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Press } from '../../ui/press.tsx'
import type { UnplannedPerson } from './use-offering.ts'

/** `11 月 26 日 周四 9:00`. */
export function momentWords(instant: string): string {
  const at = new Date(instant)
  return `${dayHeading(dayOf(at))} ${timeOf(at).replace(/^0/, '')}`
}

/** What was asked and when, or what could be offered. */
export function offerWords({ nearest, asked, because }: UnplannedPerson): string {
  if (asked !== null) {
    const offered = asked.startsAt === null ? '请本人另选' : `问能不能改到 ${momentWords(asked.startsAt)}`
    return `${because}，${offered}，等回话`
  }
  return nearest === null ? `${because}，近处没有空的时间` : `${because}，可以改到 ${momentWords(nearest.startsAt)}`
}

/** Everybody hit: who, their time, what could be offered, and the number to ring. Ticked ones are asked. */
export function PeopleList({
  people,
  ticked,
  onToggle,
}: {
  people: readonly UnplannedPerson[]
  ticked: readonly string[]
  onToggle: (bookingId: string) => void
}) {
  return (
    <View className="offering-people">
      {people.map((person) => {
        const { phone } = person
        return (
          <View key={person.bookingId} className="offering-person">
            <Choice
              many
              title={`${person.residentName}，${momentWords(person.startsAt)} ${person.serviceName}`}
              note={offerWords(person)}
              isOn={ticked.indexOf(person.bookingId) !== -1}
              onPress={() => onToggle(person.bookingId)}
            />
            {phone === null ? null : (
              <Press className="dial dial--icon" label={`打给${person.residentName}`} onPress={() => dial(phone)}>
                <Icon name="phone" />
              </Press>
            )}
          </View>
        )
      })}
    </View>
  )
}
