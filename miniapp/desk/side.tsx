import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { areaOfLevel, type Level } from '../../shared/help/lifecycle.ts'
import { openPage } from '../client/navigate.ts'
import { dutyMark, ladderWords, shiftWords } from '../text/desk.ts'
import { spoken, waitOf } from '../text/help.ts'
import { Chevron } from '../ui/icon.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar, Pill } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { isWaiting } from './queue.tsx'
import type { DeskData } from './use-desk.ts'

type Duty = DeskData['onDuty']

export function OnDuty({ people }: { people: Duty }) {
  return (
    <>
      <View className="desk__head">
        <View className="section__title">
          <Text>谁在班上</Text>
        </View>
        <Press
          className="section__more"
          label={`${people.length} 人，打开值班表`}
          onPress={() => openPage('desk/roster/index')}
        >
          <Text className="num">{`${people.length} 人`}</Text>
          <Chevron />
        </Press>
      </View>
      <Rows>
        {people.map((person) => (
          <Row
            key={person.accountId}
            title={person.name}
            note={noteOf(person)}
            lead={<Avatar name={person.name} />}
            end={<Pill {...dutyMark(person)} />}
          />
        ))}
      </Rows>
    </>
  )
}

function noteOf({ post, me, shift }: Duty[number]): string {
  return [post, shift ? shiftWords(shift).slice(0, 3) : '', me ? '您' : ''].filter(Boolean).join('，')
}

/** Who is rung when, if nobody answers: it never ends. */
export function Ladder({ call, people, secondsLeft }: { call: DeskCall; people: Duty; secondsLeft: number }) {
  const at = call.ladder.findIndex(({ level }) => level === call.level)
  const { number, unit } = waitOf(secondsLeft)
  const waits = isWaiting(call)
  // Some levels ring beside the first one from the start.
  const rung = call.events.reduce<string[]>(
    (names, { kind, names: more }) => (kind === 'rang' || kind === 'risen' ? [...names, ...more] : names),
    [],
  )
  return (
    <>
      <View className="desk__head mt2">
        <View className="section__title">
          <Text>{call.responderName === null ? '没人接怎么办' : '没动静怎么办'}</Text>
        </View>
      </View>
      <Card pad>
        <View className="ladder">
          {call.ladder.map(({ level, seconds }, index) => {
            const state = !waits || index > at ? '' : index === at ? 'is-now' : 'is-done'
            const isRung = waits && peopleAt(call, people, level).some(({ name }) => rung.includes(name))
            const later = isRung ? '在响了' : `再等 ${spoken(seconds)}`
            const wait = index === at && waits ? `还有 ${number} ${unit}` : index > at ? later : ''
            return (
              <View key={level} className={`ladder__step ${state}`}>
                <Text className={`grow ${state === 'is-now' ? 'strong' : ''}`}>{namesAt(call, people, level)}</Text>
                <Text className="t-small quiet num nowrap">{wait}</Text>
              </View>
            )
          })}
          <View className="ladder__step">
            <Text className="grow">从头再响一遍</Text>
            <Text className="quiet t-small">不会停</Text>
          </View>
        </View>
      </Card>
    </>
  )
}

function peopleAt(call: DeskCall, people: Duty, level: Level): Duty {
  const area = areaOfLevel(call.gridCode, level)
  return people.filter(({ areaCode, onDuty }) => onDuty && areaCode === area)
}

function namesAt(call: DeskCall, people: Duty, level: Level): string {
  const names = peopleAt(call, people, level).map(({ name }) => name)
  return [ladderWords[level], ...names.slice(0, 2)].join('，')
}
