import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Identity } from '../../../shared/people/contract.ts'
import { addDays, dayOf, dayPhrase, instantOf, weekdayWord, type Day } from '../../../shared/time.ts'
import { menu, menuCodes, type MenuCode } from '../../../shared/volunteering/menu.ts'
import { replacePage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Chips, Segmented } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Unbound } from '../../ui/when-bound.tsx'

const daysAhead = 14
const firstHour = 8
const lastHour = 19
const leastHours = 2

/** 请志愿者帮忙: what, for whom, which day, what hour; one page, one press. */
export default function AskPage() {
  const me = useFreshMe()
  return (
    <Page title="请志愿者帮忙">
      <QueryView query={me} empty={{ when: ({ identity }) => identity === null, show: <Unbound /> }}>
        {({ identities }) => <Ask people={identities.filter(mayAskFor)} />}
      </QueryView>
    </Page>
  )
}

function mayAskFor({ relation, scopes }: Identity): boolean {
  return relation === 'self' || scopes.includes('book')
}

function Ask({ people }: { people: readonly Identity[] }) {
  const ask = useCommand('volunteering.ask')
  const [id] = useState(() => ask.id())
  const wantedPerson = useParameter('resident')
  const [personId, setPersonId] = useState(wantedPerson)
  const [item, setItem] = useState<MenuCode | undefined>(undefined)
  const [day, setDay] = useState<Day | undefined>(undefined)
  const [hour, setHour] = useState<number | undefined>(undefined)
  const [words, setWords] = useState('')
  const [wanted, setWanted] = useState<number | undefined>(undefined)
  const person = people.find(({ residentId }) => residentId === personId) ?? people[0]
  const chosen = item === undefined ? undefined : menu[item]
  const isReady = person !== undefined && item !== undefined && day !== undefined && hour !== undefined

  async function send() {
    if (!isReady || chosen === undefined) return
    const { communityId, residentId } = person
    const startsAt = instantOf(day, `${String(hour).padStart(2, '0')}:00`).toISOString()
    const answer = await ask.run({
      id,
      person: { communityId, residentId },
      item,
      startsAt,
      minutes: chosen.minutes,
      wanted: wanted ?? chosen.people,
      words: words.trim(),
    })
    if (answer?.ok !== true) return
    say('交上去了，社区会答复您')
    replacePage('volunteering/request/index', { community: communityId, id: answer.data.requestId })
  }

  return (
    <>
      {people.length > 1 ? (
        <Section title="帮谁" first>
          <Chips
            label="帮谁"
            options={people.map(({ residentId, name, relation }) => ({
              value: residentId,
              text: relation === 'self' ? '我自己' : name,
            }))}
            value={person?.residentId ?? ''}
            onChange={setPersonId}
          />
        </Section>
      ) : null}
      <Section title="要帮什么" note="不收钱" first={people.length < 2}>
        {menuCodes.map((code) => (
          <Choice
            key={code}
            title={menu[code].name}
            note={menu[code].line}
            lead={
              <View className="lead lead--icon">
                <Icon name={menu[code].icon} />
              </View>
            }
            isOn={item === code}
            onPress={() => setItem(code)}
          />
        ))}
      </Section>
      {chosen === undefined ? null : (
        <>
          <Days
            chosen={day}
            onChoose={(one) => {
              setDay(one)
              setHour(undefined)
            }}
          />
          {day === undefined ? null : <Hours day={day} chosen={hour} onChoose={setHour} />}
          <Section title="来几个人">
            <Segmented
              label="来几个人"
              options={[1, 2, 3].map((count) => ({ value: count, text: `${count} 个` }))}
              value={wanted ?? chosen.people}
              onChange={setWanted}
            />
          </Section>
          <LongField
            id="words"
            label="还想说什么，可以不写"
            value={words}
            onInput={setWords}
            maxLength={200}
            placeholder="比如：耳朵不好，敲门响一点"
          />
          <Card pad className="col g2">
            <View className="quiet">
              <Say>先由社区看过，再请志愿者来。门牌和电话只给来帮忙的人看。</Say>
            </View>
          </Card>
          {ask.error === undefined ? null : <Notice kind="warn" text={ask.error.message} />}
          <Btn
            text={isReady ? '请人帮忙' : day === undefined ? '先选哪一天' : '先选几点'}
            kind="primary"
            size="l"
            wide
            disabled={!isReady}
            isBusy={ask.isBusy}
            busyText="正在交"
            onPress={() => void send()}
          />
        </>
      )}
    </>
  )
}

function Days({ chosen, onChoose }: { chosen: Day | undefined; onChoose: (day: Day) => void }) {
  const today = dayOf(new Date())
  const days = Array.from({ length: daysAhead }, (_, count) => addDays(today, count)).filter(
    (day) => hoursOn(day).length > 0,
  )
  return (
    <Section title="哪一天">
      <View className="days" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '哪一天' } : {})}>
        {days.map((day) => {
          const name = day === today ? '今天' : weekdayWord(day).replace('星期', '周')
          return (
            <Press
              key={day}
              className={`day ${day === chosen ? 'is-on' : ''}`}
              role="radio"
              label={`${name} ${Number(day.slice(8))} 日`}
              isOn={day === chosen}
              onPress={() => onChoose(day)}
            >
              <Text>{name}</Text>
              <Text className="day__num">{Number(day.slice(8))}</Text>
            </Press>
          )
        })}
      </View>
    </Section>
  )
}

/** The hours of a day that leave time to find somebody. */
function hoursOn(day: Day): number[] {
  const least = Date.now() + leastHours * 3_600_000
  const hours = Array.from({ length: lastHour - firstHour + 1 }, (_, count) => firstHour + count)
  return hours.filter((hour) => instantOf(day, `${String(hour).padStart(2, '0')}:00`).getTime() > least)
}

function Hours({ day, chosen, onChoose }: { day: Day; chosen: number | undefined; onChoose: (hour: number) => void }) {
  return (
    <Section title="几点来" note={dayPhrase(day, dayOf(new Date()))}>
      <View
        className="times"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '几点来' } : {})}
      >
        {hoursOn(day).map((hour) => (
          <Press
            key={hour}
            className={`time ${hour === chosen ? 'is-on' : ''}`}
            role="radio"
            label={`${hour} 点`}
            isOn={hour === chosen}
            onPress={() => onChoose(hour)}
          >
            <Text className="time__at">{`${hour}:00`}</Text>
          </Press>
        ))}
      </View>
    </Section>
  )
}
