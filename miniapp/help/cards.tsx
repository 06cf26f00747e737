import { Text, View } from '@tarojs/components'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { clockOf } from '../../shared/time.ts'
import { dial } from '../client/navigate.ts'
import { eventWords, newestFirst } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Timeline } from '../ui/progress.tsx'
import { Say } from '../ui/say.tsx'

export function NextCard({ words }: { words: string }) {
  return (
    <Card pad>
      <Text className="quiet t-small">接下来</Text>
      <View className="say t-title mt1">
        <Say>{words}</Say>
      </View>
    </Card>
  )
}

export function AddressCard({ address, note = '按登记的住址上门' }: { address: string; note?: string }) {
  return (
    <Rows>
      <Row
        title={address}
        note={note}
        lead={
          <View className="lead lead--icon">
            <Icon name="map-pin" />
          </View>
        }
      />
    </Rows>
  )
}

export interface Person {
  name: string
  title: string
  note?: string | undefined
  phone?: string | undefined
}

/** Who else knows, comes along or can be rung. */
export function People({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null
  return (
    <Rows>
      {people.map(({ name, title, note, phone }) => (
        <Row
          key={title}
          title={title}
          note={note}
          lead={<Avatar name={name} />}
          {...(phone === undefined
            ? {}
            : {
                end: (
                  <Press className="dial dial--icon" label={`打给${title}`} onPress={() => dial(phone)}>
                    <Icon name="phone" />
                  </Press>
                ),
              })}
        />
      ))}
    </Rows>
  )
}

/** What happened, in the same words for the person, the family and the desk. `who` is 您 or the name. */
export function History({ call, who }: { call: HelpCall; who: string }) {
  return (
    <Card pad>
      <Timeline
        moments={newestFirst(
          call.events.map((event, index) => ({
            what: eventWords(event, who, call.events.slice(0, index)),
            time: clockOf(new Date(event.at)),
            now: index === call.events.length - 1 && isOpen(call.status),
            ...(event.kind === 'raised' || event.kind === 'pressed_again' ? { kind: 'help' as const } : {}),
          })),
        )}
      />
    </Card>
  )
}
